"""``A-IM: feed`` (RFC 3229): a reader gets the items that are new to the version which it names."""

import gzip
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.delivery.instances import answer_delta
from syndication.delivery.replies import Offer
from syndication.documents import Entry, Variant
from syndication.documents.versions import describe
from tests.delivery.conftest import NOW, STORY, write_atom

STATES = [("b", "a"), ("c", "b", "a"), ("d", "c", "b", "a"), ("e", "d mended", "c", "b")]


def tag(titles: tuple[str, ...]) -> str:
    return Variant.plain(write_atom(*titles)).etag


@pytest.fixture
def client(press, open_client):
    """A client of a document that has been through all states."""
    for titles in STATES:
        press.publish("/all.atom", write_atom(*titles))
    return open_client()


def ask(client, *known: str, method: str = "GET", **fields: str):
    headers = {"A-IM": "feed", "If-None-Match": ", ".join(known)} | fields
    return client.open("/all.atom", method=method, headers=headers)


def test_the_reader_gets_what_is_new_to_it_or_is_worded_anew(client):
    reply = ask(client, tag(STATES[2]))
    assert (reply.status, reply.data) == ("226 IM Used", write_atom("e", "d mended"))


def test_the_reply_says_of_what_it_is_a_part(client):
    full, reply = client.get("/all.atom"), ask(client, tag(STATES[2]))
    assert reply.headers["IM"] == "feed"
    assert reply.headers["Delta-Base"] == tag(STATES[2])
    own = {"Content-Length", "Cache-Control", "Vary"}
    assert {n: v for n, v in full.headers.items() if n not in own}.items() <= dict(reply.headers).items()


def test_only_a_cache_that_knows_of_deltas_may_keep_one(client):
    lifetime = client.get("/all.atom").cache_control.max_age
    headers = ask(client, tag(STATES[2])).headers
    assert headers["Cache-Control"] == f"no-store, im, max-age={lifetime}"
    assert headers["Vary"] == "A-IM, If-None-Match, Accept-Encoding"


def test_of_several_versions_the_newest_counts(client):
    reply = ask(client, tag(STATES[1]), tag(STATES[2]), tag(STATES[0]))
    assert (reply.headers["Delta-Base"], reply.data) == (tag(STATES[2]), write_atom("e", "d mended"))


@pytest.mark.parametrize("suffix", ["-gzip-0123abcd", "-gzip", ";gzip"])
def test_the_tag_of_a_compressed_form_names_its_version_too(client, suffix):
    known = f'W/"{tag(STATES[2])[1:-1]}{suffix}"'
    reply = ask(client, known)
    assert (reply.status_code, reply.headers["Delta-Base"]) == (226, known)


def test_a_version_of_before_the_oldest_remembered_gets_all(client):
    assert ask(client, '"0123456789abcdef0123456789abcdef"').status_code == 200


def test_one_unknown_version_among_known_ones_gets_all(client):
    assert ask(client, tag(STATES[2]), '"x"').status_code == 200


def test_who_names_no_version_gets_all(client):
    assert client.get("/all.atom", headers={"A-IM": "feed"}).status_code == 200
    assert ask(client, "nonsense").status_code == 200


def test_who_has_the_newest_version_is_told_so(client):
    assert ask(client, tag(STATES[3])).status_code == 304
    assert ask(client, tag(STATES[2]), tag(STATES[3])).status_code == 304
    assert ask(client, "*").status_code == 304


def test_where_all_is_new_the_document_itself_is_sent(client, press):
    press.publish("/all.atom", write_atom("f", "g"))
    while (reply := ask(client, tag(STATES[3]))).status_code == 304:
        pass
    assert (reply.status_code, reply.data) == (200, write_atom("f", "g"))


