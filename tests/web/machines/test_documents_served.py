"""Feed documents over HTTP: addresses, headers, conditions, and what does not touch them."""

import sqlite3
from contextlib import ExitStack
from http import HTTPStatus

import pytest
from werkzeug.http import parse_date

from syndication.documents import DocumentStore, Manifest
from syndication.models import Document
from syndication.web import create_app
from syndication.web.reading_room import SEATS
from syndication.web.shelf import EXTENSION
from tests.web.conftest import NOW

DOCUMENTS = {
    "/all.atom": "application/atom+xml",
    "/topics/water.rss": "application/rss+xml",
    "/regions/north-coast.json": "application/feed+json",
    "/topics/water/regions/north-coast.atom": "application/atom+xml",
    "/topics/health.atom": "application/atom+xml",
    "/feeds.opml": "text/x-opml",
}


@pytest.mark.parametrize(("path", "media_type"), DOCUMENTS.items())
def test_a_document_is_the_published_file_whatever_accept_says(client, settings, path, media_type):
    reply = client.get(path, headers={"Accept": "image/png"})
    assert reply.status_code == 200
    assert reply.mimetype == media_type
    assert reply.data == (settings.documents_folder / path.removeprefix("/")).read_bytes()


def test_a_document_carries_what_caches_and_other_sites_need(client):
    headers = client.get("/all.atom").headers
    assert headers["ETag"].startswith('"')
    assert parse_date(headers["Last-Modified"]) is not None
    lifetime = headers["Cache-Control"].removeprefix("max-age=")
    assert 90 <= int(lifetime) <= 99, "until the next poll, and a little longer"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Link"] == '<https://feeds.example.org/all.atom>; rel="self"'
    assert headers["Vary"] == "Accept-Encoding"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize(("asked", "validator"), [("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_not_modified_carries_what_the_document_carries_but_its_body(client, method, asked, validator):
    full = client.get("/all.atom")
    reply = client.open("/all.atom", method=method, headers={asked: full.headers[validator]})
    assert reply.status_code == 304
    assert reply.data == b""
    left_out = {"Content-Type", "Content-Length", "Access-Control-Expose-Headers"}
    assert dict(reply.headers) == {name: value for name, value in full.headers.items() if name not in left_out}


def test_head_says_what_get_says(client):
    full, head = client.get("/all.atom"), client.head("/all.atom")
    assert head.headers == full.headers
    assert head.data == b""


def test_a_failed_precondition_is_told_and_not_kept(client):
    reply = client.get("/all.atom", headers={"If-Match": '"other"'})
    assert reply.status_code == 412
    assert reply.headers["Cache-Control"] == "no-store"
    assert "Last-Modified" not in reply.headers


def test_options_allows_other_sites_to_ask_conditionally(client):
    reply = client.options(
        "/all.atom", headers={"Origin": "https://other.example", "Access-Control-Request-Method": "GET"}
    )
    assert reply.status_code == 200
    assert set(reply.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert reply.headers["Access-Control-Allow-Headers"] == "*"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused_with_those_allowed(client, method):
    reply = client.open("/all.atom", method=method)
    assert reply.status_code == 405
    assert set(reply.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_an_unknown_parameter_changes_nothing(client):
    plain, odd = client.get("/all.atom"), client.get("/all.atom?utm_source=x&&=%FF&page=zzz")
    assert (odd.status_code, odd.data, odd.headers["ETag"]) == (200, plain.data, plain.headers["ETag"])


@pytest.mark.parametrize(
    "path", ["/topics/nowhere.atom", "/all.xml", "/all.atom.rss", "/topics/water/regions/x.json", "/regions/water.rss"]
)
def test_an_address_outside_the_catalogue_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/all.atom", "/topics/water/regions/north-coast.json", "/feeds.opml"])
def test_before_the_first_build_the_answer_is_later_not_never(settings, path):
    reply = create_app(settings).test_client().get(path)
    assert reply.status_code == 503
    assert int(reply.headers["Retry-After"]) <= 10
    assert reply.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", DOCUMENTS)
def test_without_a_manifest_the_files_that_are_there_are_served(client, settings, path):
    listed = client.get(path)
    (settings.documents_folder / ".manifest.json").unlink()
    unlisted = create_app(settings).test_client().get(path)
    assert (unlisted.status_code, unlisted.data) == (200, listed.data)
    assert dict(unlisted.headers) == dict(listed.headers)
    for condition in (
        {"If-None-Match": listed.headers["ETag"]},
        {"If-Modified-Since": listed.headers["Last-Modified"]},
    ):
        assert create_app(settings).test_client().get(path, headers=condition).status_code == 304


def test_without_a_manifest_there_is_no_document_outside_the_catalogue(settings, data):
    (settings.documents_folder / ".manifest.json").unlink()
    (settings.documents_folder / "topics/retired.atom").write_bytes(b"<feed/>")
    assert create_app(settings).test_client().get("/topics/retired.atom").status_code == 404


def test_the_well_known_address_leads_to_the_catalogue(client):
    reply = client.get("/.well-known/feeds", follow_redirects=True)
    assert (reply.status_code, reply.mimetype, len(reply.history)) == (HTTPStatus.OK, "text/x-opml", 1)


def test_a_new_document_is_served_without_a_restart(client, settings, archive):
    before = client.get("/all.atom")
    newer = Document("/all.atom", before.content_type, before.data + b"<!-- newer -->")
    DocumentStore(settings).publish([newer], archive, NOW)
    known = {"If-None-Match": before.headers["ETag"]}
    while (after := client.get("/all.atom", headers=known)).status_code == 304:
        pass  # looked at just now: the next look is a fifth of a second later
    assert (after.status_code, after.data) == (200, newer.body)


def test_documents_are_served_without_the_archive_while_pages_ask_to_wait(client, data):
    for file in data.glob("archive.db*"):
        file.unlink()
    assert client.get("/all.atom").status_code == 200
    assert client.get("/healthz").status_code == 200
    page = client.get("/all")
    assert (page.status_code, page.headers["Retry-After"]) == (503, "90")
    assert not (data / "archive.db").exists()


def test_pages_come_back_with_a_restored_archive(client, data):
    file = data / "archive.db"
    assert client.get("/all").status_code == 200
    away = file.rename(file.with_suffix(".away"))
    assert client.get("/topics/water").status_code == 503
    away.rename(file)
    assert client.get("/topics/water").status_code == 200


def test_a_broken_archive_stops_pages_and_nothing_else(client, data):
    for file in data.glob("archive.db*"):
        file.unlink()
    (data / "archive.db").write_bytes(b"this is no database" * 100)
    assert client.get("/all.atom").status_code == 200
    assert client.get("/all").status_code == 503


def test_documents_do_not_wait_for_a_locked_archive(client, data):
    with sqlite3.connect(data / "archive.db", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert client.get("/all.atom").status_code == 200
        assert client.get("/healthz").status_code == 200
    other.close()


def test_every_document_of_the_store_has_an_address(client, settings):
    paths = Manifest.load(settings.documents_folder)
    assert paths
    assert {client.get(path).status_code for path in paths} == {200}


def test_pages_that_wait_for_the_archive_leave_room_for_documents(client, app):
    room = app.extensions[EXTENSION].reading_room
    with ExitStack() as waiting:
        for _ in range(SEATS):
            waiting.enter_context(room.archive())
        assert client.get("/all").status_code == 503
        assert client.get("/all.atom").status_code == 200
    assert client.get("/all").status_code == 200
