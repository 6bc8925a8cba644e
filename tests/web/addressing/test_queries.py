"""What nobody should ask, and somebody does: raw bytes and control characters in queries and paths."""

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app


@pytest.fixture
def settings(site):
    return site.settings(site__languages=["es"])


def ask(app, path: str, query: str):
    """The reply to a query handed over as it is; its body, status and headers."""
    environ = EnvironBuilder(path).get_environ() | {"QUERY_STRING": query}
    body, status, headers = run_wsgi_app(app.wsgi_app, environ)
    return b"".join(body), status, headers


PATHS = ("/all", "/all.atom", "/build", "/feeds", "/oembed", "/embed/all", "/es/nothing")


@pytest.mark.parametrize("query", ["\xff\xfe", "q=\xf1", "page=\x00", "find=\xff", "url=\n"])
def test_bytes_that_are_no_text_are_no_fault_of_the_server(app, query):
    assert [path for path in PATHS if ask(app, path, query)[1] >= "500"] == []


def test_words_that_came_unescaped_are_searched_for(app):
    words = "cañón".encode().decode("latin-1")
    _, status, headers = ask(app, "/all", f"q={words}")
    assert (status[:3], headers["Location"]) == ("308", "/all?q=canon")


@pytest.mark.parametrize("path", ["/all", "/all.atom", "/all.json", "/topics/mining+water", "/es/all"])
@pytest.mark.parametrize("query", ["q=%ff", "q=%c3", "q=caf%e9+tacna", "q=%41%ff%c3%b1", "q=\xf1", "q=%C3%28"])
def test_a_search_whose_bytes_are_no_text_is_refused_with_the_reason(app, path, query):
    body, status, _ = ask(app, path, query)
    assert (status[:3], "UTF-8" in body.decode()) == ("400", True)


def test_another_spelling_does_not_make_words_of_bytes_that_are_no_text(app):
    _, status, headers = ask(app, "/ALL", "q=caf%e9")
    assert (status[:3], headers["Location"]) == ("308", "/all?q=caf%EF%BF%BD")


@pytest.mark.parametrize(("query", "address"), [("q=%25ff", "/all?q=ff"), ("q=%63a%C3%B1%C3%b3n", "/all?q=canon")])
def test_characters_that_came_escaped_are_searched_for(app, query, address):
    _, status, headers = ask(app, "/all", query)
    assert (status[:3], headers["Location"]) == ("308", address)


@pytest.mark.parametrize(
    ("query", "escaped"), [("\n", "%0A"), ("a=b\r\nSet-Cookie: c", "a=b%0D%0ASet-Cookie:%20c"), ("\x00", "%00")]
)
def test_no_query_ends_a_header_or_stands_in_a_page_as_it_came(app, query, escaped):
    body, status, headers = ask(app, "/ES", query)
    assert (status[:3], headers["Location"]) == ("308", f"/es?{escaped}")
    assert f"?{query}".encode() not in body


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/STATIC/%0Ax", "/static/%0Ax"),
        ("/es/static/%0Ax", "/static/%0Ax"),
        ("/Static/%00", "/static/%00"),
        ("/es/Static/%3Fa%20b", "/static/%3Fa%20b"),
    ],
)
def test_no_path_ends_a_header_or_stands_in_a_page_as_it_came(client, path, address):
    reply = client.get(path)
    assert (reply.status_code, reply.headers["Location"]) == (308, address)
    assert address in reply.text
    assert client.get(address).status_code == 404
