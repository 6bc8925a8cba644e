"""What each file looked like when it was read: as long as it does, it need not be read again."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

COLUMNS = ("size", "changed_ns")


def upgrade() -> None:
    for column in COLUMNS:
        op.add_column("readings", sa.Column(column, sa.BigInteger(), nullable=True))


def downgrade() -> None:
    for column in COLUMNS:
        op.drop_column("readings", column)
