"""Which feed a request asks for: terms in the address, words in the query."""

import re
from http import HTTPStatus

from flask import abort, request
from werkzeug.exceptions import BadRequest

from syndication.archive import QueryError, canonical_words
from syndication.models import Selection
from syndication.web.addressing import addresses
from syndication.web.shelf import shelf

Terms = tuple[str, ...]
_PAGE_NUMBER = re.compile("[1-9][0-9]*")
_MOST_DIGITS = 6
"""Of the number of a page: more than any list has, and none that hurts."""


def select(topics: Terms, regions: Terms) -> Selection:
    """The selection that the request names, as :func:`select_with`."""
    return select_with(topics, regions, request.args.get("q", ""))


def select_with(topics: Terms, regions: Terms, typed: str) -> Selection:
    """The selection of terms, and of words as they were typed; 404 for terms that nobody knows, 400 for more than
    we answer.
    """
    try:
        words = canonical_words(typed)
    except QueryError as error:
        raise BadRequest(str(error)) from error
    if not words and typed.strip():
        raise BadRequest(f"expected a word to search for, found {typed!r}")
    selection = Selection.union(topics, regions, words)
    if not addresses.is_known(selection, shelf().taxonomy):
        abort(HTTPStatus.NOT_FOUND)
    if len(selection.members) > addresses.MOST_MEMBERS:
        most = addresses.MOST_MEMBERS
        raise BadRequest(f"expected at most {most} topics in regions together, found {len(selection.members)}")
    return selection


def asked_page() -> int:
    """The number in ``?page=``, 1 for none; 400 for what is no page number, 404 for one that nothing reaches."""
    text = request.args.get("page", "1")
    if not _PAGE_NUMBER.fullmatch(text):
        raise BadRequest(f"expected a page number from 1, found {text[:40]!r}")
    if len(text) > _MOST_DIGITS:
        abort(HTTPStatus.NOT_FOUND)
    return int(text)
