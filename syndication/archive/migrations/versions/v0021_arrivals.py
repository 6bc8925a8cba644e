"""The arrivals of a content, found without reading all."""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("arrivals_of_reading", "arrivals", ["reading_id"])


def downgrade() -> None:
    op.drop_index("arrivals_of_reading", "arrivals")
