"""How the service fares: its looks at the inbox, what is held, and whether each feed is as fresh as it usually is.

The one page that needs the clock: it says when a look is missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus

from flask import Blueprint, Response, abort

from syndication.archive import ArchiveReader, Poll
from syndication.feeds import every_selection
from syndication.models import ALL, Selection
from syndication.web.addressing.requested import asked_page
from syndication.web.ondemand.showing import show
from syndication.web.shelf import shelf
from syndication.web.telling.freshness import DAYS, Freshness, State, assess

blueprint = Blueprint("status", __name__)
ROWS = 100
HELD = 50
"""Entries of the quarantine that are shown, the first by file and line."""
_LATEST = timedelta(minutes=5)
"""How much later than it should a look may end: it may have many files to read."""


@dataclass(frozen=True, slots=True)
class Looks:
    """The last look at the inbox and the next."""

    last: Poll
    next: datetime
    """When it should begin; a new file brings it sooner."""
    is_missing: bool


@blueprint.get("/status")
def status() -> Response:
    """Made anew after each look at the inbox, when one is missing, and when something is held or no longer is."""
    page, now = asked_page(), datetime.now(UTC)
    with shelf().reading_room.archive() as archive:
        looks = tell_looks(archive.last_poll(), shelf().settings.inbox.interval_seconds, now)
        held = archive.quarantine_mark()
    today = (looks.last.finished if looks else now).date()
    path = "/status" if page == 1 else f"/status?page={page}"
    return show("status.html", lambda: _find(page, looks, today), path=path, state=(looks, today, held))


def _find(page: int, looks: Looks | None, today: date) -> dict[str, object]:
    """What the page shows; 404 for a page of feeds after the last."""
    with shelf().reading_room.archive() as archive:
        held, archived, waiting = archive.quarantine(), archive.count(ALL), archive.due()
        newest = archive.newest(ALL, 1)
        feeds = _measure_feeds(archive, today)
    size = shelf().page_size(ROWS)
    pages = max(1, -(-len(feeds) // size))
    if page > pages:
        abort(HTTPStatus.NOT_FOUND)
    return {
        "looks": looks,
        "newest": newest,
        "archived": archived,
        "waiting": len(waiting),
        "held": held[:HELD],
        "held_count": len(held),
        "feeds": feeds[(page - 1) * size : page * size],
        "quiet": sum(freshness.state is State.QUIET for _, freshness in feeds),
        "page": page,
        "pages": pages,
    }


def tell_looks(last: Poll | None, interval_seconds: int, now: datetime) -> Looks | None:
    """When the inbox is looked at; None if nobody ever has."""
    if last is None:
        return None
    due = last.started + timedelta(seconds=interval_seconds)
    return Looks(last, due, is_missing=now > max(due, last.finished) + _LATEST)


def _measure_feeds(archive: ArchiveReader, today: date) -> Sequence[tuple[Selection, Freshness]]:
    """Every feed that holds an item, as fresh as it is on a day: those that pause unusually long first."""
    tallies = archive.counts()
    filled = [selection for selection in every_selection(shelf().taxonomy) if selection in tallies]
    days = archive.latest_days(filled, DAYS)
    feeds = [(selection, assess(days[selection], today)) for selection in filled]
    return sorted(feeds, key=lambda feed: feed[1].urgency, reverse=True)
