"""The answer to who asks for oEmbed: the same in both formats, whatever stands in a title."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from syndication.web.embedding.oembed import WRITERS, Shown, describe

SITE = {
    "provider": "Harbour News",
    "provider_url": "https://feeds.example.org/",
    "publisher": "The Harbour Society",
    "homepage": "https://harbour.example.org",
    "max_age": 90,
}


def shown(title: str = "Water & canals") -> Shown:
    return Shown(title, "https://feeds.example.org/all", "https://feeds.example.org/embed/all?q=a&b=c", 600, 400)


def test_it_has_what_the_specification_asks_for():
    answer = describe(shown(), **SITE)
    assert (answer["version"], answer["type"], answer["width"], answer["height"]) == ("1.0", "rich", 600, 400)
    assert (answer["title"], answer["provider_name"]) == ("Water & canals", "Harbour News")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zs", "Zl", "Zp", "Cn", "Co"))))
def test_both_formats_say_the_same(title):
    answer = describe(shown(title), **SITE)
    written = etree.fromstring(WRITERS["xml"](answer))
    assert {child.tag for child in written} == answer.keys() == json.loads(WRITERS["json"](answer)).keys()
    assert written.findtext("title", "").split() == json.loads(WRITERS["json"](answer))["title"].split()


@given(st.text())
def test_every_title_can_be_written(title):
    assert all(write(describe(shown(title), **SITE)) for write in WRITERS.values())


WORDPRESS_TAKES = {
    "a": {"href"},
    "blockquote": set(),
    "iframe": {"src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title"},
}
"""What ``wp_filter_oembed_result`` leaves of a provider that WordPress does not know; and how it finds the frame."""
WORDPRESS_FINDS = re.compile(r"(<blockquote>.*?</blockquote>)?.*(<iframe.*?></iframe>)", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("title", ["Water", '"><script>alert(1)</script>', "</iframe><b>"])
def test_wordpress_takes_all_of_it(title):
    html = shown(title).html
    quotation, frame = WORDPRESS_FINDS.search(html).groups()
    assert quotation + frame == html
    for tag in BeautifulSoup(html, "lxml").body.find_all(True):
        assert tag.attrs.keys() <= WORDPRESS_TAKES[tag.name]
