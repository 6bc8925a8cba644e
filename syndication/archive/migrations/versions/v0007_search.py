"""Full-text search: the words of every item, and each engine's own index of them."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

from syndication.archive.columns import Words
from syndication.archive.searching import place_row, write_words

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

LARGE = sa.BigInteger().with_variant(sa.Integer, "sqlite")
SORTED_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

_ITEMS = sa.table(
    "items", sa.column("id"), sa.column("winner_id"), sa.column("day", sa.Date), sa.column("day_order", sa.Integer)
)
_VARIANTS = sa.table("variants", sa.column("id"), sa.column("title"), sa.column("paragraphs", sa.JSON))
_LISTINGS = sa.table("listings", sa.column("item_id"), sa.column("selection"))
_TALLIES = sa.table("tallies", sa.column("selection"), sa.column("topic"), sa.column("region"))

FTS5 = """
CREATE VIRTUAL TABLE search_index USING fts5(
    words, content = 'searchable', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 0'
)
"""
FOLLOW = (
    """
    CREATE TRIGGER search_index_insert AFTER INSERT ON searchable BEGIN
        INSERT INTO search_index (rowid, words) VALUES (new.row, new.words);
    END
    """,
    """
    CREATE TRIGGER search_index_delete AFTER DELETE ON searchable BEGIN
        INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', old.row, old.words);
    END
    """,
)


def upgrade() -> None:
    searchable = op.create_table(
        "searchable",
        sa.Column("row", LARGE, autoincrement=False, primary_key=True),
        sa.Column("item_id", SORTED_TEXT, sa.ForeignKey("items.id"), nullable=False, unique=True),
        sa.Column("words", Words(), nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in (FTS5, *FOLLOW):
            op.execute(statement)
    else:
        op.create_index("search_index", "searchable", ["words"], postgresql_using="gin")
    rows = list(_rows(op.get_bind()))
    if rows:
        op.bulk_insert(searchable, rows)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index")
    op.drop_table("searchable")


def _rows(connection: sa.Connection) -> Iterable[dict[str, Any]]:
    """What stands in a feed, with the categories that its feeds tell."""
    categories: dict[str, list[tuple[str, str]]] = {}
    listed = sa.select(_LISTINGS.c.item_id, _TALLIES.c.topic, _TALLIES.c.region).join(
        _TALLIES, _TALLIES.c.selection == _LISTINGS.c.selection
    )
    for item_id, topic, region in connection.execute(listed):
        found = [(scheme, slug) for scheme, slug in (("topics", topic), ("regions", region)) if slug]
        categories.setdefault(item_id, []).extend(found if len(found) == 1 else [])
    shown = sa.select(_ITEMS, _VARIANTS.c.title, _VARIANTS.c.paragraphs).join(
        _VARIANTS, _VARIANTS.c.id == _ITEMS.c.winner_id
    )
    for row in connection.execute(shown):
        if row.id in categories:
            words = write_words(row.title, " ".join(row.paragraphs), categories[row.id])
            yield {"row": place_row(row.day, row.day_order), "item_id": row.id, "words": words}
