"""Indexes without which one new file is compared with the whole archive."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("items_of_founder", "items", ["founder_id"])
    op.create_index("quarantine_of_variant", "quarantine", ["variant_id"])


def downgrade() -> None:
    op.drop_index("items_of_founder", table_name="items")
    op.drop_index("quarantine_of_variant", table_name="quarantine")
