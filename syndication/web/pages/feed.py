"""A feed's page: its newest items, and through ``?page=`` all before them."""

import re
from http import HTTPStatus

from flask import Blueprint, abort, request
from werkzeug.wrappers import Response as AnyResponse

from syndication.models import Selection
from syndication.web import addresses
from syndication.web.asking import Terms, redirect_to, select
from syndication.web.pages.lines import narrower_lines
from syndication.web.pages.showing import show
from syndication.web.shelf import shelf

blueprint = Blueprint("feed", __name__)
_PAGE_NUMBER = re.compile("[1-9][0-9]{0,4}")  # far more pages than any archive has, and no number that hurts


@blueprint.get("/all")
@blueprint.get("/topics/<union:topics>")
@blueprint.get("/regions/<union:regions>")
@blueprint.get("/topics/<union:topics>/regions/<union:regions>")
def feed(topics: Terms = (), regions: Terms = ()) -> AnyResponse:
    """404 for a term that the taxonomy does not know, and for a page after the last."""
    selection = select(topics, regions)
    if selection.words != request.args.get("q", ""):
        return redirect_to(selection.address())
    page = _asked_page()
    return show("feed.html", lambda: _find(selection, page), path=addresses.page_address(selection, page))


def _find(selection: Selection, page: int) -> dict[str, object]:
    size = shelf().settings.feeds.items
    with shelf().reading_room.archive() as archive:
        count, tallies = archive.count(selection), archive.counts()
        items = archive.newest(selection, size, (page - 1) * size)
    if not items and page > 1:
        abort(HTTPStatus.NOT_FOUND)
    return {
        "selection": selection,
        "items": items,
        "count": count,
        "page": page,
        "has_older": page * size < count,
        "broader": addresses.broader(selection),
        "lists": narrower_lines(selection, tallies, empty=False),
    }


def _asked_page() -> int:
    """The number in ``?page=``; 1 for none, and for what is no page number."""
    text = request.args.get("page", "")
    return int(text) if _PAGE_NUMBER.fullmatch(text) else 1
