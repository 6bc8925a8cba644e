"""Pages for people: home, a feed's page, the lists of topics and regions, the catalogue, an item."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus

from flask import Blueprint, Response, abort, redirect, render_template, request
from werkzeug.exceptions import Gone
from werkzeug.wrappers import Response as AnyResponse

from syndication.archive import Tally
from syndication.delivery import evaluate
from syndication.models import ALL, REGIONS, SCHEMES, TOPICS, ArchivedItem, Selection, SourceDate
from syndication.web import addresses
from syndication.web.asking import Terms, redirect_to, select
from syndication.web.shelf import shelf

blueprint = Blueprint("pages", __name__)
HOME_ITEMS = 10
_PAGE_NUMBER = re.compile("[1-9][0-9]{0,4}")  # far more pages than any archive has, and no number that hurts


@dataclass(frozen=True, slots=True)
class FeedLine:
    """A feed in a list."""

    selection: Selection
    items: int
    newest: SourceDate | None


@blueprint.get("/")
def home() -> Response:
    with shelf().reading_room.archive() as archive:
        newest, tallies = archive.newest(ALL, HOME_ITEMS), archive.counts()
    return show("home.html", path="/", newest=newest, lists=_narrower_lines(ALL, tallies))


@blueprint.get("/all")
@blueprint.get("/topics/<union:topics>")
@blueprint.get("/regions/<union:regions>")
@blueprint.get("/topics/<union:topics>/regions/<union:regions>")
def feed(topics: Terms = (), regions: Terms = ()) -> AnyResponse:
    """A feed for people: its newest items, and through ``?page=`` all before them."""
    selection = select(topics, regions)
    if selection.words != request.args.get("q", ""):
        return redirect_to(selection.address())
    page, size = _asked_page(), shelf().settings.feeds.items
    with shelf().reading_room.archive() as archive:
        count, tallies = archive.count(selection), archive.counts()
        items = archive.newest(selection, size, (page - 1) * size)
    if not items and page > 1:
        abort(HTTPStatus.NOT_FOUND)
    return show(
        "feed.html",
        path=addresses.page_address(selection, page),
        selection=selection,
        items=items,
        count=count,
        page=page,
        has_older=page * size < count,
        broader=addresses.broader(selection),
        lists=_narrower_lines(selection, tallies, empty=False),
    )


@blueprint.get(f"/<any({TOPICS},{REGIONS}):scheme>")
def terms(scheme: str) -> Response:
    with shelf().reading_room.archive() as archive:
        tallies = archive.counts()
    return show("terms.html", path=f"/{scheme}", scheme=scheme, lines=_narrower_lines(ALL, tallies)[scheme])


@blueprint.get("/feeds")
def catalogue() -> Response:
    with shelf().reading_room.archive() as archive:
        tallies = archive.counts()
    single = _narrower_lines(ALL, tallies)
    combined = [
        line for one in single[TOPICS] for line in _narrower_lines(one.selection, tallies, empty=False)[REGIONS]
    ]
    say = shelf().texts.say
    tables = [
        (say("all"), _lines([ALL], tallies)),
        *((say(scheme), lines) for scheme, lines in single.items()),
        (say("combined"), combined),
    ]
    return show("catalogue.html", path="/feeds", tables=tables)


@blueprint.get("/items/<int(fixed_digits=4):year>/<int(fixed_digits=2):month>/<int(fixed_digits=2):day>/<slug:slug>")
def item(year: int, month: int, day: int, slug: str) -> AnyResponse:
    path = f"/items/{year:04}/{month:02}/{day:02}/{slug}"
    with shelf().reading_room.archive() as archive:
        found = archive.item(path)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    if not isinstance(found, ArchivedItem):
        raise Gone(found.reason)
    if found.path != path:  # the archive has learnt the day of an item of which it knew the month
        return redirect(shelf().internal(found.path), HTTPStatus.PERMANENT_REDIRECT)
    return show("item.html", path=path, item=found)


def show(template: str, *, path: str, **values: object) -> Response:
    """Render a page; it may be kept as long as a document, and its weak tag follows what it says."""
    body = render_template(template, canonical=shelf().absolute(path), **values).encode()
    etag = f'W/"{sha256(body).hexdigest()[:32]}"'
    status = evaluate(request.environ, (etag,))
    if status is HTTPStatus.PRECONDITION_FAILED:
        abort(status)
    headers = {"ETag": etag, "Cache-Control": f"max-age={shelf().max_age}"}
    return Response(body if status is HTTPStatus.OK else b"", status, headers, mimetype="text/html")


def _asked_page() -> int:
    """The number in ``?page=``; 1 for none, and for what is no page number."""
    text = request.args.get("page", "")
    return int(text) if _PAGE_NUMBER.fullmatch(text) else 1


def _narrower_lines(
    selection: Selection, tallies: Mapping[Selection, Tally], *, empty: bool = True
) -> dict[str, list[FeedLine]]:
    """The feeds that narrow a selection, scheme by scheme; those without an item only if ``empty``."""
    lines = {scheme: _lines(addresses.narrower(selection, scheme, shelf().taxonomy), tallies) for scheme in SCHEMES}
    return {scheme: [line for line in found if empty or line.items] for scheme, found in lines.items()}


def _lines(selections: Iterable[Selection], tallies: Mapping[Selection, Tally]) -> list[FeedLine]:
    return [_line(selection, tallies.get(selection)) for selection in selections]


def _line(selection: Selection, tally: Tally | None) -> FeedLine:
    return FeedLine(selection, tally.items, tally.newest) if tally else FeedLine(selection, 0, None)
