"""The tables, the same on SQLite and PostgreSQL. A change here needs a migration (`migrations/versions`).

readings -< sightings >- variants >- members >- items -< listings
a file      where        a content             a story   the feeds' index
"""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    true,
)

from syndication.archive.columns import Pictured, Words


class Instant(TypeDecorator[datetime]):
    """An aware moment, in UTC; SQLite keeps it without a zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"expected an aware datetime, found the naive {value.isoformat()}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


SORTED_TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that sorts by code point on both engines."""

LARGE = BigInteger().with_variant(Integer, "sqlite")
"""A number beyond 32 bits; on SQLite, where every number may be so large, the name that makes a key its row's own."""

metadata = MetaData()

readings = Table(
    "readings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", SORTED_TEXT, nullable=False),
    Column("digest", SORTED_TEXT, nullable=False),
    Column("url", Text),
    Column("as_of", Date),
    Column("current", Boolean, nullable=False, server_default=true()),  # the source's newest content
    Column("forgotten", Boolean, nullable=False, server_default=false()),  # a person wants it read again
    Column("plan", Integer),  # with which its items are held, for a person to decide
    Column("disowned_at", Instant),  # when a person decided that this was never the source's word
    Column("size", BigInteger),  # in bytes; this and the next of the file when it was read last, None where it must be
    Column("changed_ns", BigInteger),  # by the clock of its file system
    Column("read_at", Instant, nullable=False),
    UniqueConstraint("source", "digest", name="one_reading_per_content"),
)

arrivals = Table(
    "arrivals",
    metadata,
    Column("number", Integer, primary_key=True),  # in the order in which they came
    Column("reading_id", Integer, ForeignKey("readings.id"), nullable=False),
    Column("together", Integer, nullable=False),  # the same for those of one absorption
    Column("plan", Integer),  # with which it was held
    Column("at", Instant, nullable=False),
    Index("arrivals_of_reading", "reading_id"),
)

variants = Table(
    "variants",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", SORTED_TEXT, nullable=False, unique=True),  # digest of the content
    Column("title", Text, nullable=False),
    Column("paragraphs", JSON, nullable=False),
    Column("date", SORTED_TEXT),  # as the source states it
    Column("month", SORTED_TEXT),  # of that date
    Column("url", Text),
    Column("caption", Text),
    Column("categories", JSON, nullable=False),
    Column("title_key", SORTED_TEXT, nullable=False),
    Column("opening_key", SORTED_TEXT),
    Column("url_key", SORTED_TEXT),
    Index("variants_by_title", "title_key", "month"),
    Index("variants_by_opening", "opening_key", "month"),
    Index("variants_by_url", "url_key", "month"),
)

sightings = Table(
    "sightings",
    metadata,
    Column("reading_id", Integer, ForeignKey("readings.id"), primary_key=True),
    Column("position", Integer, primary_key=True),  # on the page, from 0
    Column("line", Integer, nullable=False),
    Column("variant_id", Integer, ForeignKey("variants.id"), nullable=False),
    Column("page_url", Text),
    Column("modified", Date),
    Column("picture", Pictured),
    Column("stands", Boolean, nullable=False, server_default=true()),  # the source has not taken it back
    Index("sightings_of_variant", "variant_id"),
)

redatings = Table(
    "redatings",
    metadata,
    Column("source", SORTED_TEXT, primary_key=True),
    Column("variant_id", Integer, ForeignKey("variants.id"), primary_key=True),  # what it told before
    Column("into_id", Integer, ForeignKey("variants.id"), primary_key=True),  # what it tells: another date or words
    Column("is_sure", Boolean, nullable=False),  # False: the former may only have rolled off a list
    Index("redatings_of_variant", "variant_id"),
    Index("redatings_into_variant", "into_id"),
)

