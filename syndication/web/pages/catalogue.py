"""The lists of feeds, as tables: topics, regions, all of them."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Blueprint, Response, abort, request
from werkzeug.exceptions import BadRequest

from syndication.audience import Ledger
from syndication.feeds import every_selection
from syndication.models import REGIONS, TOPICS, Selection
from syndication.text import clean
from syndication.web.addressing import addresses
from syndication.web.addressing.requested import asked_page
from syndication.web.ondemand.showing import show
from syndication.web.shelf import shelf
from syndication.web.telling.presenting import name
from syndication.web.telling.tables import COLUMNS, ROWS, Row, View, make_table

blueprint = Blueprint("catalogue", __name__)
_LONGEST_NAME = 100


@blueprint.get("/feeds")
def feeds() -> Response:
    """Every feed of the catalogue."""
    return _show_table("/feeds", "catalogue", every_selection(shelf().taxonomy))


@blueprint.get(f"/<any({TOPICS},{REGIONS}):scheme>")
def terms(scheme: str) -> Response:
    """The feeds of one category alone."""
    listed = shelf().taxonomy.terms(scheme)
    return _show_table(f"/{scheme}", scheme, [addresses.single(scheme, term.slug) for term in listed])


def _show_table(path: str, title: str, selections: Iterable[Selection]) -> Response:
    """400 for a column that there is not, 404 for a page after the last."""
    sort, find = request.args.get("sort", ""), clean(request.args.get("find", "")[:_LONGEST_NAME])
    try:
        view = View(sort, find, asked_page())
    except ValueError as error:
        reason = shelf().texts.say("wrong_sort", columns=", ".join(COLUMNS), found=repr(sort[:_LONGEST_NAME]))
        raise BadRequest(reason) from error
    ledger, today = Ledger(shelf().settings.data_folder), datetime.now(UTC).date()

    def make() -> dict[str, object]:
        rows = _make_rows(selections, ledger.count(today))
        table = make_table(rows, view, shelf().page_size(ROWS))
        if table is None:
            abort(HTTPStatus.NOT_FOUND)
        return {"base": path, "title": title, "table": table, "columns": COLUMNS}

    shown = f"{path}?{view.query}" if view.query else path
    return show("catalogue.html", make, path=shown, state=(ledger.state, today), is_charged=bool(view.query))


def _make_rows(selections: Iterable[Selection], subscribers: Mapping[str, int]) -> list[Row]:
    with shelf().reading_room.archive() as archive:
        tallies = archive.counts()
    return [
        Row(
            selection,
            name(selection),
            tally.items if (tally := tallies.get(selection)) else 0,
            tally.newest if tally else None,
            subscribers.get(selection.path, 0),
        )
        for selection in selections
    ]
