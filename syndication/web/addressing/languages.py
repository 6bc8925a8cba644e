"""Pages in further languages: each below a prefix of its own, ``/es/topics/water``; the site's own has none."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, request
from werkzeug.wrappers import Response

from syndication.web import embedding, pages
from syndication.web.addressing.redirects import escape, redirect_to, redirect_to_file
from syndication.web.shelf import LANGUAGE, prefix_of, shelf

_ASKED = "syndication.language_prefix"
_PAGES = frozenset(blueprint.name for blueprint in (*pages.BLUEPRINTS, *embedding.PAGES))


class LanguageMiddleware:
    """Takes the prefix of a further language off a request's address, and notes the language."""

    def __init__(self, app: WSGIApplication, languages: Iterable[str]) -> None:
        self._app = app
        self._languages = {prefix_of(language): language for language in languages}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        first, slash, rest = environ.get("PATH_INFO", "").removeprefix("/").partition("/")
        language = self._languages.get(f"/{first.lower()}")
        if language is not None:
            environ[LANGUAGE] = language
            environ[_ASKED] = f"/{first}{slash}" if rest[:1] in ("", "/") else f"/{first}"
            environ["PATH_INFO"] = f"/{rest}"
        return self._app(environ, start_response)


def is_page(endpoint: str) -> bool:
    """Whether what answers is a page, which there is in every language."""
    return endpoint.partition(".")[0] in _PAGES


def register(app: Flask) -> None:
    app.before_request(_lead_to_the_one_address)


def _lead_to_the_one_address() -> Response | None:
    """Redirect from below a prefix what has no language, such as documents, and from another spelling of it."""
    if LANGUAGE not in request.environ or request.endpoint is None:
        return None
    query = request.query_string.decode("latin-1")
    address = escape(request.path) + (f"?{query}" if query else "")
    if not is_page(request.endpoint):
        return redirect_to_file(address)
    return redirect_to(address) if request.environ[_ASKED] != prefix_of(shelf().language) else None
