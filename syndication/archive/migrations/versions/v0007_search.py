"""Full-text search: the words of every item, and each engine's own index of them.

The table stays empty here: ``index_archive`` fills it when all migrations are through.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

LARGE = sa.BigInteger().with_variant(sa.Integer, "sqlite")
SORTED_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
WORDS = sa.Text().with_variant(TSVECTOR(), "postgresql")

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
        sa.Column("row", LARGE, autoincrement=False, primary_key=True),
        sa.Column("item_id", SORTED_TEXT, sa.ForeignKey("items.id"), nullable=False, unique=True),
        sa.Column("words", WORDS, nullable=False),
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
