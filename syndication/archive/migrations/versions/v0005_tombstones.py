"""In which feeds an item stood when it was withdrawn; for those withdrawn before, by the categories that it has now."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SORTED_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)

_ITEMS = sa.table("items", sa.column("id"), sa.column("winner_id"), sa.column("withdrawn_at", INSTANT))
_VARIANTS = sa.table("variants", sa.column("id"), sa.column("categories", sa.JSON))
_CORRECTIONS = sa.table("corrections", sa.column("item_id"), sa.column("scheme"), sa.column("categories", sa.JSON))


def upgrade() -> None:
    tombstones = op.create_table(
        "tombstones",
        sa.Column("item_id", SORTED_TEXT, sa.ForeignKey("items.id"), primary_key=True),
        sa.Column("selection", SORTED_TEXT, primary_key=True),
        sa.Column("topic", SORTED_TEXT),
        sa.Column("region", SORTED_TEXT),
        sa.Column("withdrawn_at", INSTANT, nullable=False),
    )
    op.create_index(
        "tombstones_newest_first", "tombstones", ["topic", "region", sa.text("withdrawn_at DESC"), "item_id"]
    )
    rows = list(_rows(op.get_bind()))
    if rows:
        op.bulk_insert(tombstones, rows)


def downgrade() -> None:
    op.drop_index("tombstones_newest_first", table_name="tombstones")
    op.drop_table("tombstones")


def _rows(connection: sa.Connection) -> Iterable[dict[str, Any]]:
    withdrawn = sa.select(_ITEMS, _VARIANTS.c.categories).join(_VARIANTS, _VARIANTS.c.id == _ITEMS.c.winner_id)
    for item in connection.execute(withdrawn.where(_ITEMS.c.withdrawn_at.is_not(None))).all():
        decided = connection.execute(sa.select(_CORRECTIONS).where(_CORRECTIONS.c.item_id == item.id)).all()
        found = {row.scheme: row.categories for row in decided}
        topics, regions = (
            [None, *(each["slug"] for each in found.get(scheme, item.categories) if each["scheme"] == scheme)]
            for scheme in ("topics", "regions")
        )
        for topic, region in ((topic, region) for topic in topics for region in regions):
            parts = (("topics", topic), ("regions", region))
            path = "".join(f"/{scheme}/{slug}" for scheme, slug in parts if slug) or "/all"
            yield {
                "item_id": item.id,
                "selection": path,
                "topic": topic,
                "region": region,
                "withdrawn_at": item.withdrawn_at,
            }
