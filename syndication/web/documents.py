"""Addresses of documents that the delivery layer does not know: they are not built yet, or lead nowhere."""

from http import HTTPStatus
from typing import NoReturn

from flask import Blueprint, abort, redirect
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.wrappers import Response

from syndication.formats import CATALOGUE
from syndication.models import Selection
from syndication.web import addresses
from syndication.web.shelf import shelf

blueprint = Blueprint("documents", __name__)


@blueprint.get("/all.<format:format>")
@blueprint.get("/topics/<slug:topic>.<format:format>")
@blueprint.get("/regions/<slug:region>.<format:format>")
@blueprint.get("/topics/<slug:topic>/regions/<slug:region>.<format:format>")
def feed(format: str, topic: str | None = None, region: str | None = None) -> NoReturn:  # noqa: A002 (the address's own word)
    """404 for a term that the taxonomy does not know; 503 for a document that has not been built yet."""
    if not addresses.is_known(Selection.of(topic, region), shelf().taxonomy):
        abort(HTTPStatus.NOT_FOUND)
    raise ServiceUnavailable(retry_after=shelf().max_age)


@blueprint.get(CATALOGUE)
def catalogue() -> NoReturn:
    raise ServiceUnavailable(retry_after=shelf().max_age)


@blueprint.get("/.well-known/feeds")
def well_known() -> Response:
    return redirect(shelf().internal(CATALOGUE), HTTPStatus.PERMANENT_REDIRECT)
