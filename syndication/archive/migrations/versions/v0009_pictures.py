"""Pictures: with which each page shows an item, and which one readers see.

Files that are in show theirs when they are read again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLES = ("sightings", "items")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("picture", sa.JSON(), nullable=True))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "picture")
