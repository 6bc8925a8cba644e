"""The polls of real readers, field by field, against the running service; each says what that reader would see.

The fields are those that the programs send (their sources and their own pages say so; feedparser, reader and newsboat
run for real in their own tests).
"""

import gzip
from collections.abc import Callable
from dataclasses import dataclass

import brotli
import feedparser
import pytest
from backports import zstd

from tests.readers.conftest import Reply, Running

DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": zstd.decompress,
    "identity": bytes,
}
FEED = "/topics/mining.atom"
MOST_BYTES_OF_NOTHING_NEW = 500


@dataclass(frozen=True)
class Reader:
    """A program that polls."""

    name: str
    headers: dict[str, str]
    coding: str
    """What it is sent."""
    keeps_tag: bool = True
    keeps_date: bool = True

    def conditions(self, known: Reply) -> dict[str, str]:
        """What it sends with the next poll."""
        tag = {"If-None-Match": known.headers["etag"]} if self.keeps_tag else {}
        date = {"If-Modified-Since": known.headers["last-modified"]} if self.keeps_date else {}
        return tag | date

    def poll(self, service: Running, known: Reply | None = None) -> Reply:
        return service.ask(FEED, self.headers | (self.conditions(known) if known else {}))


READERS = [
    Reader(
        "Miniflux",
        {
            "User-Agent": "Mozilla/5.0 (compatible; Miniflux/2.2.9; +https://miniflux.app)",
            "Accept": "application/xml, application/atom+xml, application/rss+xml, application/rdf+xml, "
            "application/feed+json, text/html, */*;q=0.9",
            "Accept-Encoding": "br,gzip",
        },
        coding="br",
    ),
    Reader(
        "NetNewsWire",
        {
            "User-Agent": "NetNewsWire (RSS Reader; https://netnewswire.com/)",
            "Accept": "*/*",
            "Accept-Language": "en-GB,en;q=0.9",
            "Accept-Encoding": "gzip, deflate, br",
        },
        coding="br",
    ),
    Reader(
        "FreshRSS",
        {
            "User-Agent": "FreshRSS/1.27.0 (Linux; https://freshrss.org)",
            "Accept": "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/xml;q=0.8, "
            "text/xml;q=0.8, text/html;q=0.7, unknown/unknown;q=0.1, application/unknown;q=0.1, */*;q=0.1",
            "Accept-Encoding": "deflate, gzip, br, zstd",
        },
        coding="zstd",
    ),
    Reader(
        "NewsBlur",
        {
            "User-Agent": "NewsBlur Feed Fetcher - 12 subscribers - https://www.newsblur.com/site/1/feed",
            "Accept": "application/atom+xml, application/rss+xml, application/xml;q=0.8, text/xml;q=0.6, */*;q=0.2",
            "Accept-Encoding": "gzip, deflate",
        },
        coding="gzip",
    ),
    Reader(
        "newsboat",
        {"User-Agent": "newsboat/2.21.0 (Linux x86_64)", "Accept": "*/*", "Accept-Encoding": "gzip, deflate"},
        coding="gzip",
    ),
    Reader(
        "Feedly",
        {
            "User-Agent": "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 17 subscribers; like FeedFetcher-Google)",
            "Accept-Encoding": "gzip",
        },
        coding="gzip",
    ),
    Reader("curl --etag-compare", {"User-Agent": "curl/8.10.1", "Accept": "*/*"}, "identity", keeps_date=False),
    Reader("rsstail", {"Accept": "*/*"}, "identity", keeps_tag=False),
    Reader(
        "a browser",
        {
            "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:152.0) Gecko/20100101 Firefox/152.0",
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "en-GB,en;q=0.5",
            "Accept-Encoding": "gzip, deflate, br, zstd",
            "Upgrade-Insecure-Requests": "1",
            "Sec-Fetch-Mode": "navigate",
        },
        coding="zstd",
    ),
]
"""As of late 2026."""


@pytest.fixture(params=READERS, ids=lambda reader: reader.name)
def reader(request) -> Reader:
    return request.param


def read(reply: Reply):
    """The feed as a reader has it after undoing the coding."""
    assert reply.status == 200
    found = feedparser.parse(DECODERS[reply.headers.get("content-encoding", "identity")](reply.body))
    assert not found.bozo
    return found


