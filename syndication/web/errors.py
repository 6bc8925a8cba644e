"""Every error as a plain page that says what to do, never a stack trace."""

from collections.abc import Sequence
from contextlib import suppress
from http import HTTPStatus
from urllib.parse import urlencode

from flask import Flask, Response, current_app, render_template, request
from werkzeug.exceptions import BadRequest, Gone, HTTPException, ServiceUnavailable, TooManyRequests
from werkzeug.wrappers import Response as AnyResponse

from syndication.errors import ArchiveError
from syndication.models import Selection
from syndication.web.addressing import addresses
from syndication.web.addressing.languages import is_page
from syndication.web.addressing.redirects import escape, has_slashes_before, redirect_to, redirect_to_file
from syndication.web.addressing.requested import read_words
from syndication.web.ondemand.charging import charge
from syndication.web.parting import TakenBack
from syndication.web.shelf import shelf


def register(app: Flask) -> None:
    app.register_error_handler(HTTPException, show_error)
    app.register_error_handler(HTTPStatus.NOT_FOUND, lead_on)
    app.register_error_handler(Gone, tell_reason)
    app.register_error_handler(BadRequest, tell_reason)
    app.register_error_handler(HTTPStatus.NOT_IMPLEMENTED, tell_reason)
    app.register_error_handler(ArchiveError, wait_for_archive)


def show_error(error: HTTPException) -> AnyResponse:
    """The page of a status, with the headers that belong to it (Allow, Retry-After)."""
    return _page(error)


def lead_on(error: HTTPException) -> AnyResponse:
    """Redirect another spelling to the one address; else list the feeds with names that come near."""
    path = addresses.canonical(request.path)
    endpoint = _endpoint_of(path)
    if endpoint is not None and (path != request.path or has_slashes_before(request.environ)):
        lead = redirect_to if is_page(endpoint) else redirect_to_file
        return lead(f"{escape(path)}{_query()}")
    try:
        charge()
    except TooManyRequests as refusal:
        return _page(refusal)
    return _page(error, near=addresses.near(request.path, shelf().taxonomy))


def _query() -> str:
    """The query of the request, with the words that are searched for in their one form."""
    if "q" not in request.args:
        return f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    with suppress(BadRequest):
        return Selection(words=read_words(request.args["q"])).query
    return f"?{urlencode({'q': request.args['q']})}"


def tell_reason(error: HTTPException) -> AnyResponse:
    """An item that has gone, with the reason as far as it is known; a request that asks for too much."""
    return _page(error, reason=error.description)


def wait_for_archive(error: ArchiveError) -> AnyResponse:
    """Pages need the archive, documents do not: say so, and when to come back."""
    return _page(ServiceUnavailable(str(error), retry_after=shelf().max_age))


def _endpoint_of(path: str) -> str | None:
    """What answers at a path, if anything does."""
    adapter = current_app.create_url_adapter(request)
    try:
        return str(adapter.match(path, method="GET")[0]) if adapter is not None else None
    except HTTPException:
        return None


def _page(error: HTTPException, near: Sequence[Selection] = (), reason: str | None = None) -> Response:
    code = error.code or int(HTTPStatus.INTERNAL_SERVER_ERROR)
    page = render_template(
        "error.html",
        code=code,
        key=_key_of(error, code),
        near=near,
        reason=reason,
        words=addresses.words_of(request.path),
    )
    reply = Response(page, code, mimetype="text/html")
    reply.headers["Cache-Control"] = "no-store"
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            reply.headers[name] = value
    return reply


def _key_of(error: HTTPException, code: int) -> int | str:
    """Whose words describe an error: its status', or those of the general one of its class (RFC 9110, section 15)."""
    if isinstance(error, TakenBack):
        return "taken_back"
    if shelf().texts.knows(f"{code}_title"):
        return code
    return code // 100 * 100
