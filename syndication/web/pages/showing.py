"""How a page is sent: rendered, with a validator."""

from hashlib import sha256
from http import HTTPStatus

from flask import Response, abort, render_template, request

from syndication.delivery import evaluate
from syndication.web.shelf import shelf


def show(template: str, *, path: str, **values: object) -> Response:
    """Render a page; it may be kept as long as a document, and its weak tag follows what it says."""
    translations = shelf().translations(path)
    canonical = shelf().absolute(translations[shelf().language])
    body = render_template(template, canonical=canonical, translations=translations, **values).encode()
    etag = f'W/"{sha256(body).hexdigest()[:32]}"'
    status = evaluate(request.environ, (etag,))
    if status is HTTPStatus.PRECONDITION_FAILED:
        abort(status)
    headers = {"ETag": etag, "Cache-Control": f"max-age={shelf().max_age}"}
    return Response(body if status is HTTPStatus.OK else b"", status, headers, mimetype="text/html")
