"""Choosing: which feeds there are, and what each of them is called."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Protocol

from syndication.config import Settings
from syndication.feeds.wording import wording
from syndication.models import ALL, REGIONS, SCHEMES, TOPICS, ArchivedItem, Feed, Selection, Term

FEEDS_MINTED = "2026"
"""The date part of every feed's id (RFC 4151 section 2.1): the year in which this form of id was settled.

A constant, because the id of a feed must outlive every change of the settings but the authority's."""


class Terms(Protocol):
    """What the feeds need of a taxonomy."""

    def terms(self, scheme: str) -> tuple[Term, ...]: ...

    def term(self, scheme: str, slug: str) -> Term | None: ...


def every_selection(taxonomy: Terms) -> tuple[Selection, ...]:
    """Every feed of the catalogue, those without an item too: all, topics, regions, each topic in each region.

    The feeds of one region stand together, for they share most of their items: a Renderer writes those once.
    """
    topics = [term.slug for term in taxonomy.terms(TOPICS)]
    regions = [term.slug for term in taxonomy.terms(REGIONS)]
    return (
        ALL,
        *(Selection.of(topic=topic) for topic in topics),
        *(Selection.of(region=region) for region in regions),
        *(Selection.of(topic, region) for region in regions for topic in topics),
    )


def name_of(selection: Selection, taxonomy: Terms, language: str) -> str:
    """A selection in plain words: ``Mining``, ``Northland``, ``Mining or Water in Northland with “river”``."""
    words = wording(language)
    labels: dict[str, list[str]] = {scheme: [] for scheme in SCHEMES}
    for scheme, slug in selection.terms:
        labels[scheme].append(label_of(taxonomy, scheme, slug, language))
    topics, regions = (words.any_of(labels[scheme]) for scheme in SCHEMES)
    name = words.topic_in_region.format(topic=topics, region=regions) if topics and regions else topics or regions
    if selection.words:
        return words.with_quoted(name, selection.words)
    return name or words.everything


def label_of(taxonomy: Terms, scheme: str, slug: str, language: str) -> str:
    """A term's name; for a term that has left the taxonomy, but not the archive, its slug."""
    term = taxonomy.term(scheme, slug)
    return term.label(language) if term else slug


def gather(selection: Selection, items: Sequence[ArchivedItem], settings: Settings, taxonomy: Terms) -> Feed:
    """Make a selection and its items (in the order in which they shall stand) a feed. Pure.

    ``updated`` is the newest among the items, for an empty feed noon UTC of ``site.epoch``.
    """
    site = settings.site
    name = "" if selection == ALL else f"{name_of(selection, taxonomy, site.language)} – "
    empty = datetime.combine(site.epoch, time(12), UTC)
    return Feed(
        selection=selection,
        id=f"tag:{site.authority},{FEEDS_MINTED}:feed{selection.address()}",
        title=name + site.title,
        description=name + site.description,
        updated=max((item.updated for item in items), default=empty),
        items=tuple(items),
    )
