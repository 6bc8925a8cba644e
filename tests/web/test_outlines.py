"""Lists of feeds as OPML: of a topic, of a region, and of all without folders."""

import pytest
from lxml import etree

from syndication.web import create_app

LISTS = {
    "/feeds.opml": 9,
    "/feeds/flat.opml": 9,
    "/topics/water.opml": 3,
    "/topics/water/flat.opml": 3,
    "/regions/north-coast.opml": 3,
    "/regions/north-coast/flat.opml": 3,
}


@pytest.mark.parametrize(("address", "feeds"), LISTS.items())
def test_every_feed_that_a_list_names_is_there(client, address, feeds):
    reply = client.get(address)
    assert (reply.status_code, reply.mimetype) == (200, "text/x-opml")
    listed = etree.fromstring(reply.data).findall(".//outline[@xmlUrl]")
    assert len(listed) == feeds
    for outline in listed:
        assert client.get(outline.get("xmlUrl").removeprefix("https://feeds.example.org")).status_code == 200


@pytest.mark.parametrize("address", list(LISTS)[1:])
def test_a_list_needs_no_archive(settings, address):
    assert create_app(settings).test_client().get(address).status_code == 200
    assert not settings.data_folder.exists()


@pytest.mark.parametrize("address", LISTS)
def test_who_has_a_list_is_told_so(client, address):
    known = client.get(address)
    reply = client.get(address, headers={"If-None-Match": known.headers["ETag"]})
    assert (reply.status_code, reply.data) == (304, b"")
    assert "max-age=" in reply.headers["Cache-Control"]


@pytest.mark.parametrize("address", ["/topics/nothing.opml", "/regions/water.opml", "/topics/nothing/flat.opml"])
def test_an_unknown_term_has_no_list(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("spelling", "address"),
    [("/Topics/WATER.opml", "/topics/water.opml"), ("/feeds//flat.OPML/", "/feeds/flat.opml")],
)
def test_another_spelling_leads_to_the_list(client, spelling, address):
    reply = client.get(spelling)
    assert (reply.status_code, reply.headers["Location"]) == (308, address)
