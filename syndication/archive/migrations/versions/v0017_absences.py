"""Items that their sources took back, when and by which file; and every decision on an item's categories.

Of those taken back before: since when their file has the content that tells them no more, in the feeds of the
categories that they would have now. Of the decisions before: the newest.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

SORTED_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
_SCHEMES = ("topics", "regions")
_ITEMS = sa.table(
    "items",
    sa.column("id"),
    sa.column("winner_id"),
    sa.column("absent", sa.Boolean),
    sa.column("withdrawn_at", INSTANT),
    sa.column("decided_at", INSTANT),
)
_VARIANTS = sa.table("variants", sa.column("id"), sa.column("categories", sa.JSON))
_CORRECTIONS = sa.table("corrections", sa.column("item_id"), sa.column("scheme"), sa.column("categories", sa.JSON))
_TAKEN_BACK = sa.text(
    """
    SELECT now.source, now.as_of, arrivals.at FROM members
    JOIN sightings ON sightings.variant_id = members.variant_id
    JOIN readings AS before ON before.id = sightings.reading_id
    JOIN readings AS now ON now.source = before.source
    JOIN arrivals ON arrivals.reading_id = now.id
    WHERE members.item_id = :item AND arrivals.plan IS NULL
    AND EXISTS (SELECT 1 FROM sightings AS told WHERE told.reading_id = now.id)
    ORDER BY arrivals.number DESC LIMIT 1
    """
).columns(sa.column("source"), sa.column("as_of", sa.Date), sa.column("at", INSTANT))
_LAST_ARRIVAL = sa.text("SELECT at FROM arrivals ORDER BY number DESC LIMIT 1").columns(sa.column("at", INSTANT))


def upgrade() -> None:
    absences = op.create_table(
        "absences",
        sa.Column("item_id", SORTED_TEXT, sa.ForeignKey("items.id"), primary_key=True),
        sa.Column("since", INSTANT, primary_key=True),
        sa.Column("noted", INSTANT, nullable=False),
        sa.Column("until", INSTANT),
        sa.Column("source", SORTED_TEXT),
        sa.Column("as_of", sa.Date()),
    )
    decisions = op.create_table(
        "decisions",
        sa.Column("item_id", SORTED_TEXT, sa.ForeignKey("items.id"), primary_key=True),
        sa.Column("at", INSTANT, primary_key=True),
        sa.Column("lifted", sa.Boolean(), nullable=False),
        sa.Column("gained", sa.JSON(), nullable=False),
        sa.Column("lost", sa.JSON(), nullable=False),
    )
    tombstones = sa.table(
        "tombstones", *map(sa.column, ("item_id", "selection", "topic", "region")), sa.column("withdrawn_at", INSTANT)
    )
    found = list(_load_items(op.get_bind()))
    for item, decided in found:
        if item.decided_at is not None:
            op.bulk_insert(decisions, [_decision_row(item, decided)])
        if item.absent:
            absence = _absence_row(op.get_bind(), item)
            op.bulk_insert(absences, [absence])
            if item.withdrawn_at is None:
                op.bulk_insert(tombstones, list(_tombstone_rows(item, decided, absence["since"])))
    if found:
        op.execute("DELETE FROM amendments")  # which makes the program fill them anew
    op.execute("UPDATE readings SET forgotten = current WHERE forgotten")


def downgrade() -> None:
    op.execute("DELETE FROM tombstones WHERE item_id IN (SELECT id FROM items WHERE withdrawn_at IS NULL)")
    op.drop_table("decisions")
    op.drop_table("absences")


def _load_items(connection: sa.Connection) -> Iterable[tuple[Any, dict[str, Any]]]:
    """Those that are away or on which somebody decided, with their variants' categories and those decided."""
    wanted = sa.select(_ITEMS, _VARIANTS.c.categories).join(_VARIANTS, _VARIANTS.c.id == _ITEMS.c.winner_id)
    for item in connection.execute(wanted.where(_ITEMS.c.absent | _ITEMS.c.decided_at.is_not(None))).all():
        rows = connection.execute(sa.select(_CORRECTIONS).where(_CORRECTIONS.c.item_id == item.id))
        yield item, {row.scheme: row.categories for row in rows}


def _decision_row(item: Any, decided: dict[str, Any]) -> dict[str, Any]:
    chosen = [category for categories in decided.values() for category in categories]
    ruled = [category for category in item.categories if category["scheme"] in decided]
    names, known = ({(each["scheme"], each["slug"]) for each in categories} for categories in (chosen, ruled))
    return {
        "item_id": item.id,
        "at": item.decided_at,
        "lifted": not decided,
        "gained": [each for each in chosen if (each["scheme"], each["slug"]) not in known],
        "lost": [each for each in ruled if (each["scheme"], each["slug"]) not in names],
    }


def _absence_row(connection: sa.Connection, item: Any) -> dict[str, Any]:
    found = connection.execute(_TAKEN_BACK, {"item": item.id}).first()
    since = found.at if found else connection.execute(_LAST_ARRIVAL).scalar_one()
    source, as_of = (found.source, found.as_of) if found else (None, None)
    times = {"since": since, "noted": since, "until": None}
    return {"item_id": item.id, "source": source, "as_of": as_of} | times


def _tombstone_rows(item: Any, decided: dict[str, Any], at: Any) -> Iterator[dict[str, Any]]:
    topics, regions = (
        [None, *(each["slug"] for each in decided.get(scheme, item.categories) if each["scheme"] == scheme)]
        for scheme in _SCHEMES
    )
    for topic, region in ((topic, region) for topic in topics for region in regions):
        parts = (("topics", topic), ("regions", region))
        path = "".join(f"/{scheme}/{slug}" for scheme, slug in parts if slug) or "/all"
        yield {"item_id": item.id, "selection": path, "topic": topic, "region": region, "withdrawn_at": at}
