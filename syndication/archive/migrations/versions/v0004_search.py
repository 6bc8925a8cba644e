"""Full-text search: the words of every item, and each engine's own index of them."""

import sqlalchemy as sa
from alembic import op

from syndication.archive.columns import Words

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SORTED_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

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
    op.create_table(
        "searchable",
        sa.Column("row", sa.BigInteger(), autoincrement=False, primary_key=True),
        sa.Column("item_id", SORTED_TEXT, sa.ForeignKey("items.id"), nullable=False, unique=True),
        sa.Column("words", Words(), nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in (FTS5, *FOLLOW):
            op.execute(statement)
    else:
        op.create_index("search_index", "searchable", ["words"], postgresql_using="gin")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index")
    op.drop_table("searchable")
