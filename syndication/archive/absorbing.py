"""Taking in readings: one transaction from files to what readers see."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from syndication.archive.barring import bar_retold
from syndication.archive.grouping import Regrouped, regroup
from syndication.archive.holding import waiting_numbers
from syndication.archive.intake import write_down
from syndication.archive.revising import Revision, revise
from syndication.archive.standing import Restated
from syndication.archive.values.absorption import Absorption
from syndication.models import Reading


def follow(
    connection: Connection, restated: Restated, now: datetime, authority: str
) -> tuple[Regrouped, set[str], Revision]:
    """Let items follow what sources say: which have other contents, are withdrawn as they retell, read otherwise."""
    regrouped = regroup(connection, restated.changed, authority)
    barred = bar_retold(connection, regrouped.added, restated.lost, now)
    return regrouped, barred, revise(connection, regrouped.affected, regrouped.added, restated.lost, now)


def absorb_readings(
    connection: Connection, readings: Sequence[Reading], now: datetime, authority: str
) -> tuple[Absorption, Revision]:
    """Write readings down, give their items a story each, and say what came of it, and what changed for readers."""
    sources = {reading.source for reading in readings}
    waited = waiting_numbers(connection, sources)
    regrouped, barred, revision = follow(connection, write_down(connection, readings, now), now, authority)
    absorption = Absorption(
        added=tuple(sorted(regrouped.added - barred)),
        revised=tuple(sorted(revision.changed - regrouped.added)),
        held=len(waiting_numbers(connection, sources, regrouped.freed) - waited),
        touched=revision.touched,
        absent=tuple(sorted(revision.gone)),
        withdrawn=tuple(sorted(barred)),
    )
    return absorption, revision
