"""The labelled development set: as text, and set as HTML of the four kinds."""

import pytest

from syndication.bulletins import parse_bulletin
from syndication.config.settings import Bulletins
from syndication.models import Bulletin
from tests.bulletins.labels import LABELLED, SOURCES, Source
from tests.bulletins.press import KINDS, STANDING, Press

RETOLD = {"18.txt", "19.txt", "21.txt"}
"""Their labels' titles are told in other words than the addresses, the only place where these pages have a title."""

ENCODINGS = {
    "utf-8": lambda page: page.encode(),
    "cp1252": lambda page: page.encode("cp1252", "xmlcharrefreplace"),
    "utf-8 declared latin-1": lambda page: page.replace("<head>", '<head><meta charset="iso-8859-1">', 1).encode(),
    "cp1252 declared utf-8": lambda page: page.replace("<head>", '<head><meta charset="utf-8">', 1).encode(
        "cp1252", "xmlcharrefreplace"
    ),
}


def told(bulletin: Bulletin) -> list[tuple[str, str | None, str]]:
    return [(item.title, str(item.date) if item.date else None, item.summary) for item in bulletin.items]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
@pytest.mark.parametrize("configured", [True, False], ids=["configured", "by default"])
def test_a_labelled_page_gives_its_items(source: Source, configured: bool, settings: Bulletins) -> None:
    data = (LABELLED / "pages" / source.name).read_bytes()
    found = told(parse_bulletin(data, source.name, settings if configured else Bulletins()))
    if source.name in RETOLD:
        assert [item[1:] for item in found] == [item[1:] for item in source.expected]
    else:
        assert found == source.expected


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
@pytest.mark.parametrize("press", KINDS, ids=lambda press: press.__name__)
@pytest.mark.parametrize("configured", [True, False], ids=["configured", "by default"])
def test_a_labelled_page_set_as_html_gives_the_same_items(
    source: Source, press: Press, configured: bool, settings: Bulletins
) -> None:
    bulletin = parse_bulletin(
        press(source).encode(), source.name, settings if configured else Bulletins(names=settings.names)
    )
    assert told(bulletin) == source.expected
    assert [item.caption for item in bulletin.items] == [story.caption for story in source.stories]
    omitted = {omission.title for omission in bulletin.omissions}
    assert omitted >= {*(title for title, _ in STANDING), "Why join the PSG?"}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_the_bytes_of_a_page_do_not_matter(source: Source, encoding: str, settings: Bulletins) -> None:
    page = KINDS[-1](source)
    assert told(parse_bulletin(ENCODINGS[encoding](page), source.name, settings)) == source.expected


def test_an_article_has_its_pages_address_and_a_list_has_not(settings: Bulletins) -> None:
    urls = {}
    for name in ("01.txt", "06.txt", "18.txt"):
        bulletin = parse_bulletin((LABELLED / "pages" / name).read_bytes(), name, settings)
        urls[name] = {item.url == bulletin.url for item in bulletin.items}
        assert {item.page_url for item in bulletin.items} == {bulletin.url}
    assert urls == {"01.txt": {False}, "06.txt": {True}, "18.txt": {True}}
