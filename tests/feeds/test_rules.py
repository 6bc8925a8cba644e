"""The checker of documents finds what is wrong, so that its silence means something."""

import pytest

from syndication.feeds import every_selection, render_opml
from syndication.models import ALL, Selection
from tests.feeds.making import ITEMS, SETTINGS, TAXONOMY, documents_of, make_settings
from tests.feeds.memory import BASE, Reader, make_compiler
from tests.feeds.rules import faults_of

DAY = b"2016-04-17T12:00:00Z"


def check(right: bytes, wrong: bytes, suffix: str, selection: Selection = ALL) -> list[str]:
    """The faults of a valid document in which something was replaced, once."""
    document = documents_of(*ITEMS, selection=selection)[suffix]
    assert right in document
    return list(faults_of(f"{selection.path}{suffix}", document.replace(right, wrong, 1)))


@pytest.mark.parametrize("suffix", [".atom", ".rss", ".json"])
@pytest.mark.parametrize("items", [(), ITEMS])
@pytest.mark.parametrize("selection", [ALL, Selection.of("fishing", "north")])
@pytest.mark.parametrize("site", [{}, {"rights": None, "licence": None, "language": "es"}])
def test_our_documents_have_no_fault(suffix: str, items: tuple, selection: Selection, site: dict[str, object]) -> None:
    document = documents_of(*items, selection=selection, settings=make_settings(**site))[suffix]
    assert list(faults_of(f"{selection.path}{suffix}", document)) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"<?xml version='1.0' encoding='UTF-8'?>", b""),
        (b'rel="self"', b'rel="myself"'),
        (b"/all.atom", b"/other.atom"),
        (b'rel="self"', b'rel="related"'),
        (b'type="application/rss+xml"', b'type="text/html"'),
        (b"tag:harbour.example,2016-05-02:crew-strikes", b"tag:harbour.example,2016-04-17:trawler-saved"),
        (b"tag:harbour.example,2016-05-02:crew-strikes", b"crew-strikes"),
        (b"tag:harbour.example,2016-05-02:crew-strikes", b"tag:harbour.example,May:crew-strikes"),
        (DAY, b"2016-04-17T12:00:00"),
        (DAY, b"2016-04-31T12:00:00Z"),
        (b"<updated>2016", b"<updated>0016"),
        (b"&lt;p&gt;The crew", b"&lt;p&gt;&lt;script&gt;&lt;/script&gt;The crew"),
        (b"&lt;p&gt;The crew", b'&lt;p onclick="x"&gt;The crew'),
        (b"&lt;p&gt;The crew", b'&lt;p&gt;&lt;a href="/near"&gt;The&lt;/a&gt; crew'),
        (b"&lt;p&gt;The crew", b"&lt;p&gt;&lt;em&gt;The crew"),
        (b"<title>Month of storms", b"<title>"),
        (b"-10.00000 0.00001", b"-100.00000 0.00001"),
        (b"-10.00000 0.00001", b"-10.00000,0.00001"),
        (b'rel="enclosure"', b'rel="picture"'),
        (b'href="https://press.example/gr', b'href="gr'),
        (b'type="image/jpeg"', b'type="jpeg"'),
        (b"</feed>", b"<rights>x</rights></feed>"),
        (b"<subtitle>", b"<subtitle>News</subtitle><subtitle>"),
        (b"https://press.example/", b"press.example/"),
        (b"%C3%B1?id", b"\xc3\xb1?id"),
        (b'term="fishing"', b'term=""'),
        (b'xml:lang="en-GB"', b'xml:lang="English"'),
        (b"  <entry>", b'  <at:deleted-entry xmlns:at="http://purl.org/atompub/tombstones/1.0" ref="x"/><entry>'),
        (b"<entry>", b'<archive xmlns="http://purl.org/syndication/history/1.0"/><entry>'),
    ],
)
def test_a_fault_of_an_atom_document_is_found(right: bytes, wrong: bytes) -> None:
    assert check(right, wrong, ".atom")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b'version="2.0"', b'version="0.91"'),
        (b"<language>en-GB</language>", b"<language>English</language>"),
        (b"<docs>", b"<webmaster>me</webmaster><docs>"),
        (b"<docs>", b"<docs>https://docs.example/</docs><docs>"),
        (b"<link>https://feeds", b"<link>feeds"),
        (b"Wed, 01 Jun 2016 09:30:15 +0000", b"Thu, 01 Jun 2016 09:30:15 +0000"),
        (b"Mon, 02 May 2016 12:00:00 +0000", b"2016-05-02T12:00:00Z"),
        (b'isPermaLink="false"', b'isPermaLink="true"'),
        (b'isPermaLink="false"', b'isPermaLink="no"'),
        (b"tag:harbour.example,2016-05-02:crew-strikes", b"tag:harbour.example,2016-04-17:trawler-saved"),
        (b"<title>Month of storms</title>", b"<title></title>"),
        (b"<description>It blew &amp;amp; blew.</description>", b""),
        (b"&lt;p&gt;It", b"&lt;p&gt;&lt;iframe&gt;&lt;/iframe&gt;It"),
        (b"<dc:creator>", b"<author>a@b.example</author><dc:creator>"),
        (b"<dc:creator>", b'<enclosure url="x" length="many" type="picture"/><dc:creator>'),
        (b"<dc:creator>", b'<atom:link rel="prev-archive" href="https://x.example/"/><dc:creator>'),
        (b"<category ", b"<category/><category "),
        (b"<media:content url=", b"<media:content href="),
        (b'medium="image"', b'medium="painting"'),
        (b'type="image/jpeg"', b'type="jpeg"'),
        (b'<media:description type="plain">', b"<media:description>"),
        (b"<media:description", b"<media:thumbnail/><media:description"),
        (b"</media:content>", b"</media:content><media:copyright>x</media:copyright>"),
        (b"</channel>", b"<ttl>60</ttl></channel>"),
        (b"<item>", b"<item>loose text"),
        (b"xmlns:dc=", b'xmlns:dublin="http://purl.org/dc/elements/1.1/" xmlns:dc='),
        (b'rel="self"', b'rel="related"'),
    ],
)
def test_a_fault_of_an_rss_document_is_found(right: bytes, wrong: bytes) -> None:
    assert check(right, wrong, ".rss")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"version/1.1", b"version/2"),
        (b'"title":"Harbour Watch"', b'"name":"Harbour Watch"'),
        (b'"language":"en-GB"', b'"language":"English"'),
        (b"tag:harbour.example,2016-05-02:crew-strikes", b"tag:harbour.example,2016-04-17:trawler-saved"),
        (b'"url":"https://press', b'"url":"/press'),
        (b'"image":"https://', b'"image":"'),
        (b'"tags":["fishing"', b'"tags":[""'),
        (DAY, b"17 April 2016"),
        (b'"content_html":""', b'"content":""'),
        (b'"content_html":""', b'"content_html":"<p>"'),
        (b'"authors":[{', b'"authors":[{},{'),
        (b'"_syndication":{"page"', b'"syndication":{"page"'),
    ],
)
def test_a_fault_of_a_json_document_is_found(right: bytes, wrong: bytes) -> None:
    assert check(right, wrong, ".json")


@pytest.mark.parametrize("suffix", [".atom", ".rss"])
def test_a_fault_of_an_archive_document_is_found(suffix: str) -> None:
    document = Reader(make_compiler(ITEMS), suffix).fetch(f"{BASE}/all/2016{suffix}")
    assert list(faults_of(document.path, document.body)) == []
    for right, wrong in ((b'rel="current"', b'rel="related"'), (b"<fh:archive/>", b"")):
        assert right in document.body
        assert list(faults_of(document.path, document.body.replace(right, wrong)))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b'version="2.0"', b'version="3.0"'),
        (b'type="rss"', b'type="atom"'),
        (b"xmlUrl=", b"xmlurl="),
        (b"text=", b"label="),
        (b"outline", b"line"),
    ],
)
def test_a_fault_of_the_catalogue_is_found(right: bytes, wrong: bytes) -> None:
    document = render_opml(every_selection(TAXONOMY), SETTINGS, TAXONOMY)
    assert list(faults_of(document.path, document.body)) == []
    assert right in document.body
    assert list(faults_of(document.path, document.body.replace(right, wrong)))