items = Table(
    "items",
    metadata,
    Column("id", SORTED_TEXT, primary_key=True),
    Column("month", SORTED_TEXT, nullable=False),
    Column("slug", SORTED_TEXT, nullable=False),  # with the month: the address
    Column("founder_id", Integer, ForeignKey("variants.id"), nullable=False),  # the variant that gave the id
    Column("winner_id", Integer, ForeignKey("variants.id"), nullable=False),  # the variant that readers see
    Column("date", SORTED_TEXT, nullable=False),
    Column("day", Date, nullable=False),
    Column("day_order", Integer, nullable=False),
    Column("updated", Instant, nullable=False),
    Column("url", Text),
    Column("page_url", Text),
    Column("picture", Pictured),
    Column("absent", Boolean, nullable=False, server_default=false()),  # every source has taken it back
    Column("decided_at", Instant),  # the newest decision of a person
    Column("withdrawn_at", Instant),
    Column("withdrawn_reason", Text),
    Column("returned_at", Instant),  # when it last came back: a withdrawal was taken back, or a file told it again
    Column("revision", Integer, nullable=False, server_default="0"),  # another one whenever it may read otherwise
    UniqueConstraint("month", "slug", name="one_item_per_address"),
    Index("items_of_day", "day"),
    Index("items_of_founder", "founder_id"),
)

members = Table(
    "members",
    metadata,
    Column("variant_id", Integer, ForeignKey("variants.id"), primary_key=True),  # absent: undated, held
    Column("item_id", SORTED_TEXT, ForeignKey("items.id"), nullable=False),
    Index("members_of_item", "item_id"),
)

corrections = Table(
    "corrections",
    metadata,
    Column("item_id", SORTED_TEXT, ForeignKey("items.id"), primary_key=True),
    Column("scheme", SORTED_TEXT, primary_key=True),
    Column("categories", JSON, nullable=False),
)

listings = Table(
    "listings",
    metadata,
    Column("item_id", SORTED_TEXT, ForeignKey("items.id"), primary_key=True),
    Column("selection", SORTED_TEXT, primary_key=True),  # path of a feed of the catalogue
    Column("date", SORTED_TEXT, nullable=False),
    Column("day", Date, nullable=False),
    Column("day_order", Integer, nullable=False),
)
Index(
    "listings_newest_first",
    listings.c.selection,
    listings.c.day.desc(),
    listings.c.day_order,
    listings.c.item_id,
)

tallies = Table(
    "tallies",
    metadata,
    Column("selection", SORTED_TEXT, primary_key=True),
    Column("topic", SORTED_TEXT),
    Column("region", SORTED_TEXT),
    Column("item_count", Integer, nullable=False),  # the rows in listings, never 0
)

months = Table(
    "months",
    metadata,
    Column("selection", SORTED_TEXT, primary_key=True),  # path of a feed of the catalogue
    Column("month", SORTED_TEXT, primary_key=True),  # of the date that readers see
    Column("item_count", Integer, nullable=False),  # the rows in listings, never 0
    sqlite_with_rowid=False,  # a feed's months lie beside each other
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("item_id", SORTED_TEXT, ForeignKey("items.id"), primary_key=True),
    Column("selection", SORTED_TEXT, primary_key=True),
    Column("topic", SORTED_TEXT),
    Column("region", SORTED_TEXT),
    Column("withdrawn_at", Instant, nullable=False),
)
Index(
    "tombstones_newest_first",
    tombstones.c.topic,
    tombstones.c.region,
    tombstones.c.withdrawn_at.desc(),
    tombstones.c.item_id,
)

returns = Table(
    "returns",
    metadata,
    Column("item_id", SORTED_TEXT, ForeignKey("items.id"), primary_key=True),
    Column("returned_at", Instant, primary_key=True),
    Column("withdrawn_at", Instant, nullable=False),
    Column("reason", Text, nullable=False),  # of the withdrawal that was taken back
)

