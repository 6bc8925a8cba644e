"""What happened to an item, each event in a line: on its page, on a terminal, in the feeds of corrections."""

from collections.abc import Iterable

from syndication.archive import Event
from syndication.classify import ListedTerms
from syndication.feeds.gathering import label_of
from syndication.models import Category, Retraction, SourceDate
from syndication.web.texts import Texts


def tell_event(event: Event, taxonomy: ListedTerms, texts: Texts, language: str) -> str:
    """``Title changed from “A” to “B”``, ``Sorted anew, after its new words: now in Water; no longer in Roads``.

    Names of topics and regions are in the language.
    """
    head = texts.say(f"event_{event.kind}", **_filling(event, texts))
    moves = (("gained", event.gained), ("lost", event.lost))
    told = [texts.say(key, feeds=_list(changed, taxonomy, language)) for key, changed in moves if changed]
    why = tell_retraction(event.retraction, texts) if event.retraction else event.reason
    details = "; ".join([*told, *([why] if why else [])])
    return f"{head}: {details}" if details else head


def tell_retraction(retraction: Retraction, texts: Texts) -> str:
    """``no longer in F (17 April 2016)``, ``F (17 April 2016) was found to be wrong``; nothing where no file did it."""
    if retraction.source is None:
        return ""
    day = f" ({texts.date(SourceDate(retraction.as_of))})" if retraction.as_of else ""
    if retraction.is_disowned:
        return texts.say("found_wrong", file=retraction.source + day)
    return texts.say("no_longer_in", file=retraction.source) + day


def _filling(event: Event, texts: Texts) -> dict[str, str]:
    """What stands in the places of an event's text: how it was before, and after."""
    if event.titles:
        return dict(zip(("before", "after"), event.titles, strict=True))
    if event.dates:
        return dict(zip(("before", "after"), map(texts.date, event.dates), strict=True))
    return {}


def _list(categories: Iterable[Category], taxonomy: ListedTerms, language: str) -> str:
    return ", ".join(label_of(taxonomy, category.scheme, category.slug, language) for category in categories)
