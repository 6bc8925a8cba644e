"""A feed's page: what it holds, its newest items, how to subscribe; through ``?page=`` all items before them."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import Blueprint, abort, request
from werkzeug.wrappers import Response as AnyResponse

from syndication.archive import EPOCH, ArchiveReader, Tally
from syndication.models import ALL, SCHEMES, Precision, Selection, SourceDate
from syndication.web.addressing import addresses
from syndication.web.addressing.redirects import redirect_to
from syndication.web.addressing.requested import Terms, asked_page, select
from syndication.web.graphics.charts import chart_months
from syndication.web.ondemand.showing import show
from syndication.web.shelf import shelf
from syndication.web.telling.describing import describe
from syndication.web.telling.lines import FeedLine, lines_of
from syndication.web.telling.pace import take_pace

blueprint = Blueprint("feed", __name__)


@blueprint.get("/all")
@blueprint.get("/topics/<union:topics>")
@blueprint.get("/regions/<union:regions>")
@blueprint.get("/topics/<union:topics>/regions/<union:regions>")
def feed(topics: Terms = (), regions: Terms = ()) -> AnyResponse:
    """404 for a term that the taxonomy does not know."""
    selection = select(topics, regions)
    if selection.words != request.args.get("q", ""):
        return redirect_to(selection.address())
    page = asked_page()
    path, is_few = addresses.page_address(selection, page), selection.is_catalogued and page == 1
    return show("feed.html", lambda: _find(selection, page), path=path, is_charged=not is_few)


def _find(selection: Selection, page: int) -> dict[str, object]:
    """What the page shows; 404 for one after the last."""
    size = shelf().settings.feeds.page_items
    with shelf().reading_room.archive() as archive:
        count = archive.count(selection)
        if page > 1 and (page - 1) * size >= count:
            abort(HTTPStatus.NOT_FOUND)
        items = archive.newest(selection, size, (page - 1) * size)
        tallies, facts = archive.counts(), _find_facts(archive, selection)
    return facts | {
        "selection": selection,
        "description": describe(selection, shelf().taxonomy, shelf().texts, shelf().language),
        "items": items,
        "count": count,
        "page": page,
        "has_older": page * size < count and not shelf().is_export,
        "has_corrections": not selection.words,
        "broader": addresses.broader(selection),
        "branches": _branches(selection, tallies),
    }


def _find_facts(archive: ArchiveReader, selection: Selection) -> dict[str, object]:
    """When the feed brought something last and how often it did, up to the archive's newest month; when it changed."""
    newest, newest_of_all = archive.newest(selection, 1), archive.newest(ALL, 1)
    change, months = archive.change(selection), archive.months(selection)
    last = SourceDate(newest_of_all[0].date.day, Precision.MONTH) if newest_of_all else None
    return {
        "newest": newest[0].date if newest else None,
        "changed": change.at if change.at > EPOCH else None,
        "chart": chart_months(months),
        "pace": take_pace(months, last.day) if last else None,
        "last": last,
    }


def _branches(selection: Selection, tallies: Mapping[Selection, Tally]) -> dict[str, list[tuple[Selection, FeedLine]]]:
    """Scheme by scheme the feeds that narrow this one and hold an item, each with the category that it adds.

    Of a union also the feeds that it is made of.
    """
    branches: dict[str, list[tuple[Selection, FeedLine]]] = {}
    for scheme in SCHEMES:
        lines = lines_of(addresses.narrower(selection, scheme, shelf().taxonomy), tallies)
        branches[scheme] = [(_added(line.selection, scheme), line) for line in lines if line.items]
    if not (selection.is_catalogued or selection.words):
        branches["members"] = [(line.selection, line) for line in lines_of(selection.members, tallies)]
    return branches


def _added(selection: Selection, scheme: str) -> Selection:
    (slug,) = (slug for its, slug in selection.terms if its == scheme)
    return addresses.single(scheme, slug)
