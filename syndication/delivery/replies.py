"""Replies to requests for a document: their header lines are made once, so that answering is a few look-ups."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import NamedTuple
from wsgiref.types import WSGIEnvironment

from werkzeug.http import http_date

from syndication.delivery.conditional import evaluate, find_known
from syndication.delivery.negotiation import IDENTITY, rank
from syndication.documents.manifest import Entry, Variant

PUBLIC = {
    "Access-Control-Allow-Origin": "*",  # other sites embed the documents; nothing here is private
    "X-Content-Type-Options": "nosniff",
}
"""What every reply carries, whatever its status."""
EXPOSED = {"Access-Control-Expose-Headers": "ETag, Last-Modified, Link"}
"""What every reply but a 304 carries: a browser that revalidates keeps it with the rest (Fetch, section 4.6), and a
script that asks with a validator of its own has been told."""
_LONGEST_LINK = 160
"""Bytes of the links that a 304 repeats. With longer ones, of addresses with many terms or words, it would cost more
than 500 bytes; a cache keeps those of the 200 (RFC 9111, section 3.2)."""
Fields = tuple[tuple[str, str], ...]
"""Header lines of a reply."""


class Reply(NamedTuple):
    """An answer to a request."""

    status: str
    """Code and phrase, as WSGI wants them."""
    headers: list[tuple[str, str]]
    body: bytes


@dataclass(frozen=True, slots=True)
class Form:
    """One variant of a document with the header lines of its replies."""

    coding: str
    """Content coding, or ``identity``."""
    variant: Variant
    full: Fields
    """Of 200."""
    not_modified: Fields
    """Of 304: what the 200 says, but what describes the body (RFC 9110, section 15.4.5) and what need not be told
    again."""


class Offer:
    """A document as it is offered to readers, in all its forms."""

    def __init__(self, entry: Entry, *, is_dated: bool = True) -> None:
        self.entry = entry
        self.last_modified = entry.last_modified if is_dated else None
        """The date that replies tell, and conditions are compared with."""
        self.codings = (*entry.copies, IDENTITY)
        """The codings in which it can be sent; the best comes first."""
        self.forms = {coding: self._make_form(coding) for coding in self.codings}
        self.plain = self.forms[IDENTITY]
        self._choices: dict[tuple[str, ...], dict[str, Form]] = {}  # few: one for each order of the codings

    def choose(self, accept_encoding: str | None) -> dict[str, Form]:
        """ETag to form: those that a client takes, best first; never empty, not to be changed."""
        ranked = rank(accept_encoding, self.codings)
        return self._choices.get(ranked) or self._choices.setdefault(ranked, self._gather(ranked))

    def describe(self, etag: str, *, cache_control: str, vary: str) -> Fields:
        """The lines that replies of every status have in common."""
        date = () if self.last_modified is None else (("Last-Modified", http_date(self.last_modified)),)
        return (
            ("ETag", etag),
            *date,
            ("Cache-Control", cache_control),
            ("Vary", vary),
            ("Link", self.entry.link),
            *PUBLIC.items(),
        )

    def _gather(self, codings: tuple[str, ...]) -> dict[str, Form]:
        return {self.forms[coding].variant.etag: self.forms[coding] for coding in codings}

    def _make_form(self, coding: str) -> Form:
        variant = self.entry.plain if coding == IDENTITY else self.entry.copies[coding]
        common = self.describe(variant.etag, cache_control=f"max-age={self.entry.max_age}", vary="Accept-Encoding")
        of_body = describe_body(self.entry.media_type, coding, variant.length)
        repeated = common if len(self.entry.link) <= _LONGEST_LINK else _leave_out("Link", common)
        return Form(coding, variant, (*of_body, *common, *EXPOSED.items()), repeated)


def _leave_out(name: str, fields: Fields) -> Fields:
    return tuple(field for field in fields if field[0] != name)


def describe_body(media_type: str, coding: str, length: int) -> Fields:
    """The lines that tell how to read a body."""
    encoding = () if coding == IDENTITY else (("Content-Encoding", coding),)
    return ("Content-Type", media_type), *encoding, ("Content-Length", str(length))


def answer(environ: WSGIEnvironment, offer: Offer, load: Callable[[Form], bytes]) -> Reply:
    """The reply to a GET or HEAD: 200, 304 or 412.

    Whoever holds a form that he takes is told 304 with that form's ETag, even if another would be sent today: a
    cache knows by it which of its replies is good (RFC 9111, section 4.3.4). ``load`` gives the bytes of a form; it
    is not asked where none are sent.
    """
    choice = offer.choose(environ.get("HTTP_ACCEPT_ENCODING"))
    status = evaluate(environ, choice, offer.last_modified)
    best = next(iter(choice.values()))
    if status is HTTPStatus.NOT_MODIFIED:
        held = find_known(environ.get("HTTP_IF_NONE_MATCH", ""), choice)
        form = choice[held] if held else best
        return Reply("304 Not Modified", list(form.not_modified), b"")
    if status is HTTPStatus.PRECONDITION_FAILED:
        return refuse(environ)
    return Reply("200 OK", list(best.full), b"" if environ["REQUEST_METHOD"] == "HEAD" else load(best))


def refuse(environ: WSGIEnvironment) -> Reply:
    """412: the document is not, or no longer, the one that the client means."""
    text = b"The document has changed: ask for it without If-Match and If-Unmodified-Since.\n"
    of_body = describe_body("text/plain; charset=utf-8", IDENTITY, len(text))
    headers = [*of_body, ("Cache-Control", "no-store"), *PUBLIC.items(), *EXPOSED.items()]
    return Reply("412 Precondition Failed", headers, b"" if environ["REQUEST_METHOD"] == "HEAD" else text)
