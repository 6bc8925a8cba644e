"""Taking in what does no harm, and holding the rest for a person: a mistake must not reach subscribers at once.

All that was read is tried together. Where that would change too much, each file is tried after the others, in their
order: those that fit are taken in, the others become a plan. A file of a plan is known, and nothing of it is taken in:
what it said before still stands. Once it would change nothing any more that readers knew, it is taken in as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, func, select

from syndication.archive.absorbing import absorb_readings
from syndication.archive.holding import WAITING
from syndication.archive.records import forget_source, read_known
from syndication.archive.schema import arrivals, readings
from syndication.archive.toll import begin_look, note_toll, read_toll
from syndication.archive.values.absorption import NOTHING, Absorption, Plan
from syndication.archive.values.toll import FindExcess, Toll
from syndication.models import Held, Reading, Selection, selections_of


def absorb_within(
    connection: Connection, readings: Sequence[Reading], now: datetime, authority: str, find_excess: FindExcess | None
) -> Absorption:
    """Take in readings as far as no excess is found; the others are held as the plan of the answer.

    Without ``find_excess`` a person has said that all may be taken in, and nothing counts towards the day's changes.
    """
    if find_excess is None:
        return absorb_readings(connection, readings, now, authority)[0]
    begin_look(connection, now)
    gate = _Gate(connection, now, authority, find_excess)
    absorption, excess = gate.attempt(readings)
    if not excess:
        return absorption
    return gate.take_in_harmless(readings) if len(readings) > 1 else gate.hold(readings, excess)


def absorb_again_within(
    connection: Connection, readings: Sequence[Reading], now: datetime, authority: str, find_excess: FindExcess | None
) -> Absorption:
    """The same for what is known and was read anew, but files that came with other bytes since they were chosen."""
    known = read_known(connection, [reading.source for reading in readings])
    current = [each for each in readings if each.source in known and known[each.source].digest == each.digest]
    for reading in current:
        forget_source(connection, reading.source)
    return absorb_within(connection, current, now, authority, find_excess)


def absorb_harmless_within(
    connection: Connection, reading: Reading, now: datetime, authority: str
) -> Absorption | None:
    """Take in a file that waits with a plan if it changes nothing any more that readers knew; None where it does not.

    What merely fits into another day's changes goes on waiting: else a large mistake would come out day by day.
    """
    its = (readings.c.source == reading.source) & (readings.c.digest == reading.digest)
    if connection.execute(WAITING.where(readings.c.plan.is_not(None), its)).first() is None:
        return None
    begin_look(connection, now)
    absorption, changes = _Gate(connection, now, authority, _find_change).attempt([reading])
    return None if changes else absorption


def _find_change(toll: Toll) -> Sequence[str]:
    return () if toll == Toll() else ("change what readers knew",)


@dataclass(frozen=True)
class _Gate:
    """What readings pass on their way into an archive."""

    connection: Connection
    now: datetime
    authority: str
    find_excess: FindExcess

    def attempt(self, readings: Sequence[Reading]) -> tuple[Absorption, Sequence[str]]:
        """Take readings in and say what that changed; where it says in what respect it is too much, nothing is.

        An error is left to the whole transaction, which it ends: SQLite has undone that already where the disk is full,
        and undoing the trial would fail then, and hide why.
        """
        trial = self.connection.begin_nested()
        before = read_toll(self.connection)
        absorption, revision = absorb_readings(self.connection, readings, self.now, self.authority)
        toll = note_toll(self.connection, revision, absorption.added, self.now)
        excess = self.find_excess(toll.grown_from(before))
        if excess:
            trial.rollback()
        else:
            trial.commit()
        return absorption, excess

    def take_in_harmless(self, readings: Sequence[Reading]) -> Absorption:
        """Take in one after the other, and hold those that would be too much, unless they are not all together."""
        absorption = NOTHING
        harmful: list[Reading] = []
        for reading in readings:
            step, excess = self.attempt([reading])
            if excess:
                harmful.append(reading)
            else:
                absorption = absorption.followed_by(step)
        step, excess = self.attempt(harmful)
        return absorption.followed_by(self.hold(harmful, excess) if excess else step)

    def hold(self, harmful: Sequence[Reading], excess: Sequence[str]) -> Absorption:
        """Hold readings as a plan, with what would be too much in them."""
        number = self.connection.execute(select(func.coalesce(func.max(arrivals.c.plan), 0) + 1)).scalar_one()
        plan = Plan(number, tuple(reading.source for reading in harmful), tuple(excess))
        reason = _tell(plan, self.now)
        hollow = [hold_back(reading, number, reason) for reading in harmful]
        absorption, _ = absorb_readings(self.connection, hollow, self.now, self.authority)
        return replace(absorption, plans=(plan,))


def _tell(plan: Plan, now: datetime) -> str:
    """What is told of each file of a plan: as of when, for the others of it may be mended or released one by one."""
    together = f" of {len(plan.sources)} files" if len(plan.sources) > 1 else ""
    single = f" (or `syndication release {plan.number} FILE` one of them)" if together else ""
    return (
        f"held with plan {plan.number}{together}, which on {now:%Y-%m-%d %H:%M} UTC {'; '.join(plan.excess)}: "
        f"`syndication release {plan.number}` lets it through{single}; put a mended file in the place of this one if "
        "it is a mistake"
    )


def hold_back(reading: Reading, plan: int, reason: str) -> Reading:
    """The reading without what it tells, held with the plan of this number."""
    feeds = frozenset[Selection]().union(*(selections_of(entry.categories) for entry in reading.items))
    held = Held(reading.source, None, reason, selections=tuple(feeds))
    return replace(reading, items=(), held=(held,), plan=plan)
