"""The order of the items of a day, kept in the database; `order` decides it."""

from collections import defaultdict
from collections.abc import Collection
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
    select(items.c.day, items.c.id, readings.c.current, readings.c.as_of, readings.c.digest)
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
        sequences = _load_sequences(connection, batch)
        for day, known in _load_numbers(connection, batch).items():
            ordered = merge_order(list(known), sequences[day])
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


def _load_sequences(connection: Connection, days: list[date]) -> dict[date, list[list[str]]]:
    """For each day, its items as each page shows them; the most trusted page first.

    Pages that are still current come before replaced ones, newer before older; one content under two names is one
    page.
    """
    pages: dict[date, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    trust: dict[str, tuple[bool, date]] = {}
    for row in read_among(connection, _SHOWN, items.c.day, days):
        pages[row.day][row.digest][row.id] = None
        mine = (row.current, row.as_of or date.min)
        trust[row.digest] = max(trust.get(row.digest, mine), mine)
    ranked = sorted(sorted(trust), key=lambda digest: trust[digest], reverse=True)
    return {day: [list(shows[digest]) for digest in ranked if digest in shows] for day, shows in pages.items()}
