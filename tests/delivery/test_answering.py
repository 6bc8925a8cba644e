"""The layer in front of Flask: what it answers, with which lines, and what it passes on."""

import zlib
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as laws
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder

from syndication.delivery import Offer, answer
from syndication.documents import Entry, Manifest, Variant
from tests.delivery.conftest import BODY, NOW, write_atom

DECODERS = {"br": brotli.decompress, "gzip": lambda body: zlib.decompress(body, wbits=31)}


def tag_of(client, accept_encoding: str = "identity") -> str:
    return client.get("/all.atom", headers={"Accept-Encoding": accept_encoding}).headers["ETag"]


def test_a_document_is_sent_plain_to_who_does_not_ask_for_less(client):
    reply = client.get("/all.atom")
    assert (reply.status, reply.data) == ("200 OK", BODY)
    assert "Content-Encoding" not in reply.headers
    assert reply.headers["Content-Length"] == str(len(BODY))


@pytest.mark.parametrize("coding", DECODERS)
def test_a_compressed_copy_is_the_same_document_under_its_own_tag(client, coding):
    reply = client.get("/all.atom", headers={"Accept-Encoding": coding})
    assert reply.headers["Content-Encoding"] == coding
    assert reply.headers["Content-Length"] == str(len(reply.data))
    assert DECODERS[coding](reply.data) == BODY
    assert reply.headers["ETag"] != tag_of(client)


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_200_and_304_carry_the_same_but_for_the_body_and_what_a_script_may_see(client, coding):
    asked = {"Accept-Encoding": coding}
    full = client.get("/all.atom", headers=asked)
    known = client.get("/all.atom", headers=asked | {"If-None-Match": full.headers["ETag"]})
    left_out = {"Content-Type", "Content-Encoding", "Content-Length", "Access-Control-Expose-Headers"}
    assert (known.status_code, known.data) == (304, b"")
    assert dict(known.headers) == {name: value for name, value in full.headers.items() if name not in left_out}


def test_every_reply_says_what_caches_and_other_sites_need(client, settings):
    headers = client.get("/all.atom").headers
    assert headers["Last-Modified"] == "Mon, 01 Jun 2020 12:00:00 GMT"
    assert headers["Link"] == f'<{settings.site.base_url}/all.atom>; rel="self"'
    assert headers["Vary"] == "Accept-Encoding"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Access-Control-Expose-Headers"] == "ETag, Last-Modified, Link"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("accept_encoding", ["identity", "gzip"])
@pytest.mark.parametrize("condition", ["none", "If-None-Match", "If-Match"])
def test_head_is_get_without_a_body(client, accept_encoding, condition):
    asked = {"Accept-Encoding": accept_encoding, condition: tag_of(client, accept_encoding)}
    full, head = client.get("/all.atom", headers=asked), client.head("/all.atom", headers=asked)
    assert (head.status, dict(head.headers), head.data) == (full.status, dict(full.headers), b"")


def test_a_failed_precondition_is_told_and_not_kept(client):
    reply = client.get("/all.atom", headers={"If-Match": '"other"'})
    assert reply.status == "412 Precondition Failed"
    assert reply.headers["Cache-Control"] == "no-store"
    assert "ETag" not in reply.headers
    assert client.head("/all.atom", headers={"If-Match": '"other"'}).data == b""


def test_304_names_the_form_that_the_reader_holds(client):
    held = tag_of(client, "gzip")
    reply = client.get("/all.atom", headers={"Accept-Encoding": "gzip, br", "If-None-Match": f'"x", {held}'})
    assert (reply.status_code, reply.headers["ETag"]) == (304, held)


def test_a_form_that_the_client_does_not_take_is_no_answer_to_it(client):
    held = tag_of(client, "gzip")
    reply = client.get("/all.atom", headers={"Accept-Encoding": "br", "If-None-Match": held})
    assert (reply.status_code, reply.headers["Content-Encoding"]) == (200, "br")


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_a_condition_without_a_tag_gets_the_tag_of_what_would_be_sent(client, coding):
    asked = {"Accept-Encoding": coding, "If-Modified-Since": "Mon, 01 Jun 2020 12:00:00 GMT"}
    reply = client.get("/all.atom", headers=asked)
    assert (reply.status_code, reply.headers["ETag"]) == (304, tag_of(client, coding))


@pytest.mark.parametrize("condition", ["If-Modified-Since", "If-Unmodified-Since"])
def test_a_document_without_a_date_is_sent_whatever_a_condition_on_dates_says(condition):
    offer = Offer(Entry("application/atom+xml", NOW, 60, "", Variant.plain(BODY), {}), is_dated=False)
    environ = EnvironBuilder(headers={condition: "Mon, 01 Jun 2000 12:00:00 GMT"}).get_environ()
    reply = answer(environ, offer, lambda form: BODY)
    assert (reply.status, "Last-Modified" in dict(reply.headers)) == ("200 OK", False)


