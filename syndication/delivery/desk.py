"""Which document a request means, and the reply with it: the same for every road by which requests come."""

from dataclasses import replace
from functools import partial
from urllib.parse import parse_qsl
from wsgiref.types import WSGIEnvironment

from syndication.audience import Audience
from syndication.delivery.instances import answer_delta, asks_for_delta
from syndication.delivery.library import Library, OutdatedError
from syndication.delivery.replies import Offer, Reply, answer
from syndication.documents.versions import load_versions
from syndication.formats import CATALOGUE


class Desk:
    """Answers GET and HEAD of the documents that the manifest names, whichever road a request comes by."""

    def __init__(self, library: Library, audience: Audience) -> None:
        """``audience`` hears what services report of their subscribers."""
        self.library = library
        self._audience = audience

    def answer(self, environ: WSGIEnvironment) -> Reply | None:
        """The reply with a document; None where there is none that the request means."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        path = environ.get("PATH_INFO", "")
        offer = self.library.find(path)
        if offer is None or (path != CATALOGUE and _asks_for_words(environ)):
            return None
        self._audience.hear(path, environ.get("HTTP_USER_AGENT", ""))
        try:
            return self._answer_delta(environ, path, offer) or answer(environ, offer, partial(self.library.load, path))
        except (OutdatedError, OSError):
            return self._answer_whole(environ, path, offer)

    def _answer_delta(self, environ: WSGIEnvironment, path: str, offer: Offer) -> Reply | None:
        if not asks_for_delta(environ):
            return None
        former = partial(load_versions, self.library.locate(path))
        return answer_delta(environ, offer, former, partial(self.library.load, path, offer.plain))

    def _answer_whole(self, environ: WSGIEnvironment, path: str, offer: Offer) -> Reply | None:
        """The reply with the document that the manifest names, where one of its files is whole; else with the file."""
        body = self.library.recover(path, offer)
        if body is None:
            return self._answer_plain(environ, path, offer)
        whole = body
        return answer(environ, Offer(replace(offer.entry, copies={})), lambda form: whole)

    def _answer_plain(self, environ: WSGIEnvironment, path: str, offer: Offer) -> Reply | None:
        """The reply with the plain file as it is, ahead of the manifest or without its copies; None if it is gone."""
        try:
            entry = offer.entry
            offer, body = self.library.read_plain(
                path, media_type=entry.media_type, max_age=entry.max_age, link=entry.link
            )
        except OSError:
            return None
        return answer(environ, offer, lambda form: body)


def _asks_for_words(environ: WSGIEnvironment) -> bool:
    """Whether the query asks for items with certain words, a feed of its own: the first ``q`` tells, and no more."""
    query = environ.get("QUERY_STRING")
    if not query:
        return False
    asked = (value for name, value in parse_qsl(query, keep_blank_values=True) if name == "q")
    return bool(next(asked, "").strip())
