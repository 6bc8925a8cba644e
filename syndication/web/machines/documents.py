"""Addresses of documents that the manifest does not name: unions, searches, the past; and those not built yet."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, request
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.wrappers import Response as AnyResponse

from syndication.delivery import answer
from syndication.documents.policy import link_of, max_age_of
from syndication.formats import CATALOGUE, OPML, Format
from syndication.models import Period
from syndication.web.addressing.redirects import redirect_to_file, refuse_slashes_before
from syndication.web.addressing.requested import Terms, select
from syndication.web.ondemand.charging import charge
from syndication.web.ondemand.sending import respond, send
from syndication.web.ondemand.unpublished import EmptyError
from syndication.web.shelf import shelf

blueprint = Blueprint("documents", __name__)
_SOON = 5
"""Seconds in which a document that is not built yet may be: a first build takes some."""


@blueprint.get("/all.<format:form>")
@blueprint.get("/all/<period:period>.<format:form>")
@blueprint.get("/topics/<union:topics>.<format:form>")
@blueprint.get("/topics/<union:topics>/<period:period>.<format:form>")
@blueprint.get("/regions/<union:regions>.<format:form>")
@blueprint.get("/regions/<union:regions>/<period:period>.<format:form>")
@blueprint.get("/topics/<union:topics>/regions/<union:regions>.<format:form>")
@blueprint.get("/topics/<union:topics>/regions/<union:regions>/<period:period>.<format:form>")
def feed(form: Format, topics: Terms = (), regions: Terms = (), period: Period | None = None) -> AnyResponse:
    """404 for a term that the taxonomy does not know, and for a period without an item; 503 if not built yet."""
    selection = select(topics, regions)
    if selection.words != request.args.get("q", ""):
        return redirect_to_file(selection.address(form.suffix, period))
    refuse_slashes_before()
    if selection.is_catalogued and period is None:
        return send_unlisted(selection.address(form.suffix), form)
    try:
        return send(shelf().on_demand.find(selection, period, form, charge))
    except EmptyError:
        abort(HTTPStatus.NOT_FOUND)


@blueprint.get(CATALOGUE)
def catalogue() -> AnyResponse:
    refuse_slashes_before()
    return send_unlisted(CATALOGUE, OPML)


@blueprint.get("/.well-known/feeds")
def well_known() -> AnyResponse:
    return redirect_to_file(CATALOGUE)


def send_unlisted(path: str, form: Format) -> Response:
    """Answer with the file of a document that no manifest names, plain; 503 where there is none.

    A tree of before there were manifests, or one whose manifest was lost, is served so until it is published anew.
    """
    settings = shelf().settings
    try:
        offer, body = shelf().library.read_plain(
            path, media_type=form.content_type, max_age=max_age_of(path, settings), link=link_of(path, settings)
        )
    except OSError as error:
        raise ServiceUnavailable(retry_after=_SOON) from error
    return respond(answer(request.environ, offer, lambda _: body))
