"""Other spellings lead to the one address; what leads nowhere helps; nothing shows a stack trace."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from syndication.models import ALL


def ask(client, path: str, method: str = "GET"):
    """Request a path as a server hands it over; the client itself would take ``//name`` for a host."""
    return client.open(method=method, environ_overrides={"PATH_INFO": path.encode().decode("latin-1")})


@pytest.mark.parametrize(
    ("spelling", "address"),
    [
        ("/all/", "/all"),
        ("/ALL.Atom", "/all.atom"),
        ("/Topics/Water", "/topics/water"),
        ("/topics/water/", "/topics/water"),
        ("//topics///water//regions/North-Coast.JSON/", "/topics/water/regions/north-coast.json"),
        ("/FEEDS.OPML", "/feeds.opml"),
        ("//feeds.opml", "/feeds.opml"),
        ("//sitemap.xml", "/sitemap.xml"),
        ("//all.atom", "/all.atom"),
        ("//topics/water.atom", "/topics/water.atom"),
        ("/feeds/", "/feeds"),
    ],
)
def test_another_spelling_redirects_once(client, spelling, address):
    reply = ask(client, spelling)
    assert (reply.status_code, reply.headers["Location"]) == (308, address)
    assert reply.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(address).status_code == 200


def test_a_redirect_keeps_the_page_asked_for(client):
    assert client.get("/All/?page=2").headers["Location"] == "/all?page=2"


def test_an_item_has_one_spelling_too(client, archive):
    path = archive.newest(ALL, 1)[0].path
    assert client.get(f"{path.upper()}/").headers["Location"] == path


@pytest.mark.parametrize(
    "path", ["//evil.example/all", "///evil.example", "/\\evil.example", "//evil.example/%2e%2e/all/"]
)
def test_no_spelling_leads_to_another_site(client, path):
    reply = ask(client, path)
    assert reply.status_code == 404
    assert "Location" not in reply.headers


def test_a_misspelt_topic_is_answered_with_the_near_ones(client):
    reply = client.get("/topics/watter")
    page = BeautifulSoup(reply.data, "lxml")
    assert reply.status_code == 404
    assert page.select_one("main .near a")["href"] == "/topics/water"


@pytest.mark.parametrize(
    "path", ["/nothing", "/topics/x/y/z", "/static/", "/static/../wsgi.py", "/topics/%00", "/topics/%FF%FE"]
)
def test_an_error_is_a_plain_page(client, path):
    reply = client.get(path)
    assert (reply.status_code, reply.mimetype) == (404, "text/html")
    assert "Traceback" not in reply.text
    assert reply.headers["Content-Security-Policy"]


def test_a_fault_of_ours_is_a_plain_page_too(app):
    @app.get("/fault")
    def fault():
        raise RuntimeError("secret")

    reply = app.test_client().get("/fault")
    assert (reply.status_code, reply.mimetype) == (500, "text/html")
    assert "secret" not in reply.text


@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.lists(
        st.sampled_from(["all", "topics", "water", "regions", ".atom", "items", "2012", "03", "/"])
        | st.text(max_size=8),
        max_size=8,
    ),
    method=st.sampled_from(["GET", "HEAD", "POST", "OPTIONS", "BREW"]),
)
def test_no_request_is_a_fault_of_the_server(client, path, method):
    assert ask(client, "/" + "/".join(path).replace("/.", "."), method).status_code < 500
