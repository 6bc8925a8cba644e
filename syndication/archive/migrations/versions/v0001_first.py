"""The first schema: readings, variants, items, feeds' index, quarantine, records."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SORTED_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "due",
        sa.Column("selection", SORTED_TEXT, nullable=False),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("selection"),
    )
    op.create_table(
        "polls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("started", INSTANT, nullable=False),
        sa.Column("finished", INSTANT, nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "publications",
        sa.Column("path", SORTED_TEXT, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("last_modified", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("path"),
    )
    op.create_table(
        "readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", SORTED_TEXT, nullable=False),
        sa.Column("digest", SORTED_TEXT, nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("current", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("forgotten", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("read_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source", "digest", name="one_reading_per_content"),
    )
    op.create_table(
        "variants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", SORTED_TEXT, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("paragraphs", sa.JSON(), nullable=False),
        sa.Column("date", SORTED_TEXT, nullable=True),
        sa.Column("month", SORTED_TEXT, nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("caption", sa.Text(), nullable=True),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.Column("title_key", SORTED_TEXT, nullable=False),
        sa.Column("opening_key", SORTED_TEXT, nullable=True),
        sa.Column("url_key", SORTED_TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("variants_by_opening", "variants", ["opening_key"], unique=False)
    op.create_index("variants_by_title", "variants", ["title_key"], unique=False)
    op.create_index("variants_by_url", "variants", ["url_key"], unique=False)
    op.create_table(
        "items",
        sa.Column("id", SORTED_TEXT, nullable=False),
        sa.Column("month", SORTED_TEXT, nullable=False),
        sa.Column("slug", SORTED_TEXT, nullable=False),
        sa.Column("founder_id", sa.Integer(), nullable=False),
        sa.Column("winner_id", sa.Integer(), nullable=False),
        sa.Column("date", SORTED_TEXT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("day_order", sa.Integer(), nullable=False),
        sa.Column("updated", INSTANT, nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("page_url", sa.Text(), nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["founder_id"],
            ["variants.id"],
        ),
        sa.ForeignKeyConstraint(
            ["winner_id"],
            ["variants.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("month", "slug", name="one_item_per_address"),
    )
    op.create_index("items_of_day", "items", ["day"], unique=False)
    op.create_table(
        "quarantine",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("selections", sa.JSON(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=True),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("dropped", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reading_id"],
            ["readings.id"],
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"],
            ["variants.id"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sqlite_autoincrement=True,
    )
    op.create_index("quarantine_of_reading", "quarantine", ["reading_id"], unique=False)
    op.create_table(
        "sightings",
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("page_url", sa.Text(), nullable=True),
        sa.Column("modified", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reading_id"],
            ["readings.id"],
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"],
            ["variants.id"],
        ),
        sa.PrimaryKeyConstraint("reading_id", "position"),
    )
    op.create_index("sightings_of_variant", "sightings", ["variant_id"], unique=False)
    op.create_table(
        "corrections",
        sa.Column("item_id", SORTED_TEXT, nullable=False),
        sa.Column("scheme", SORTED_TEXT, nullable=False),
        sa.Column("categories", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["items.id"],
        ),
        sa.PrimaryKeyConstraint("item_id", "scheme"),
    )
    op.create_table(
        "listings",
        sa.Column("item_id", SORTED_TEXT, nullable=False),
        sa.Column("scheme", SORTED_TEXT, nullable=False),
        sa.Column("slug", SORTED_TEXT, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("date", SORTED_TEXT, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("day_order", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["items.id"],
        ),
        sa.PrimaryKeyConstraint("item_id", "scheme", "slug"),
    )
    op.create_index(
        "listings_newest_first",
        "listings",
        ["scheme", "slug", sa.text("day DESC"), "day_order", "item_id"],
        unique=False,
    )
    op.create_table(
        "members",
        sa.Column("variant_id", sa.Integer(), nullable=False),
        sa.Column("item_id", SORTED_TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["items.id"],
        ),
        sa.ForeignKeyConstraint(
            ["variant_id"],
            ["variants.id"],
        ),
        sa.PrimaryKeyConstraint("variant_id"),
    )
    op.create_index("members_of_item", "members", ["item_id"], unique=False)
