"""What a ``User-Agent`` tells of the people for whom a service polls a feed.

There is no standard; the services have copied one another since about 2005::

    Feedly/1.0 (+http://www.feedly.com/fetcher.html; 16 subscribers; like FeedFetcher-Google)
    NewsBlur Feed Fetcher - 12 subscribers - https://www.newsblur.com/site/1234/harbour-news
    Mozilla/5.0 (compatible; theoldreader.com; 5 subscribers; feed-id=0123456789abcdef)
"""

import re
from functools import lru_cache
from typing import NamedTuple

WORD = "ubscriber"
"""A field without it, however it begins, is no report."""
_LONGEST = 500
"""Characters in which a report stands if it is one."""
_NUMBER = re.compile(r"\b([0-9]{1,7})\s+subscribers?\b", re.ASCII | re.IGNORECASE)
_BETWEEN = re.compile("[();,]")
_WORD = r"[A-Za-z][\w.!-]{0,29}+(?![:=@])"
"""Of a name: no address, no ``feed-id=…``, nobody's mail address."""
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{0,3}}", re.ASCII)
_NAMELESS = frozenset({"compatible", "mozilla"})


class Report(NamedTuple):
    """A service that polls, and for how many."""

    service: str
    """Its name without a version, which will be another one day."""
    subscribers: int


@lru_cache(1024)
def read_report(user_agent: str) -> Report | None:
    """The report in a ``User-Agent``; None where it names no number, or no service."""
    told = user_agent[:_LONGEST]
    number = _NUMBER.search(told)
    service = _find_name(told[: number.start()]) if number else None
    return Report(service, int(number[1])) if number and service else None


def _find_name(before: str) -> str | None:
    """The name nearest to the number: what stands further off is the browser that the service claims to be."""
    for part in reversed(_BETWEEN.split(before)):
        name = _NAME.match(part.strip())
        if name and name[0].lower() not in _NAMELESS:
            return name[0]
    return None
