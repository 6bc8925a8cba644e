"""Published documents at their addresses: one address, one format, whatever ``Accept`` says."""

from http import HTTPStatus
from wsgiref.types import WSGIEnvironment

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.datastructures import Headers
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.http import http_date
from werkzeug.wrappers import Response as AnyResponse

from syndication.documents import Published
from syndication.formats import CATALOGUE
from syndication.models import Selection
from syndication.web import addresses
from syndication.web.conditional import Validators, evaluate
from syndication.web.shelf import shelf

blueprint = Blueprint("documents", __name__)


class DocumentResponse(Response):
    """A reply whose 304 keeps Last-Modified.

    Werkzeug strips it; a reader that sends back nothing but the date would lose it (RFC 9110, section 15.4.5).
    """

    def get_wsgi_headers(self, environ: WSGIEnvironment) -> Headers:
        headers = super().get_wsgi_headers(environ)
        if self.status_code == HTTPStatus.NOT_MODIFIED:
            headers["Last-Modified"] = self.headers["Last-Modified"]
        return headers


@blueprint.get("/all.<format:format>")
@blueprint.get("/topics/<slug:topic>.<format:format>")
@blueprint.get("/regions/<slug:region>.<format:format>")
@blueprint.get("/topics/<slug:topic>/regions/<slug:region>.<format:format>")
def feed(format: str, topic: str | None = None, region: str | None = None) -> Response:  # noqa: A002 (the address's own word)
    selection = Selection.of(topic, region)
    if not addresses.is_known(selection, shelf().taxonomy):
        abort(HTTPStatus.NOT_FOUND)
    return send(f"{selection.path}.{format}")


@blueprint.get(CATALOGUE)
def catalogue() -> Response:
    return send(CATALOGUE)


@blueprint.get("/.well-known/feeds")
def well_known() -> AnyResponse:
    return redirect(shelf().internal(CATALOGUE), HTTPStatus.PERMANENT_REDIRECT)


def send(path: str) -> Response:
    """Answer with a document of the catalogue; 503 if it has not been built yet."""
    published = shelf().documents.read(path)
    if published is None:
        raise ServiceUnavailable(retry_after=shelf().max_age)
    status = evaluate(request.headers, Validators(published.etag, published.last_modified))
    if status is HTTPStatus.PRECONDITION_FAILED:
        abort(status)
    body = published.body if status is HTTPStatus.OK else b""
    return DocumentResponse(body, status, _headers_of(published))


def _headers_of(published: Published) -> dict[str, str]:
    """What 200 and 304 carry alike."""
    return {
        "Content-Type": published.media_type,
        "ETag": published.etag,
        "Last-Modified": http_date(published.last_modified),
        "Cache-Control": f"public, max-age={shelf().max_age}",
        "Accept-Ranges": "none",
        "Link": f'<{shelf().absolute(published.path)}>; rel="self"',
    }