@pytest.mark.parametrize("query", ["utm_source=x", "q=", "q", "q=+%20", "q=&q=gold", "page=2&&=%FF", "qq=x", "%"])
def test_parameters_that_mean_nothing_change_nothing(client, query):
    reply = client.get(f"/all.atom?{query}")
    assert (reply.status_code, reply.data) == (200, BODY)


@pytest.mark.parametrize("query", ["q=water", "q=water&q=", "a=b&q=water", "%71=water", "q=%FF"])
def test_a_search_is_passed_on(client, query):
    assert client.get(f"/all.atom?{query}").status_code == 418


def test_there_is_no_search_in_the_catalogue(press, open_client):
    press.publish("/feeds.opml", b"<opml/>")
    assert open_client().get("/feeds.opml?q=water").data == b"<opml/>"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get"])
def test_other_methods_are_passed_on(client, method):
    assert client.open("/all.atom", method=method).status_code == 418


@pytest.mark.parametrize("path", ["/", "/all", "/topics/x.atom", "/all.atom/", "/.manifest.json", "/../all.atom", "//"])
def test_other_addresses_are_passed_on(client, path):
    assert client.get(path).status_code == 418


def test_before_anything_is_published_all_is_passed_on(open_client):
    assert open_client().get("/all.atom").status_code == 418


def test_the_first_requests_of_a_worker_wait_for_the_manifest(press, open_client):
    client = open_client()
    with ThreadPoolExecutor(8) as threads:
        replies = list(threads.map(lambda _: client.get("/all.atom").status_code, range(32)))
    assert set(replies) == {200}


def await_change(client, headers: dict[str, str]):
    """The first reply after a change has been noticed."""
    while (reply := client.get("/all.atom", headers=headers)).status_code == 304:
        pass
    return reply


def test_what_is_published_anew_is_noticed(client, press):
    known = {"If-None-Match": tag_of(client)}
    press.publish("/all.atom", write_atom("Newer"))
    reply = await_change(client, known)
    assert (reply.status_code, reply.data) == (200, write_atom("Newer"))
    assert reply.headers["Last-Modified"] == "Mon, 01 Jun 2020 13:00:00 GMT"


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_a_file_that_is_ahead_of_the_manifest_is_sent_under_its_own_tag(press, open_client, settings, coding):
    manifest = settings.documents_folder / ".manifest.json"
    before = manifest.read_bytes()
    press.publish("/all.atom", write_atom("Newer"))
    after = Manifest.load(settings.documents_folder)["/all.atom"]
    manifest.write_bytes(before)
    reply = open_client().get("/all.atom", headers={"Accept-Encoding": coding})
    assert (reply.status_code, reply.data) == (200, write_atom("Newer"))
    assert reply.headers["ETag"] == after.plain.etag
    assert reply.last_modified == after.last_modified


@pytest.mark.parametrize("damaged", [b"", BODY[: len(BODY) // 2], b"\x00" * len(BODY), None])
@pytest.mark.parametrize("coding", ["identity", "gzip"])
@pytest.mark.usefixtures("press")
def test_of_a_damaged_document_a_whole_copy_is_sent(open_client, settings, damaged, coding):
    for name in ("all.atom", "all.atom.gz", "all.atom.br"):
        file = settings.documents_folder / name
        file.unlink() if damaged is None else file.write_bytes(damaged)
    reply = open_client().get("/all.atom", headers={"Accept-Encoding": coding})
    assert (reply.status_code, reply.data, reply.last_modified) == (200, BODY, NOW)
    assert reply.headers["ETag"] == Manifest.load(settings.documents_folder)["/all.atom"].plain.etag


def test_a_document_whose_files_are_gone_is_passed_on(client, settings):
    for file in settings.documents_folder.glob("all.atom*"):
        file.unlink()
    assert client.get("/all.atom").status_code == 418


def test_where_a_copy_is_gone_the_plain_file_is_sent(client, settings):
    (settings.documents_folder / "all.atom.gz").unlink()
    reply = client.get("/all.atom", headers={"Accept-Encoding": "gzip"})
    assert (reply.status_code, reply.data, reply.headers["ETag"]) == (200, BODY, tag_of(client))


def test_while_the_manifest_cannot_be_read_the_last_one_holds(client, settings, caplog):
    assert client.get("/all.atom").status_code == 200
    (settings.documents_folder / ".manifest.json").write_bytes(b"{")
    while not caplog.records:
        assert client.get("/all.atom").data == BODY
    assert client.get("/all.atom").data == BODY
    assert [record.getMessage() for record in caplog.records] == ["manifest_unreadable"]


FIELDS = ["Accept-Encoding", "A-IM", "If-None-Match", "If-Match", "If-Modified-Since", "If-Unmodified-Since", "Range"]
ODD = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0")) | st.text('W/"*,;=q gzipfed0123-')


@given(st.dictionaries(st.sampled_from(FIELDS), ODD), st.text(max_size=20))
@laws(suppress_health_check=[HealthCheck.function_scoped_fixture])  # the client keeps nothing of a request
def test_no_request_is_too_odd_to_answer(client, headers, query):
    reply = client.get("/all.atom", headers=headers, query_string=query)
    assert reply.status_code in (200, 226, 304, 412, 418)
