"""The permanent page of an item."""

from http import HTTPStatus

from flask import Blueprint, abort
from werkzeug.exceptions import Gone
from werkzeug.wrappers import Response as AnyResponse

from syndication.models import ArchivedItem
from syndication.web.asking import redirect_to
from syndication.web.pages.showing import show
from syndication.web.shelf import shelf

blueprint = Blueprint("item", __name__)


@blueprint.get("/items/<int(fixed_digits=4):year>/<int(fixed_digits=2):month>/<int(fixed_digits=2):day>/<slug:slug>")
def item(year: int, month: int, day: int, slug: str) -> AnyResponse:
    """404 for what is no item's address, 410 for an item that was withdrawn."""
    path = f"/items/{year:04}/{month:02}/{day:02}/{slug}"
    with shelf().reading_room.archive() as archive:
        found = archive.item(path)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    if not isinstance(found, ArchivedItem):
        raise Gone(found.reason)
    if found.path != path:  # the archive has learnt the day of an item of which it knew the month
        return redirect_to(found.path)
    return show("item.html", lambda: {"item": found}, path=path, state=found)
