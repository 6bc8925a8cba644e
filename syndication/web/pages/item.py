"""The permanent page of an item: its words, why it is where it is, and what happened to it."""

from http import HTTPStatus

from flask import Blueprint, abort, redirect
from werkzeug.exceptions import Gone
from werkzeug.wrappers import Response as AnyResponse

from syndication.models import ArchivedItem
from syndication.web.ondemand.showing import show
from syndication.web.parting import TakenBack
from syndication.web.shelf import shelf
from syndication.web.telling.articles import state_article
from syndication.web.telling.events import tell_retraction

blueprint = Blueprint("item", __name__)


@blueprint.get("/items/<int(fixed_digits=4):year>/<int(fixed_digits=2):month>/<int(fixed_digits=2):day>/<slug:slug>")
def item(year: int, month: int, day: int, slug: str) -> AnyResponse:
    """404 for what is no item's address, 410 for an item that was withdrawn or taken back, 301 for one that moved."""
    path = f"/items/{year:04}/{month:02}/{day:02}/{slug}"
    with shelf().reading_room.archive() as archive:
        found, events = archive.item(path), archive.history(path)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    if not isinstance(found, ArchivedItem):
        taken_back = found.retraction
        raise TakenBack(tell_retraction(taken_back, shelf().texts)) if taken_back else Gone(found.reason)
    if found.path != path:  # the archive has learnt the day of an item of which it knew the month
        return redirect(shelf().link(found.path), HTTPStatus.MOVED_PERMANENTLY)

    def describe() -> dict[str, object]:
        article = state_article(found, shelf().settings, shelf().taxonomy, shelf().language)
        return {"item": found, "events": events, "article": article}

    return show("item.html", describe, path=path, state=(found, *events))
