"""Mended dates by the file that mended them, so that they hold for what other files tell of the story.

Before, a content that no file told any more had the date that stands now, also where it may only have rolled off a
list.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

SORTED_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "redatings",
        sa.Column("source", SORTED_TEXT, primary_key=True),
        sa.Column("variant_id", sa.Integer(), sa.ForeignKey("variants.id"), primary_key=True),
        sa.Column("into_id", sa.Integer(), sa.ForeignKey("variants.id"), primary_key=True),
        sa.Column("is_sure", sa.Boolean(), nullable=False),
    )
    op.create_index("redatings_of_variant", "redatings", ["variant_id"])
    op.create_index("redatings_into_variant", "redatings", ["into_id"])
    op.execute(
        """
        WITH shown AS (
            SELECT reading_id, min(date) AS oldest, max(date) AS newest, count(DISTINCT title_key) AS stories
            FROM sightings JOIN variants ON variants.id = sightings.variant_id GROUP BY reading_id
        )
        INSERT INTO redatings (source, variant_id, into_id, is_sure)
        SELECT before.source, old.id, new.id, min(CASE WHEN
            instead.newest > former.newest AND old.date < instead.oldest AND instead.stories > 1
        THEN 1 ELSE 0 END) = 0
        FROM variants AS old
        JOIN sightings AS told ON told.variant_id = old.id
        JOIN readings AS before ON before.id = told.reading_id
        JOIN readings AS now ON now.source = before.source
        JOIN sightings AS tells ON tells.reading_id = now.id
        JOIN variants AS new ON new.id = tells.variant_id AND new.id <> old.id AND new.date = old.redated
        JOIN shown AS former ON former.reading_id = before.id
        JOIN shown AS instead ON instead.reading_id = now.id
        WHERE new.title_key = old.title_key OR new.opening_key = old.opening_key
        GROUP BY before.source, old.id, new.id
        """
    )
    op.execute("UPDATE variants SET month = substr(date, 1, 7) WHERE redated IS NOT NULL")
    op.drop_column("variants", "redated")


def downgrade() -> None:
    op.add_column("variants", sa.Column("redated", SORTED_TEXT))
    op.execute(
        """
        UPDATE variants SET redated = (
            SELECT max(new.date) FROM redatings JOIN variants AS new ON new.id = redatings.into_id
            WHERE redatings.variant_id = variants.id
        )
        WHERE NOT EXISTS (SELECT 1 FROM sightings WHERE sightings.variant_id = variants.id AND sightings.stands)
        """
    )
    op.execute("UPDATE variants SET month = substr(redated, 1, 7) WHERE redated IS NOT NULL")
    op.drop_table("redatings")
