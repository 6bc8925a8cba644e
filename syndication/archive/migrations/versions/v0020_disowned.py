"""Contents of files that a person disowned, and the items that left with them."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("readings", sa.Column("disowned_at", sa.DateTime(timezone=True)))
    op.add_column("absences", sa.Column("disowned", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column("absences", "disowned")
    op.drop_column("readings", "disowned_at")
