"""A page is made once, and again when the archive has changed; it is compressed, and has validators like a document."""

from datetime import UTC, datetime

import brotli
import pytest
from flask import render_template

from syndication.models import ALL
from syndication.web import create_app
from syndication.web.ondemand import showing

PAGES = ["/", "/all", "/topics/water", "/topics/health+water", "/all?q=canal", "/topics", "/feeds"]


@pytest.fixture
def rendered(monkeypatch) -> list[str]:
    """The templates that have been rendered."""
    templates: list[str] = []
    monkeypatch.setattr(
        showing, "render_template", lambda name, **values: templates.append(name) or render_template(name, **values)
    )
    return templates


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_made_once(client, rendered, path):
    first, second = client.get(path), client.get(path)
    assert len(rendered) == 1
    assert (first.data, first.headers["ETag"]) == (second.data, second.headers["ETag"])


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_made_anew_when_the_archive_has_changed(client, newsdesk, rendered, path):
    before = client.get(path)
    newsdesk.write("Another canal", "Dug by others near Northport.", "2015-01-01")
    after = client.get(path)
    assert len(rendered) == 2
    assert before.headers["ETag"] != after.headers["ETag"]


def test_a_correction_shows_on_every_page_of_the_item(client, archive):
    item = archive.newest(ALL, 1)[0]
    pages = ["/", "/all", "/topics/health", "/feeds", item.path]
    before = [client.get(path).data for path in pages]
    archive.correct(item.id, {"topics": ["health"]}, datetime(2020, 6, 2, tzinfo=UTC))
    assert all(client.get(path).data != then for path, then in zip(pages, before, strict=True))


def test_pages_of_two_languages_are_two(site, data):
    client = create_app(site.settings(site__languages=["es"])).test_client()
    assert client.get("/all").data != client.get("/es/all").data
    assert "All news" in client.get("/all").text


def test_a_page_is_sent_compressed_to_who_takes_it(client):
    plain = client.get("/all", headers={"Accept-Encoding": "identity"})
    packed = client.get("/all", headers={"Accept-Encoding": "gzip;q=0.5, br"})
    assert packed.headers["Content-Encoding"] == "br"
    assert brotli.decompress(packed.data) == plain.data
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["ETag"] != packed.headers["ETag"]


def test_who_has_a_page_is_told_so_in_any_coding(client):
    for coding in ("identity", "br", "gzip", "zstd"):
        asked = {"Accept-Encoding": coding}
        tag = client.get("/all", headers=asked).headers["ETag"]
        reply = client.get("/all", headers=asked | {"If-None-Match": tag})
        assert (reply.status_code, reply.data) == (304, b"")


def test_a_page_names_its_one_address(client):
    assert client.get("/all?page=1").headers["Link"] == '<https://feeds.example.org/all>; rel="canonical"'


def test_what_is_kept_is_shown_while_the_archive_is_away(client, data):
    before = client.get("/all")
    (data / "archive.db").unlink()
    assert client.get("/all").data == before.data
    assert client.get("/topics").status_code == 503
