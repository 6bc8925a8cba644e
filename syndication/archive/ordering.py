"""The order of the items of a day, kept in the database; `order` decides it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import Connection, bindparam, select, update

from syndication.archive.batches import in_batches, read_among
from syndication.archive.order import merge_order
from syndication.archive.schema import items, members, readings, sightings, variants

_RENUMBER = update(items).where(items.c.id == bindparam("item")).values(day_order=bindparam("number"))
_NUMBERS = (
    select(items.c.id, items.c.day, items.c.day_order)
    .join(variants, variants.c.id == items.c.winner_id)
    .order_by(variants.c.key)
)
_SHOWN = (
    select(items.c.day, items.c.id, readings.c.id.label("page"), readings.c.current, readings.c.as_of)
    .join(members, members.c.item_id == items.c.id)
    .join(sightings, sightings.c.variant_id == members.c.variant_id)
    .join(readings, readings.c.id == sightings.c.reading_id)
    .order_by(sightings.c.position)
)


def order_days(connection: Connection, days: Collection[date], added: Collection[str]) -> tuple[set[str], set[str]]:
    """Number the items of these days anew.

    Returns the ids whose number is another one, and of these the ones that stand in another order to those items
    that are not ``added``.
    """
    numbers: dict[str, int] = {}
    moved: set[str] = set()
    for batch in in_batches(days):
        pages = _load_pages(connection, batch)
        for day, known in _load_numbers(connection, batch).items():
            ordered = merge_order(list(known), _rank(pages[day], list(known)))
            numbers |= {id_: number for number, id_ in enumerate(ordered) if known[id_] != number}
            moved |= _find_moved(known, [id_ for id_ in ordered if id_ not in added])
    if numbers:
        connection.execute(_RENUMBER, [{"item": id_, "number": number} for id_, number in numbers.items()])
    return set(numbers), moved


def _find_moved(numbers: dict[str, int], ordered: list[str]) -> set[str]:
    before = sorted(ordered, key=lambda id_: (numbers[id_], id_))
    return {id_ for id_, other in zip(ordered, before, strict=True) if id_ != other}


def _load_numbers(connection: Connection, days: list[date]) -> dict[date, dict[str, int]]:
    """For each day, its items with their numbers, in an order that follows from what they say.

    So the order does not depend on ids, which arrival may decide.
    """
    numbers: dict[date, dict[str, int]] = defaultdict(dict)
    for row in read_among(connection, _NUMBERS, items.c.day, days):
        numbers[row.day][row.id] = row.day_order
    return numbers


_Trust = tuple[bool, date]
"""Pages that are still current come before replaced ones, newer before older."""
_Page = tuple[_Trust, Sequence[str]]
"""A page with the items of a day that it shows, in their order."""


def _load_pages(connection: Connection, days: list[date]) -> dict[date, list[_Page]]:
    """For each day, the pages that show its items."""
    pages: dict[date, dict[int, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    trust: dict[int, _Trust] = {}
    for row in read_among(connection, _SHOWN, items.c.day, days):
        pages[row.day][row.page][row.id] = None
        trust[row.page] = (row.current, row.as_of or date.min)
    return defaultdict(list, {day: [(trust[id_], list(its[id_])) for id_ in its] for day, its in pages.items()})


def _rank(pages: Iterable[_Page], ids: Sequence[str]) -> list[Sequence[str]]:
    """The orders in which pages show the ``ids`` of a day, the most trusted first; of equal ones by the given order.

    Pages that show one order are one page: a file that is read again, with the same words in other bytes, moves none.
    """
    places = {id_: place for place, id_ in enumerate(ids)}
    trusted: dict[tuple[int, ...], _Trust] = {}
    for trust, sequence in pages:
        order = tuple(places[id_] for id_ in sequence)
        trusted[order] = max(trust, trusted.get(order, trust))
    ranked = sorted(sorted(trusted), key=trusted.__getitem__, reverse=True)
    return [[ids[place] for place in order] for order in ranked]
