"""``A-IM: feed``: a reader that names a version it has gets just the items that are new to it (RFC 3229).

What the RFC calls an instance is the document as it is now, plain. The delta of it is a feed document too, with the
items that the reader's version did not hold, or held in other words; the reader merges them into what it has.
"""

import gzip
import re
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from wsgiref.types import WSGIEnvironment

from syndication.delivery.conditional import evaluate, read_tags
from syndication.delivery.negotiation import IDENTITY, rank, read_weights
from syndication.delivery.replies import EXPOSED, Offer, Reply, describe_body
from syndication.documents.versions import Version, split_items

_OURS = re.compile(r'(?:W/)?"([0-9a-f]{32})(?:[-;][0-9a-z;-]{0,32})?"')
_GZIP = "gzip"
_GZIP_LEVEL = 4  # somebody waits for it
_WORTH_PACKING = 500
"""Bytes below which gzip saves less than its own header line and the reader's work."""


def asks_for_delta(environ: WSGIEnvironment) -> bool:
    """Whether the client takes a delta (section 10.5.3)."""
    field = environ.get("HTTP_A_IM")
    return field is not None and read_weights(field).get("feed", 0) > 0


def answer_delta(
    environ: WSGIEnvironment, offer: Offer, load_former: Callable[[], Sequence[Version]], load: Callable[[], bytes]
) -> Reply | None:
    """The reply 226; None where the answer is the plain one.

    That is so if a condition has another answer, if the client names a version that is not among the former ones,
    if all items are new to it, and if the whole document is no longer, in the coding in which the client takes it.
    ``load_former`` gives those, newest first, and ``load`` the plain document; they are not asked where none is needed.
    """
    states = _read_states(environ.get("HTTP_IF_NONE_MATCH", ""))
    choice = offer.choose(environ.get("HTTP_ACCEPT_ENCODING"))
    if not states or evaluate(environ, choice, offer.last_modified) is not HTTPStatus.OK:
        return None
    found = _find_base(states, load_former())
    if found is None:
        return None
    tag, base = found
    document = load()
    parts = split_items(document, offer.entry.media_type)
    if parts is None or (delta := parts.since(base)) == document:
        return None
    coding, body = _pack(environ, delta)
    if len(body) >= next(iter(choice.values())).variant.length:
        return None
    headers = [*describe_body(offer.entry.media_type, coding, len(body)), *_describe_delta(offer, tag)]
    return Reply("226 IM Used", headers, b"" if environ["REQUEST_METHOD"] == "HEAD" else body)


def _describe_delta(offer: Offer, tag: str) -> list[tuple[str, str]]:
    return [
        ("IM", "feed"),
        ("Delta-Base", tag),  # section 10.5.1
        *offer.describe(
            offer.entry.plain.etag,
            # Section 10.8.2: only a cache that knows of deltas may keep this, and it overlooks the no-store.
            cache_control=f"no-store, im, max-age={offer.entry.max_age}",
            vary="A-IM, If-None-Match, Accept-Encoding",
        ),
        *EXPOSED.items(),
    ]


def _read_states(field: str) -> dict[str, str]:
    """Tag to state, for the versions that an If-None-Match names; a tag that is not ours is a state of its own."""
    return {tag: found[1] if (found := _OURS.fullmatch(tag)) else tag for tag in read_tags(field)}


def _find_base(states: Mapping[str, str], former: Sequence[Version]) -> tuple[str, Version] | None:
    """The newest version that a client names, with the tag that names it; None unless all are among the former."""
    if not set(states.values()) <= {version.state for version in former}:
        return None
    newest = next(version for version in former if version.state in states.values())
    return next(tag for tag, state in states.items() if state == newest.state), newest


def _pack(environ: WSGIEnvironment, delta: bytes) -> tuple[str, bytes]:
    """The coding in which a delta is sent, and its bytes."""
    codings = rank(environ.get("HTTP_ACCEPT_ENCODING"), (_GZIP, IDENTITY))
    if codings[0] == _GZIP and len(delta) >= _WORTH_PACKING:
        return _GZIP, gzip.compress(delta, _GZIP_LEVEL, mtime=0)
    return IDENTITY, delta