absences = Table(
    "absences",
    metadata,
    Column("item_id", SORTED_TEXT, ForeignKey("items.id"), primary_key=True),
    Column("since", Instant, primary_key=True),
    Column("noted", Instant, nullable=False),  # the same by the clock, which may have been set back
    Column("until", Instant),  # when a file told the item again
    Column("source", SORTED_TEXT),  # the file that took it back; None where its words went over to another item
    Column("as_of", Date),  # of the content of that file
    Column("disowned", Boolean, nullable=False, server_default=false()),  # a person said that this content was wrong
)

decisions = Table(
    "decisions",
    metadata,
    Column("item_id", SORTED_TEXT, ForeignKey("items.id"), primary_key=True),
    Column("at", Instant, primary_key=True),
    Column("lifted", Boolean, nullable=False),  # the rules decide again
    Column("gained", JSON, nullable=False),  # the categories that it brought
    Column("lost", JSON, nullable=False),  # and those that it took away
)
"""What persons decided on categories, the newest and those before."""

amendments = Table(
    "amendments",
    metadata,
    Column("item_id", SORTED_TEXT, ForeignKey("items.id"), primary_key=True),
    Column("selection", SORTED_TEXT, primary_key=True),  # path of a feed that is told of the item's changes
    Column("topic", SORTED_TEXT),
    Column("region", SORTED_TEXT),
    Column("at", Instant, nullable=False),  # of the newest of them
    Column("digest", Text, nullable=False),  # of all of them
)
Index("amendments_newest_first", amendments.c.selection, amendments.c.at.desc(), amendments.c.item_id)

searchable = Table(
    "searchable",
    metadata,
    Column("row", LARGE, primary_key=True, autoincrement=False),  # greater for what readers see earlier
    Column("item_id", SORTED_TEXT, ForeignKey("items.id"), nullable=False, unique=True),
    Column("words", Words, nullable=False),
)
"""What is searched. The index itself, ``search_index``, is the engine's own and made by the migration."""

quarantine = Table(
    "quarantine",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("reading_id", Integer, ForeignKey("readings.id"), nullable=False),
    Column("line", Integer),
    Column("title", Text),
    Column("reason", Text, nullable=False),
    Column("selections", JSON, nullable=False),
    Column("variant_id", Integer, ForeignKey("variants.id")),  # an undated item: free as soon as it has a story
    Column("since", Instant, nullable=False),
    Column("dropped", Boolean, nullable=False, server_default=false()),
    Column("ripe_on", Date),  # the day from which nothing speaks against it any more
    Index("quarantine_of_reading", "reading_id"),
    Index("quarantine_by_day", "ripe_on"),
    Index("quarantine_of_variant", "variant_id"),
    sqlite_autoincrement=True,  # a number that a person noted down never means another entry
)

toll = Table(
    "toll",
    metadata,
    Column("item_id", SORTED_TEXT, ForeignKey("items.id"), primary_key=True),
    Column("at", Instant, nullable=False),  # of the look that changed the item last
    Column("passing", Boolean, nullable=False),  # counts in that look alone
    Column("gone", Boolean, nullable=False),  # a look left it in no file; it may be back since
    Column("left", JSON, nullable=False),  # the feeds that it has left
)

changes = Table(
    "changes",
    metadata,
    Column("selection", SORTED_TEXT, primary_key=True),
    Column("topic", SORTED_TEXT),
    Column("region", SORTED_TEXT),
    Column("number", Integer, nullable=False),  # of its newest change; grows through all feeds
    Column("at", Instant, nullable=False),
    Column("published", Integer, nullable=False, server_default="0"),  # the change as of which its documents are
)

editions = Table(
    "editions",
    metadata,
    Column("digest", SORTED_TEXT, primary_key=True),  # of what documents are made from, beside the archive
    Column("at", Instant, nullable=False),  # when it became this one
)

publications = Table(
    "publications",
    metadata,
    Column("path", SORTED_TEXT, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("last_modified", Instant, nullable=False),
)

polls = Table(
    "polls",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("started", Instant, nullable=False),
    Column("finished", Instant, nullable=False),
    Column("files", Integer, nullable=False),
    Column("items", Integer, nullable=False),
)
