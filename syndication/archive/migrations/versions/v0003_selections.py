"""The feeds' index by feed instead of by category, and how many items each feed holds.

Both are filled from the old index, which knew for each item its categories, and an empty one for all items.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SORTED_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

_ALL = "SELECT '/all', NULL, NULL, item_id, date, day, day_order FROM old_listings WHERE scheme = ''"
_OF_TOPIC = """
    SELECT '/topics/' || slug, slug, NULL, item_id, date, day, day_order FROM old_listings WHERE scheme = 'topics'
"""
_OF_REGION = """
    SELECT '/regions/' || slug, NULL, slug, item_id, date, day, day_order FROM old_listings WHERE scheme = 'regions'
"""
_OF_BOTH = """
    SELECT '/topics/' || t.slug || '/regions/' || r.slug, t.slug, r.slug, t.item_id, t.date, t.day, t.day_order
    FROM old_listings t JOIN old_listings r ON r.item_id = t.item_id
    WHERE t.scheme = 'topics' AND r.scheme = 'regions'
"""
_ROWS = " UNION ALL ".join((_ALL, _OF_TOPIC, _OF_REGION, _OF_BOTH))
_WITH_ROWS = f"WITH listed(selection, topic, region, item_id, date, day, day_order) AS ({_ROWS})"
_FILL_LISTINGS = f"""
    INSERT INTO listings (item_id, selection, date, day, day_order)
    {_WITH_ROWS} SELECT item_id, selection, date, day, day_order FROM listed
"""  # noqa: S608  # made of constants
_FILL_TALLIES = f"""
    INSERT INTO tallies (selection, topic, region, item_count)
    {_WITH_ROWS} SELECT selection, topic, region, count(*) FROM listed GROUP BY selection, topic, region
"""  # noqa: S608  # made of constants


def upgrade() -> None:
    op.drop_index("listings_newest_first", table_name="listings")
    op.rename_table("listings", "old_listings")
    _create_listings(sa.Column("selection", SORTED_TEXT, primary_key=True))
    op.create_table(
        "tallies",
        sa.Column("selection", SORTED_TEXT, primary_key=True),
        sa.Column("topic", SORTED_TEXT),
        sa.Column("region", SORTED_TEXT),
        sa.Column("item_count", sa.Integer(), nullable=False),
    )
    op.execute(_FILL_LISTINGS)
    op.execute(_FILL_TALLIES)
    op.drop_table("old_listings")
    op.create_index("listings_newest_first", "listings", ["selection", *_PLACE], unique=False)


def downgrade() -> None:
    op.drop_index("listings_newest_first", table_name="listings")
    op.rename_table("listings", "new_listings")
    _create_listings(
        sa.Column("scheme", SORTED_TEXT, primary_key=True),
        sa.Column("slug", SORTED_TEXT, primary_key=True),
        sa.Column("score", sa.Float(), nullable=False),
    )
    op.execute("""
        INSERT INTO listings (item_id, scheme, slug, score, date, day, day_order)
        SELECT item_id, CASE WHEN topic IS NOT NULL THEN 'topics' WHEN region IS NOT NULL THEN 'regions' ELSE '' END,
               coalesce(topic, region, ''), 0, date, day, day_order
        FROM new_listings JOIN tallies ON tallies.selection = new_listings.selection
        WHERE topic IS NULL OR region IS NULL
    """)
    op.drop_table("new_listings")
    op.drop_table("tallies")
    op.create_index("listings_newest_first", "listings", ["scheme", "slug", *_PLACE], unique=False)


_PLACE = (sa.text("day DESC"), "day_order", "item_id")


def _create_listings(*feed: "sa.Column[object]") -> None:
    op.create_table(
        "listings",
        sa.Column("item_id", SORTED_TEXT, sa.ForeignKey("items.id"), primary_key=True),
        *feed,
        sa.Column("date", SORTED_TEXT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("day_order", sa.Integer(), nullable=False),
    )
