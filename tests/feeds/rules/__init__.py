"""The rules of feed documents, as the W3C's feed validator checks them, written from the specifications.

``faults_of`` gives what is wrong with a document of any of our formats. Beyond the validator's errors it also asks for
what it only recommends, as far as a specification says SHOULD. Two of its recommendations are left out, as they
contradict the data: entries of one day have one ``updated``, and a title may speak of HTML.
"""

from collections.abc import Iterator

from tests.feeds.rules import atom, json_feed, opml, rss

_RULES = {".atom": atom.faults_of, ".rss": rss.faults_of, ".json": json_feed.faults_of, ".opml": opml.faults_of}


def faults_of(address: str, body: bytes) -> Iterator[str]:
    """Each fault of the document that stands at an address, one line each; none if it is valid."""
    path = address.partition("?")[0]
    suffix = path[path.rindex(".") :]
    return _RULES[suffix](address, body)


__all__ = ["faults_of"]
