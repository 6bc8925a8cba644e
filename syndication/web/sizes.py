"""How large a request may be. Bodies are read by nobody, header fields are bounded by the server before us."""

from http import HTTPStatus

from flask import Flask, abort, request

LONGEST_ADDRESS = 8_000
"""Bytes: what a server should take at least (RFC 9110, section 4.1); our longest have some hundreds."""


def register(app: Flask) -> None:
    app.before_request(_refuse_long_address)


def _refuse_long_address() -> None:
    if len(request.environ["PATH_INFO"]) + len(request.environ["QUERY_STRING"]) > LONGEST_ADDRESS:
        abort(HTTPStatus.REQUEST_URI_TOO_LONG)
