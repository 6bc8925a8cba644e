"""What files changed in a day without a person's word."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

SORTED_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "toll",
        sa.Column("item_id", SORTED_TEXT, sa.ForeignKey("items.id"), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("passing", sa.Boolean(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("left", sa.JSON(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("toll")
