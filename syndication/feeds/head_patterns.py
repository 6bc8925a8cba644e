"""Feeds without their items in XML, many times as fast: feedgen writes one of each kind, the pattern for all others.

Two current documents are of one kind if they are of one site and one place, and both have a past or none. What has
tombstones, the archive documents, unions and feeds of corrections feedgen writes itself: there are few at a time.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from syndication.feeds.addresses import uri
from syndication.feeds.facts import FeedFacts, rfc_822, rfc_3339
from syndication.feeds.patterns import UPDATED, Pattern, mark
from syndication.models import Period, Selection

Write = Callable[[FeedFacts], bytes]
_KINDS = 512
"""Patterns that are remembered: two formats, with and without a past, some hundred places."""
_SELECTION = Selection.of(topic="~pattern~")
"""Its address is one that no feed has: no slug has such letters."""
_LONG_AGO = date(1803, 3, 3)


def write_heads(writes: Iterable[Write], facts: FeedFacts) -> Iterator[bytes]:
    """What each of these functions returns for the facts."""
    if not _has_a_kind(facts):
        return (write(facts) for write in writes)
    kind, texts = _kind_of(facts), _texts_of(facts)
    return (_take_pattern(write, kind).fill(texts) for write in writes)


def _has_a_kind(facts: FeedFacts) -> bool:
    is_current = not (facts.period or facts.next or facts.is_of_corrections)
    return is_current and facts.selection.is_catalogued and not facts.withdrawn


@lru_cache(_KINDS)
def _take_pattern(write: Write, kind: FeedFacts) -> Pattern:
    return Pattern.of(write(kind), _stand_ins_of(kind))


def _kind_of(facts: FeedFacts) -> FeedFacts:
    """The feed with marks, or what stands in for them, in the place of its texts."""
    return replace(
        facts,
        id=mark("id"),
        title=mark("title"),
        description=mark("description"),
        author=mark("author"),
        rights=facts.rights and mark("rights"),
        updated=UPDATED,
        selection=_SELECTION,
        previous=facts.previous and Period.of(_LONG_AGO, facts.previous.span),
    )


def _texts_of(facts: FeedFacts) -> dict[str, str]:
    """The texts by the names of their marks."""
    return {
        "id": facts.id,
        "title": facts.title,
        "description": facts.description,
        "author": facts.author,
        "rights": facts.rights or "",
        **_stand_ins_of(facts),
    }


def _stand_ins_of(facts: FeedFacts) -> dict[str, str]:
    """The texts that cannot be marks: dates, as the formats write them, and addresses, the longest first."""
    path = uri(facts.selection.path)
    return {
        "updated": rfc_3339(facts.updated),
        "updated_in_words": rfc_822(facts.updated),
        "previous": f"{path}/{facts.previous}",
        "path": path,
    }
