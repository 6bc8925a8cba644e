"""Taking in readings: one transaction from files to what readers see."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from syndication.archive.barring import bar_retold
from syndication.archive.grouping import regroup
from syndication.archive.holding import waiting_numbers
from syndication.archive.intake import write_down
from syndication.archive.revising import Revision, revise
from syndication.archive.values.absorption import Absorption
from syndication.models import Reading


def absorb_readings(
    connection: Connection, readings: Sequence[Reading], now: datetime, authority: str
) -> tuple[Absorption, Revision]:
    """Write readings down, give their items a story each, and say what came of it, and what changed for readers."""
    sources = {reading.source for reading in readings}
    waited = waiting_numbers(connection, sources)
    written = write_down(connection, readings, now)
    regrouped = regroup(connection, written.changed, authority)
    barred = bar_retold(connection, regrouped.added, written.lost, now)
    revision = revise(connection, regrouped.affected, regrouped.added, written.lost, now)
    absorption = Absorption(
        added=tuple(sorted(regrouped.added - barred)),
        revised=tuple(sorted(revision.changed - regrouped.added)),
        held=len(waiting_numbers(connection, sources, regrouped.freed) - waited),
        touched=revision.touched,
        absent=tuple(sorted(revision.gone)),
        withdrawn=tuple(sorted(barred)),
    )
    return absorption, revision
