"""All items and all feeds at a glance, for who lists addresses: where they are and when they changed."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from syndication.archive.items import address
from syndication.archive.schema import changes, items, listings
from syndication.archive.values import Page
from syndication.models import ALL, Selection, SourceDate


def find_updates(connection: Connection) -> dict[date, datetime]:
    """Each day that has an item, the newest first, and when one of that day's items was updated last."""
    newest = func.max(items.c.updated), func.max(items.c.decided_at)
    listed = _join_listed(select(listings.c.day, *newest)).group_by(listings.c.day).order_by(listings.c.day.desc())
    return {day: max(updated, decided or updated) for day, updated, decided in connection.execute(listed)}


def list_pages(connection: Connection, start: date, end: date) -> list[Page]:
    """The permanent pages of the items with ``start <= day < end``, as feeds order them."""
    shown = items.c.month, items.c.date, items.c.slug, items.c.updated, items.c.decided_at
    listed = _join_listed(select(*shown)).where(listings.c.day >= start, listings.c.day < end)
    rows = connection.execute(listed.order_by(listings.c.day.desc(), listings.c.day_order, listings.c.item_id))
    return [
        Page(address(month, SourceDate.parse(day), slug), max(updated, decided or updated))
        for month, day, slug, updated, decided in rows
    ]


def find_latest_days(
    connection: Connection, selections: Iterable[Selection], number: int
) -> dict[Selection, list[date]]:
    """Of each of these feeds of the catalogue, the last so many days that have an item, the newest first."""
    days = select(listings.c.day).where(listings.c.selection == bindparam("feed")).distinct()
    newest = days.order_by(listings.c.day.desc()).limit(number)
    return {each: list(connection.scalars(newest, {"feed": each.path})) for each in selections}


def read_changes(connection: Connection) -> dict[Selection, datetime]:
    """When each feed of the catalogue changed last; without those that have never had an item."""
    rows = connection.execute(select(changes.c.topic, changes.c.region, changes.c.at))
    return {Selection.of(topic, region): at for topic, region, at in rows}


def _join_listed(chosen: Select[Any]) -> Select[Any]:
    """Of the items that readers see: those in the feed of all."""
    return chosen.join_from(listings, items, items.c.id == listings.c.item_id).where(listings.c.selection == ALL.path)