@pytest.mark.parametrize(("coding", "status"), [("identity", 226), ("br", 200), ("zstd", 200)])
def test_a_delta_that_is_longer_than_the_document_as_it_is_packed_is_not_sent(press, open_client, coding, status):
    former, newest = ((f"{STORY} {state}", "the same") for state in "ab")
    for titles in (former, newest):
        press.publish("/all.atom", write_atom(*titles))
    assert ask(open_client(), tag(former), **{"Accept-Encoding": coding}).status_code == status


def test_a_failed_precondition_comes_before_a_delta(client):
    assert ask(client, tag(STATES[2]), **{"If-Match": '"x"'}).status_code == 412


@pytest.mark.parametrize("wish", ["vcdiff", "feed;q=0", "", "feeds", "vcdiff, gzip"])
def test_who_does_not_take_this_kind_of_delta_gets_all(client, wish):
    assert ask(client, tag(STATES[2]), **{"A-IM": wish}).status_code == 200


@pytest.mark.parametrize("wish", ["FEED", "vcdiff, feed", "feed;q=0.1", "feed, gzip"])
def test_however_it_is_wished_for(client, wish):
    assert ask(client, tag(STATES[2]), **{"A-IM": wish}).status_code == 226


def test_a_document_that_is_no_feed_is_sent_whole(press, open_client):
    for body in (b"<opml>a</opml>", b"<opml>b</opml>"):
        press.publish("/feeds.opml", body)
    known = {"A-IM": "feed", "If-None-Match": Variant.plain(b"<opml>a</opml>").etag}
    assert open_client().get("/feeds.opml", headers=known).data == b"<opml>b</opml>"


def test_head_says_what_get_says(client):
    full, head = ask(client, tag(STATES[2])), ask(client, tag(STATES[2]), method="HEAD")
    assert (head.status, head.headers, head.data) == (full.status, full.headers, b"")


def test_a_long_delta_is_packed_for_who_takes_gzip(client, press):
    long = "A long story " * 80
    press.publish("/all.atom", write_atom(long, *STATES[3]))
    while (reply := ask(client, tag(STATES[3]), **{"Accept-Encoding": "br, gzip"})).status_code == 304:
        pass
    assert (reply.status_code, reply.headers["Content-Encoding"]) == (226, "gzip")
    assert reply.headers["Content-Length"] == str(len(reply.data))
    assert gzip.decompress(reply.data) == write_atom(long)


@pytest.mark.parametrize(
    "fields",
    [{}, {"HTTP_IF_NONE_MATCH": tag(STATES[0])}, {"HTTP_IF_NONE_MATCH": '"x"', "HTTP_IF_MATCH": '"x"'}],
    ids=["names no version", "has the newest", "means another document"],
)
def test_former_versions_are_not_read_for_who_gets_no_delta(fields):
    def refuse():
        raise AssertionError("nobody needs it")

    offer = Offer(Entry("application/atom+xml", NOW, 60, "", Variant.plain(write_atom(*STATES[0])), {}))
    assert answer_delta({"REQUEST_METHOD": "GET", **fields}, offer, refuse, refuse) is None


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True), min_size=2, max_size=5))
def test_a_reader_that_merges_has_every_item_of_the_newest_version(states):
    """Whatever it has seen before, and whether it was sent a delta or all."""
    held: set[str] = set()
    former = [describe(write_atom(*titles), "application/atom+xml") for titles in states]
    for number, (before, now) in enumerate(pairwise(states), 1):
        held |= set(before)
        body = write_atom(*now)
        offer = Offer(Entry("application/atom+xml", NOW, 60, "", Variant.plain(body), {}))
        environ = {"REQUEST_METHOD": "GET", "HTTP_A_IM": "feed", "HTTP_IF_NONE_MATCH": tag(tuple(before))}
        reply = answer_delta(environ, offer, lambda number=number: former[:number][::-1], lambda body=body: body)
        sent = reply.body if reply else body
        new = {title for title in now if f"<title>{title}</title>" in sent.decode()}
        assert reply is None or new == set(now) - set(before)
        assert set(now) <= held | new
