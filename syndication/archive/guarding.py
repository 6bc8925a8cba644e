"""Taking in what does no harm, and holding the rest for a person: a mistake must not reach subscribers at once.

All that was read is tried together. Where that would change too much, each file is tried after the others, in their
order: those that fit are taken in, the others become a plan. A file of a plan is known, and nothing of it is taken in:
what it said before still stands.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, func, select

from syndication.archive.absorbing import absorb_readings
from syndication.archive.schema import arrivals
from syndication.archive.values.absorption import NOTHING, Absorption, FindExcess, Plan
from syndication.models import Held, Reading, Selection, selections_of


def absorb_within(
    connection: Connection, readings: Sequence[Reading], now: datetime, authority: str, find_excess: FindExcess
) -> Absorption:
    """Take in readings as far as no excess is found; the others are held as the plan of the answer."""
    with connection.begin_nested() as trial:
        absorption = absorb_readings(connection, readings, now, authority)
        if not find_excess(absorption):
            return absorption
        trial.rollback()
    absorption, harmful = _absorb_harmless(connection, readings, now, authority, find_excess)
    return _hold(connection, harmful, absorption, now, authority, find_excess) if harmful else absorption


def _absorb_harmless(
    connection: Connection, readings: Sequence[Reading], now: datetime, authority: str, find_excess: FindExcess
) -> tuple[Absorption, list[Reading]]:
    """Take in one after the other; return what that changed, and those that would have been too much."""
    absorption = NOTHING
    harmful: list[Reading] = []
    for reading in readings:
        with connection.begin_nested() as trial:
            grown = absorption.followed_by(absorb_readings(connection, [reading], now, authority))
            if find_excess(grown):
                trial.rollback()
                harmful.append(reading)
            else:
                absorption = grown
    return absorption, harmful


def _hold(
    connection: Connection,
    harmful: Sequence[Reading],
    absorption: Absorption,
    now: datetime,
    authority: str,
    find_excess: FindExcess,
) -> Absorption:
    with connection.begin_nested() as trial:
        excess = find_excess(absorption.followed_by(absorb_readings(connection, harmful, now, authority)))
        trial.rollback()
    number = connection.execute(select(func.coalesce(func.max(arrivals.c.plan), 0) + 1)).scalar_one()
    plan = Plan(number, tuple(reading.source for reading in harmful), tuple(excess))
    reason = (
        f"held with plan {number}, which {'; '.join(plan.excess)}: `syndication release {number}` lets it through; put "
        "a mended file in the place of this one if it is a mistake"
    )
    hollow = [hold_back(reading, number, reason) for reading in harmful]
    return replace(absorption.followed_by(absorb_readings(connection, hollow, now, authority)), plans=(plan,))


def hold_back(reading: Reading, plan: int, reason: str) -> Reading:
    """The reading without what it tells, held with the plan of this number."""
    feeds = frozenset[Selection]().union(*(selections_of(entry.categories) for entry in reading.items))
    held = Held(reading.source, None, reason, selections=tuple(feeds))
    return replace(reading, items=(), held=(held,), plan=plan)
