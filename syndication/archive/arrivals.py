"""The order in which contents of files came: what the archive is made of, and with the originals can be made anew from.

A row stands for each time that a file was taken in otherwise than the time before: new, with other bytes, with bytes
that it had once, or read again because a person wanted it.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from syndication.archive.schema import arrivals, readings
from syndication.archive.values.files import Arrival

_NEXT = select(func.coalesce(func.max(arrivals.c.together), 0) + 1)


def note_arrivals(connection: Connection, come: Mapping[int, int | None], now: datetime) -> None:
    """Note that these readings (each with the plan with which it is held) were taken in together, in this order."""
    if not come:
        return
    together = connection.execute(_NEXT).scalar_one()
    rows = [{"reading_id": id_, "together": together, "plan": plan, "at": now} for id_, plan in come.items()]
    connection.execute(insert(arrivals), rows)


def read_arrivals(connection: Connection) -> list[Arrival]:
    """All of them, the first first."""
    wanted = select(readings.c.source, readings.c.digest, arrivals.c.together, arrivals.c.at, arrivals.c.plan)
    rows = connection.execute(wanted.join(readings).order_by(arrivals.c.number))
    return [Arrival(row.source, row.digest, row.together, row.at, row.plan) for row in rows]
