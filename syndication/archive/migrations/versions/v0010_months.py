"""How many items each feed has in each month, filled from the feeds' index."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SORTED_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

_FILL = """
    INSERT INTO months (selection, month, item_count)
    SELECT selection, substr(date, 1, 7), count(*) FROM listings GROUP BY 1, 2
"""


def upgrade() -> None:
    op.create_table(
        "months",
        sa.Column("selection", SORTED_TEXT, primary_key=True),
        sa.Column("month", SORTED_TEXT, primary_key=True),
        sa.Column("item_count", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.execute(_FILL)


def downgrade() -> None:
    op.drop_table("months")
