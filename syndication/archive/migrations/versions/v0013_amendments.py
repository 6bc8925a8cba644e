"""Withdrawals that were taken back, and which items of a feed changed after they came out.

The program fills ``amendments`` once the schema is at its newest: only it can replay histories.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

SORTED_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("items", sa.Column("returned_at", INSTANT))
    op.create_table(
        "returns",
        sa.Column("item_id", SORTED_TEXT, sa.ForeignKey("items.id"), primary_key=True),
        sa.Column("returned_at", INSTANT, primary_key=True),
        sa.Column("withdrawn_at", INSTANT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    op.create_table(
        "amendments",
        sa.Column("item_id", SORTED_TEXT, sa.ForeignKey("items.id"), primary_key=True),
        sa.Column("selection", SORTED_TEXT, primary_key=True),
        sa.Column("topic", SORTED_TEXT),
        sa.Column("region", SORTED_TEXT),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
    )
    op.create_index("amendments_newest_first", "amendments", ["selection", sa.text("at DESC"), "item_id"])


def downgrade() -> None:
    op.drop_index("amendments_newest_first", table_name="amendments")
    op.drop_table("amendments")
    op.drop_table("returns")
    op.drop_column("items", "returned_at")
