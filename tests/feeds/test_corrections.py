"""Feeds of corrections: valid in every format, and read alike by parsers that are not ours."""

import json
from datetime import UTC, datetime, timedelta

import feedparser
import pytest

from syndication.config import Settings
from syndication.feeds import Renderer, render_corrections
from syndication.formats import FEED_FORMATS, Format
from syndication.models import ALL, Correction, Selection
from tests.feeds.making import FISHING, NORTH, SETTINGS, TAXONOMY, make_settings, with_feeds
from tests.feeds.parsers import FACTS, FEEDPARSER, FEEDSMITH, read_with_all
from tests.feeds.rules import faults_of

NOON = datetime(2016, 6, 1, 12, tzinfo=UTC)
BASE = SETTINGS.site.base_url
HOSTILE = "</title>]]>&amp; <script>\u202e\x00 “5 < 6”"


def make_correction(
    kind: str = "reworded", at: datetime = NOON, title: str = "Trawler saved", line: str = "Text revised"
) -> Correction:
    id_, path = "tag:harbour.example,2016-04:trawler-saved", "/items/2016/04/17/trawler-saved"
    return Correction(id_, path, kind, at, title, line, (FISHING, NORTH))


CORRECTIONS = [
    make_correction("retitled", NOON + timedelta(days=2, seconds=7, microseconds=9), HOSTILE, f"Title was {HOSTILE}"),
    make_correction("withdrawn", NOON + timedelta(days=1)),
    make_correction("redated"),
    make_correction("reworded"),
]


def render(
    *corrections: Correction, selection: Selection = ALL, settings: Settings = SETTINGS, form: Format | None = None
) -> dict[str, bytes]:
    """Address to document."""
    documents = render_corrections(
        selection,
        corrections,
        Renderer(settings, TAXONOMY),
        settings,
        name="Corrections",
        description="What changed.",
        formats=FEED_FORMATS if form is None else [form],
    )
    return {document.path: document.body for document in documents}


@pytest.mark.parametrize("corrections", [CORRECTIONS, []], ids=["some", "none"])
@pytest.mark.parametrize(
    ("selection", "address"),
    [
        (ALL, "/corrections"),
        (Selection.of("fishing", "north"), "/topics/fishing/regions/north/corrections"),
        (Selection.union(["fishing", "ships-and-crews"], words="sea"), "/topics/fishing+ships-and-crews/corrections"),
    ],
    ids=["all", "one", "union"],
)
def test_every_document_is_valid_at_its_address(
    selection: Selection, address: str, corrections: list[Correction]
) -> None:
    documents = render(*corrections, selection=selection, settings=make_settings(hub="https://hub.example/"))
    assert list(documents) == [address + form.suffix for form in FEED_FORMATS]
    assert [fault for path, body in documents.items() for fault in faults_of(path, body)] == []
    assert not any(b"hub" in body for body in documents.values())


def test_an_entry_says_in_a_line_what_changed_and_leads_to_the_item() -> None:
    (entry,) = feedparser.parse(render(CORRECTIONS[1])["/corrections.atom"]).entries
    page = f"{BASE}/items/2016/04/17/trawler-saved"
    assert (entry.title, entry.summary, entry.link) == ("Trawler saved", "Text revised", page)
    assert entry.id == "tag:harbour.example,2016-04:trawler-saved/withdrawn-2016-06-02T12:00:00Z"
    assert entry.updated == entry.published == "2016-06-02T12:00:00Z"
    assert [tag.term for tag in entry.tags] == ["fishing", "north"]


def test_the_feed_is_as_new_as_its_newest_entry_and_has_an_id_of_its_own() -> None:
    told = feedparser.parse(render(*CORRECTIONS)["/corrections.atom"]).feed
    assert (told.updated, told.id) == ("2016-06-03T12:00:07Z", "tag:harbour.example,2026:feed/corrections")
    assert told.title == "Corrections – Harbour Watch"
    empty = feedparser.parse(render()["/corrections.atom"]).feed
    assert empty.updated == "2001-02-03T12:00:00Z"


def test_a_document_leads_to_the_page_of_its_feed_and_to_its_other_formats() -> None:
    document = render(*CORRECTIONS, selection=Selection.of("fishing"))["/topics/fishing/corrections.atom"]
    links = {(link.rel, link.href.removeprefix(BASE)) for link in feedparser.parse(document).feed.links}
    assert links >= {
        ("alternate", "/topics/fishing"),
        ("self", "/topics/fishing/corrections.atom"),
        ("alternate", "/topics/fishing/corrections.rss"),
        ("alternate", "/topics/fishing/corrections.json"),
    }
    assert not {rel for rel, _ in links} & {"prev-archive", "next-archive", "current"}


def test_feedparser_and_feedsmith_read_the_same_in_every_format() -> None:
    documents = list(render(*CORRECTIONS).values())
    expected = [each.id for each in CORRECTIONS]
    for document, found in zip(documents, read_with_all(documents), strict=True):
        read = [found[parser] for parser in (FEEDPARSER, FEEDSMITH) if parser in found]
        facts = [[[item[fact] for fact in FACTS] for item in items] for items in read]
        assert [ids for ids, *_ in facts[0]] == expected, document[:60]
        assert facts == facts[:1] * len(facts)


def test_json_tells_the_line_as_text() -> None:
    (item,) = json.loads(render(CORRECTIONS[1])["/corrections.json"])["items"]
    assert (item["content_text"], item["date_modified"]) == ("Text revised", "2016-06-02T12:00:00Z")
    assert item["_syndication"]["page"].endswith("/items/2016/04/17/trawler-saved")


def test_two_changes_of_one_item_are_two_entries() -> None:
    assert len({correction.id for correction in CORRECTIONS}) == len(CORRECTIONS)


def test_a_document_holds_as_many_as_it_has_room_for_and_one_at_least() -> None:
    settings = with_feeds(document_bytes=10_000)
    for length, fitting in ((400, 3), (4_000, 1)):
        many = [make_correction(at=NOON - timedelta(days=n), line="long " * length) for n in range(9)]
        entries = feedparser.parse(render(*many, settings=settings)["/corrections.atom"]).entries
        assert [entry.id for entry in entries] == [each.id for each in many[:fitting]]
