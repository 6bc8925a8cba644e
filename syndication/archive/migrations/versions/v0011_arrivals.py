"""The order in which contents of files came; for those that are there, as far as it is known."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_FILL = """
    INSERT INTO arrivals (reading_id, together, at)
    SELECT id, dense_rank() OVER (ORDER BY read_at), read_at FROM readings ORDER BY id
"""
_FILL_RETURNED = """
    INSERT INTO arrivals (reading_id, together, at)
    SELECT id, (SELECT max(together) FROM arrivals) + 1, read_at FROM readings
    WHERE current AND id < (SELECT max(id) FROM readings AS other WHERE other.source = readings.source)
    ORDER BY id
"""
"""Files that say again what they had said before the last other content."""


def upgrade() -> None:
    op.create_table(
        "arrivals",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("reading_id", sa.Integer(), sa.ForeignKey("readings.id"), nullable=False),
        sa.Column("together", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.execute(_FILL)
    op.execute(_FILL_RETURNED)


def downgrade() -> None:
    op.drop_table("arrivals")
