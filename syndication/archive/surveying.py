"""All items and all feeds at a glance, for who lists addresses: where they are and when they changed."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Connection, String, bindparam, cast, func, select

from syndication.archive.batches import in_batches
from syndication.archive.items import address, last_update
from syndication.archive.schema import changes, items, listings, tallies
from syndication.archive.values.counts import Page
from syndication.models import ALL, Period, Selection, SourceDate, Span

_DIGITS = {Span.YEAR: len("2016"), Span.MONTH: len("2016-04"), Span.DAY: len("2016-04-17")}
"""Of a date that begin with its period; a date of which just the month is known counts for the first day."""


def find_updates(connection: Connection, span: Span) -> dict[Period, datetime]:
    """Each period that has an item, the newest first, and when one of its items was updated last.

    Reads the table of items once: by way of the index of feeds each item would be looked up.
    """
    start = func.substr(items.c.date, 1, _DIGITS[span]).label("start")
    newest = (func.max(moment) for moment in (items.c.updated, items.c.decided_at, items.c.returned_at))
    shown = select(start, *newest).where(items.c.withdrawn_at.is_(None), ~items.c.absent)
    updates: dict[Period, datetime] = {}
    for text, *moments in connection.execute(shown.group_by(start).order_by(start.desc())):
        period = Period.of(SourceDate.parse(f"{text}-01" if span is Span.YEAR else text).day, span)
        updates[period] = last_update(*moments, updates.get(period))
    return updates


def list_pages(connection: Connection, start: date, end: date) -> list[Page]:
    """The permanent pages of the items with ``start <= day < end``, as feeds order them."""
    shown = items.c.month, items.c.date, items.c.slug, items.c.updated, items.c.decided_at, items.c.returned_at
    listed = (
        select(*shown)
        .join_from(listings, items, items.c.id == listings.c.item_id)
        .where(listings.c.selection == ALL.path, listings.c.day >= start, listings.c.day < end)
    )
    rows = connection.execute(listed.order_by(listings.c.day.desc(), listings.c.day_order, listings.c.item_id))
    return [
        Page(address(month, SourceDate.parse(day), slug), last_update(*moments)) for month, day, slug, *moments in rows
    ]


_DAYS = (
    select(listings.c.day)
    .where(listings.c.selection == tallies.c.selection)
    .distinct()
    .order_by(listings.c.day.desc())
    .limit(bindparam("number"))
    .correlate(tallies)
    .subquery("days")
)
_LATEST_DAYS = select(
    tallies.c.selection,
    select(func.aggregate_strings(cast(_DAYS.c.day, String), ",")).correlate(tallies).scalar_subquery(),
).where(tallies.c.selection.in_(bindparam("feeds", expanding=True)))
"""All feeds at one look; the days of each in no order."""


def find_latest_days(
    connection: Connection, selections: Collection[Selection], number: int
) -> dict[Selection, list[date]]:
    """Of each of these feeds of the catalogue, the last so many days that have an item, the newest first."""
    by_path = {selection.path: selection for selection in selections}
    found: dict[Selection, list[date]] = {selection: [] for selection in selections}
    for batch in in_batches(by_path):
        for path, days in connection.execute(_LATEST_DAYS, {"feeds": batch, "number": number}):
            found[by_path[path]] = sorted(map(date.fromisoformat, days.split(",")), reverse=True)
    return found


def read_changes(connection: Connection) -> dict[Selection, datetime]:
    """When each feed of the catalogue changed last; without those that have never had an item."""
    rows = connection.execute(select(changes.c.topic, changes.c.region, changes.c.at))
    return {Selection.of(topic, region): at for topic, region, at in rows}
