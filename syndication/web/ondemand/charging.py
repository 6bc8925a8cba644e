"""Counting what is made against the client who asks for it; what is published or kept costs nobody anything."""

from math import ceil

from flask import request
from werkzeug.exceptions import TooManyRequests

from syndication.web.addressing.clients import find_client
from syndication.web.shelf import shelf


def charge() -> None:
    """Take from the client's allowance what one page or document costs; 429 with the time to come back if it is spent.

    A client that is not known apart from others is not charged.
    """
    client = find_client(request.environ, shelf().settings.serve.trusted_proxies)
    missing = shelf().allowance.spend(client) if client else 0.0
    if missing:
        raise TooManyRequests(retry_after=ceil(missing))
