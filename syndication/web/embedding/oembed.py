"""oEmbed 1.0 (oembed.com): what a site shows where somebody puts one of our addresses into a text."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree
from markupsafe import Markup

from syndication.text import clean

JSON = "json"
XML = "xml"
MEDIA_TYPES = {JSON: "application/json", XML: "text/xml"}  # sections 2.3.3 and 2.3.4
DISCOVERY_TYPES = {JSON: "application/json+oembed", XML: "text/xml+oembed"}  # section 4
Answer = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of one of our pages, and in which size."""

    title: str
    page: str
    """In full, as is the frame's address."""
    frame: str
    width: int
    height: int

    @property
    def html(self) -> str:
        """The frame, and what stands in its place until it is there.

        WordPress, from a provider that it does not know, takes just these elements (``wp_filter_oembed_result``): it
        shows the quotation, and the frame in its place once that has told its height. Scripts it would take away.
        """
        return Markup(
            '<blockquote><a href="{page}">{title}</a></blockquote>'
            '<iframe src="{frame}" title="{title}" width="{width}" height="{height}" frameborder="0"></iframe>'
        ).format(page=self.page, title=clean(self.title), frame=self.frame, width=self.width, height=self.height)


def describe(shown: Shown, *, provider: str, provider_url: str, publisher: str, homepage: str, max_age: int) -> Answer:
    """The response of type ``rich`` (sections 2.3.4 and 2.3.4.4)."""
    return {
        "version": "1.0",
        "type": "rich",
        "title": clean(shown.title),
        "author_name": publisher,
        "author_url": homepage,
        "provider_name": provider,
        "provider_url": provider_url,
        "cache_age": max_age,
        "width": shown.width,
        "height": shown.height,
        "html": shown.html,
    }


def write_json(answer: Answer) -> bytes:
    return json.dumps(answer, ensure_ascii=False).encode()


def write_xml(answer: Answer) -> bytes:
    root = etree.Element("oembed")
    for name, value in answer.items():
        etree.SubElement(root, name).text = str(value)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", standalone=True)


WRITERS = {JSON: write_json, XML: write_xml}
