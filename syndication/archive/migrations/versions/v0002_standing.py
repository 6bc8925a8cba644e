"""What a source no longer says: sightings that stand, items that are absent, dates that were corrected.

Nothing is taken away by the upgrade: every sighting stands until its source is replaced again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SORTED_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("sightings", sa.Column("stands", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column("items", sa.Column("absent", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("variants", sa.Column("redated", SORTED_TEXT, nullable=True))


def downgrade() -> None:
    for table, column in (("sightings", "stands"), ("items", "absent"), ("variants", "redated")):
        op.drop_column(table, column)
