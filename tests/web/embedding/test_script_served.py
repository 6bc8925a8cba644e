"""The script's address: its words, its size, and what lets pages of other sites run it."""

import gzip
import re

import pytest

from syndication.web.embedding.script import compose

LIMIT = 4 * 1024


def test_the_script_may_be_run_by_any_page(visitor):
    headers = visitor.get("/embed.js").headers
    assert headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert headers["Cache-Control"].startswith("max-age=86400, stale-while-revalidate=")


def test_the_script_is_small(visitor):
    reply = visitor.get("/embed.js", headers={"Accept-Encoding": "gzip"})
    assert reply.headers["Content-Encoding"] == "gzip"
    assert len(reply.data) < LIMIT
    assert gzip.decompress(reply.data).decode() == visitor.get("/embed.js").text


def test_the_script_of_many_languages_is_small():
    assert len(gzip.compress(compose(("en", "es")).encode())) < LIMIT


def test_the_script_is_not_sent_again_while_it_is_the_same(visitor):
    tag = visitor.get("/embed.js").headers["ETag"]
    assert visitor.get("/embed.js", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("languages", [("en",), ("en", "es")])
def test_the_script_speaks_the_languages_of_the_site(languages):
    words = re.search("const WORDS = (.*);", compose(languages))[1]
    assert all(f'"{language}": {{"as_of": "' in words for language in languages)


def test_the_script_gives_a_page_nothing_but_text():
    sinks = "innerHTML|outerHTML|insertAdjacent|document.write|eval|localStorage|sessionStorage|cookie *="
    assert re.findall(sinks, compose(("en",))) == []
