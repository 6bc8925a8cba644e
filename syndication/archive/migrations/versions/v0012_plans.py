"""Plans: files that are held together, as they would change too much without a person's word."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLES = ("readings", "arrivals")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("plan", sa.Integer(), nullable=True))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "plan")