def test_the_first_poll_brings_the_feed_in_a_coding_that_the_reader_knows(service, reader):
    reply = reader.poll(service)
    assert reply.headers.get("content-encoding", "identity") == reader.coding
    assert int(reply.headers["content-length"]) == len(reply.body)
    assert len(read(reply).entries) > 5


def test_a_poll_that_finds_nothing_new_costs_next_to_nothing(service, reader):
    known = reader.poll(service)
    reply = reader.poll(service, known)
    assert (reply.status, reply.body) == (304, b"")
    assert reply.size < MOST_BYTES_OF_NOTHING_NEW
    for name in ("etag", "last-modified", "cache-control", "vary", "link", "access-control-allow-origin"):
        assert reply.headers[name] == known.headers[name]


def test_rsstail_asks_for_the_head_first(service):
    head = service.ask(FEED, {"Accept": "*/*"}, "HEAD")
    whole = service.ask(FEED, {"Accept": "*/*"})
    assert (head.status, head.body) == (200, b"")
    assert {name: text for name, text in head.headers.items() if name != "date"} == {
        name: text for name, text in whole.headers.items() if name != "date"
    }


def test_news_reach_every_reader_once(service):
    known = {reader.name: reader.poll(service) for reader in READERS}
    service.drop("news.txt", "Strike at Las Bambas mine ends\n\n12 May 2019\n\nThe Las Bambas mine works again.\n")
    for reader in READERS:
        before, after = read(known[reader.name]), read(reader.poll(service, known[reader.name]))
        new = {entry.id for entry in after.entries} - {entry.id for entry in before.entries}
        assert len(new) == 1, reader.name
        assert reader.poll(service, reader.poll(service)).status == 304


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"If-None-Match": '"stale"', "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}, 200),
        ({"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}, 304),
        ({"If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"}, 200),
        ({"If-Modified-Since": "yesterday"}, 200),
        ({"If-Modified-Since": "0"}, 200),
        ({"If-Modified-Since": ""}, 200),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": ""}, 200),
        ({"If-None-Match": 'W/"'}, 200),
        ({"If-None-Match": "\xff\x80,,;"}, 200),
        ({"If-None-Match": ", ".join(f'"{number}"' for number in range(500))}, 200),
        ({"If-Match": '"another"'}, 412),
        ({"If-Unmodified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"}, 412),
        ({"Range": "bytes=0-99"}, 200),
        ({"Accept": "application/json"}, 200),
        ({"Cookie": "session=1", "Authorization": "Basic !!!"}, 200),
    ],
)
def test_what_a_request_says_wrongly_or_rarely_is_answered_rightly(service, said, status):
    assert service.ask(FEED, said).status == status


@pytest.mark.parametrize(
    ("accepts", "coding"),
    [
        ("gzip;q=0", "identity"),
        ("gzip;q=0, *", "zstd"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("GZIP", "gzip"),
        ("x-gzip", "gzip"),
        ("identity", "identity"),
        ("", "identity"),
        ("deflate", "identity"),
        ("zstd", "zstd"),
        ("gzip;q=banana", "identity"),
        (";;;,,,", "identity"),
    ],
)
def test_a_reader_gets_no_coding_that_it_refuses(service, accepts, coding):
    reply = service.ask(FEED, {"Accept-Encoding": accepts})
    assert reply.headers.get("content-encoding", "identity") == coding
    assert read(reply).entries


@pytest.mark.parametrize("suffix", ["-gzip", ";gzip", "-br", "--gzip"])
def test_a_tag_that_a_proxy_has_marked_is_known_again(service, suffix):
    tag = service.ask(FEED, {}).headers["etag"]
    assert service.ask(FEED, {"If-None-Match": f'{tag[:-1]}{suffix}"'}).status == 304


@pytest.mark.parametrize("query", ["?utm_source=x", "?", "?page=2", "?fbclid=1&b=2", "?q="])
def test_queries_that_nobody_knows_split_nothing(service, query):
    plain, asked = service.ask(FEED, {}), service.ask(FEED + query, {})
    assert (asked.status, asked.headers["etag"], asked.body) == (200, plain.headers["etag"], plain.body)
