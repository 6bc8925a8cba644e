"""How another spelling of an address leads to the one address."""

from http import HTTPStatus
from urllib.parse import quote
from wsgiref.types import WSGIEnvironment

from flask import abort, redirect, request
from werkzeug.wrappers import Response

from syndication.web.shelf import shelf


def has_slashes_before(environ: WSGIEnvironment) -> bool:
    """Whether more than one slash begins the address: Flask drops the others, errors.py leads to the one address."""
    return str(environ["PATH_INFO"]).startswith("//")


def refuse_slashes_before() -> None:
    """404 for what Flask would answer under many addresses: the page of the error leads to the one."""
    if has_slashes_before(request.environ):
        abort(HTTPStatus.NOT_FOUND)


def escape(path: str) -> str:
    """A path that was asked for, as an address has it: a line end in it would end a header."""
    return quote(path, safe="/+")


def redirect_to(path: str) -> Response:
    """Lead on to the one address of a page, in the language asked for."""
    return redirect(shelf().link(path), HTTPStatus.PERMANENT_REDIRECT)


def redirect_to_file(path: str) -> Response:
    """Lead on to the one address of what has no language, such as a document."""
    return redirect(shelf().internal(path), HTTPStatus.PERMANENT_REDIRECT)
