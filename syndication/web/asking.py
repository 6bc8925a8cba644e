"""Which feed a request asks for: terms in the address, words in the query."""

from http import HTTPStatus

from flask import abort, redirect, request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from syndication.archive import QueryError, canonical_words
from syndication.models import Selection
from syndication.web import addresses
from syndication.web.shelf import shelf

Terms = tuple[str, ...]


def select(topics: Terms, regions: Terms) -> Selection:
    """The selection that the request names; 404 for terms that nobody knows, 400 for more than we answer."""
    try:
        words = canonical_words(request.args.get("q", ""))
    except QueryError as error:
        raise BadRequest(str(error)) from error
    selection = Selection.union(topics, regions, words)
    if not addresses.is_known(selection, shelf().taxonomy):
        abort(HTTPStatus.NOT_FOUND)
    if len(selection.members) > addresses.MOST_MEMBERS:
        most = addresses.MOST_MEMBERS
        raise BadRequest(f"expected at most {most} topics in regions together, found {len(selection.members)}")
    return selection


def redirect_to(address: str) -> Response:
    """Lead on to the one address of what was asked for."""
    return redirect(shelf().internal(address), HTTPStatus.PERMANENT_REDIRECT)
