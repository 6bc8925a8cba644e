"""Which feed a request asks for: terms in the address, words in the query."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import abort, request
from werkzeug.exceptions import BadRequest

from syndication.archive import QueryError, canonical_words
from syndication.models import REGIONS, SCHEMES, TOPICS, Selection
from syndication.text import clean
from syndication.web.addressing import addresses
from syndication.web.addressing.queries import LOST
from syndication.web.shelf import shelf

Terms = tuple[str, ...]
_PAGE_NUMBER = re.compile("[1-9][0-9]*")
_SHOWN = 40
"""Characters of what was asked for, where that may be of any length."""
_MOST_DIGITS = 6
"""Of the number of a page: more than any list has, and none that hurts."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is picked in a form, ``?topic=a&topic=b&region=c&q=words``, and the feed of it."""

    chosen: Mapping[str, Terms]
    """Slugs by scheme."""
    words: str
    """As they were typed, without what the text policy takes away."""
    selection: Selection

    def fill_in(self) -> dict[str, object]:
        """What a form of terms and words shows."""
        terms = {scheme: shelf().taxonomy.terms(scheme) for scheme in SCHEMES}
        return {"chosen": self.chosen, "words": self.words, "terms": terms}


def asked_choice() -> Choice:
    """What the request has picked; 404 for a term that nobody knows, 400 for more than we answer."""
    chosen = {TOPICS: tuple(request.args.getlist("topic")), REGIONS: tuple(request.args.getlist("region"))}
    typed = request.args.get("q", "")
    return Choice(chosen, clean(typed), select_with(chosen[TOPICS], chosen[REGIONS], typed))


def select(topics: Terms, regions: Terms) -> Selection:
    """The selection that the request names, as :func:`select_with`."""
    return select_with(topics, regions, request.args.get("q", ""))


def select_with(topics: Terms, regions: Terms, typed: str) -> Selection:
    """The selection of terms, and of words as they were typed; 404 for terms that nobody knows, 400 for more than
    we answer.
    """
    selection = Selection.union(topics, regions, read_words(typed))
    if not addresses.is_known(selection, shelf().taxonomy):
        abort(HTTPStatus.NOT_FOUND)
    if len(selection.members) > addresses.MOST_MEMBERS:
        most, found = addresses.MOST_MEMBERS, len(selection.members)
        raise BadRequest(shelf().texts.say("too_many_feeds", most=most, found=found))
    return selection


def read_words(typed: str) -> str:
    """Words as they were typed in their one form; 400 where that is none, for bytes that are no text, for too much."""
    if LOST in typed:
        raise BadRequest(shelf().texts.say("no_text", found=repr(typed[:_SHOWN])))
    try:
        words = canonical_words(typed)
    except QueryError as error:
        raise BadRequest(_explain(error)) from error
    if not words and typed.strip():
        raise BadRequest(shelf().texts.say("no_word", found=repr(typed)))
    return words


def _explain(error: QueryError) -> str:
    """What is too much in a search, in the language of the page."""
    texts = shelf().texts
    key = f"too_much_{error.limit.name.lower()}"
    return texts.say(key, most=texts.number(error.most), found=texts.number(error.found))


def asked_page() -> int:
    """The number in ``?page=``, 1 for none; 400 for what is no page number, 404 for one that nothing reaches."""
    text = request.args.get("page", "1")
    if not _PAGE_NUMBER.fullmatch(text):
        raise BadRequest(shelf().texts.say("wrong_page", found=repr(text[:_SHOWN])))
    if len(text) > _MOST_DIGITS:
        abort(HTTPStatus.NOT_FOUND)
    return int(text)
