"""How a reply is sent that is made for who asks and is no page: a sitemap, a list of feeds, a description."""

from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus

from flask import Response, abort, request

from syndication.delivery import evaluate
from syndication.web.shelf import shelf


def offer(media_type: str, make: Callable[[], bytes]) -> Response:
    """Send what ``make`` gives; it may be kept as long as a document, and its tag follows what it says."""
    body = make()
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    status = evaluate(request.environ, (etag,))
    if status is HTTPStatus.PRECONDITION_FAILED:
        abort(status)
    headers = {"ETag": etag, "Cache-Control": f"max-age={shelf().max_age}"}
    return Response(body if status is HTTPStatus.OK else b"", status, headers, content_type=media_type)
