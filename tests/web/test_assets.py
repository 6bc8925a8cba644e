"""Static files: compressed, with validators, and kept for long under the address that tells their version."""

import gzip

import pytest
from bs4 import BeautifulSoup

from syndication.web.assets import FOLDER, NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_file_is_sent_as_it_is(client, name):
    reply = client.get(f"/static/{name}")
    assert (reply.status_code, reply.data) == (200, (FOLDER / name).read_bytes())
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_is_kept_for_a_year_under_the_address_of_its_version(client):
    page = BeautifulSoup(client.get("/about").data, "lxml")
    versioned = page.select_one("link[rel=stylesheet]")["href"]
    assert client.get(versioned).headers["Cache-Control"] == "max-age=31536000"
    for other in ("/static/style.css", "/static/style.css?v=0"):
        assert client.get(other).headers["Cache-Control"] == "max-age=86400"


def test_a_file_is_compressed_and_has_a_validator(client):
    packed = client.get("/static/style.css", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == (FOLDER / "style.css").read_bytes()
    asked = {"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]}
    assert client.get("/static/style.css", headers=asked).status_code == 304


@pytest.mark.parametrize("name", ["", "nothing.css", "../assets.py", "%2e%2e/assets.py"])
def test_nothing_else_is_there(client, name):
    assert client.get(f"/static/{name}").status_code == 404
