"""Items and feeds to try the writers on: of a made-up site, in the taxonomy's own values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from syndication.config import Settings
from syndication.feeds import Renderer, gather
from syndication.models import (
    ALL,
    REGIONS,
    TOPICS,
    ArchivedItem,
    Category,
    Document,
    Evidence,
    Feed,
    Picture,
    Selection,
    SourceDate,
    Term,
)

SITE = {
    "title": "Harbour Watch",
    "description": "News of the harbours.",
    "publisher": "Harbour & Shore <Union>",
    "homepage": "https://harbour.example",
    "authority": "harbour.example",
    "base_url": "https://feeds.harbour.example/news",
    "language": "en-GB",
    "licence": "https://creativecommons.org/licenses/by/4.0/",
    "rights": "Harbour & Shore Union, some rights reserved",
    "epoch": date(2001, 2, 3),
}


@dataclass(frozen=True)
class SmallTaxonomy:
    """Two topics and four regions: one with point and box, one with neither, one with a box, one with a point."""

    listed: Mapping[str, tuple[Term, ...]] = field(
        default_factory=lambda: {
            TOPICS: (
                Term(TOPICS, "fishing", {"en": "Fishing", "es": "Pesca"}),
                Term(TOPICS, "ships-and-crews", {"en": "Ships & crews", "es": "Barcos y tripulaciones"}),
            ),
            REGIONS: (
                Term(
                    REGIONS,
                    "north",
                    {"en": "North Coast", "es": "Costa Norte"},
                    (54.5, -1.25),
                    (53.5, -3.0, 55.75, 0.5),
                ),
                Term(REGIONS, "high-seas", {"en": "High seas", "es": "Alta mar"}),
                Term(REGIONS, "islands", {"en": "Islands"}, None, (-9.5, 1.0, -9.0, 2.0)),
                Term(REGIONS, "south", {"en": "South Coast", "es": "Costa Sur"}, (-10.0, 0.00001)),
            ),
        }
    )

    def terms(self, scheme: str) -> tuple[Term, ...]:
        return self.listed.get(scheme, ())

    def term(self, scheme: str, slug: str) -> Term | None:
        return next((term for term in self.terms(scheme) if term.slug == slug), None)


TAXONOMY = SmallTaxonomy()
FISHING = Category(TOPICS, "fishing", 2.0, (Evidence("trawler", "title", TOPICS, "fishing", 2.0),) * 2)
SHIPS = Category(TOPICS, "ships-and-crews", 1.0)
NORTH = Category(REGIONS, "north", 2.0, (Evidence("Whitby", "summary", REGIONS, "north", 1.0),))
HIGH_SEAS = Category(REGIONS, "high-seas", 1.0)
ISLANDS = Category(REGIONS, "islands", 1.0)
SOUTH = Category(REGIONS, "south", 1.0, decided_by="person")


def make_settings(**site: object) -> Settings:
    return Settings.model_validate({"site": SITE | site})


SETTINGS = make_settings()


def with_feeds(**feeds: object) -> Settings:
    """The site with other settings of its feeds."""
    return Settings.model_validate({"site": SITE, "feeds": feeds})


def make_item(
    slug: str = "trawler-saved",
    title: str = "Trawler saved off Whitby",
    paragraphs: tuple[str, ...] = ("The crew is well.", "The ship is not."),
    day: str = "2016-04-17",
    updated: datetime | None = None,
    url: str | None = None,
    page_url: str | None = None,
    categories: tuple[Category, ...] = (FISHING, NORTH),
    picture: Picture | None = None,
) -> ArchivedItem:
    source_date = SourceDate.parse(day)
    return ArchivedItem(
        id=f"tag:harbour.example,{day}:{slug}",
        path=f"/items/{day.replace('-', '/')}/{slug}",
        title=title,
        paragraphs=paragraphs,
        date=source_date,
        updated=updated or source_date.instant,
        url=url,
        page_url=page_url,
        categories=categories,
        picture=picture,
    )


STORM = Picture("https://press.example/größe/storm.JPG?w=800", "Waves & “spray” < 9 m", 800, 600)
ITEMS = (
    make_item("crew-strikes", "Crew strikes: “5 < 6” & more", day="2016-05-02", categories=(SHIPS, HIGH_SEAS, SOUTH)),
    make_item(updated=datetime(2016, 6, 1, 9, 30, 15, 999, UTC), url="https://press.example/ñ?id=1&part=2"),
    make_item("no-text", "A headline alone", (), day="2016-04-17", categories=()),
    make_item("month", "Month of storms", ("It blew & blew.",), day="2016-03", picture=STORM),
)
"""Newest first: an own address, an update, no text, no category, a month, two regions, a picture."""


def render(feed: Feed, settings: Settings = SETTINGS) -> tuple[Document, ...]:
    """The documents of one feed, by a renderer that has written nothing before."""
    return Renderer(settings, TAXONOMY).render(feed)


def documents_of(*items: ArchivedItem, selection: Selection = ALL, settings: Settings = SETTINGS) -> dict[str, bytes]:
    """The documents of a feed: suffix to bytes."""
    feed = gather(selection, items, settings, TAXONOMY)
    documents = render(feed, settings)
    return {
        document.path.removeprefix(selection.path).removesuffix(selection.query): document.body
        for document in documents
    }
