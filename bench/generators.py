"""The same items for Hugo and for Pelican: all current feeds, RSS alone, and no page that is not needed."""

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path

from bench.archive import MadeArchive
from syndication.models import REGIONS, TOPICS, ClassifiedItem

FEED_ITEMS = 50

_HUGO_SETTINGS = f"""\
baseURL = "https://feeds.example/"
title = "Bulletins"
disableKinds = ["taxonomy", "section", "sitemap", "robotsTXT", "404"]
ignoreErrors = ["error-disable-taxonomy"]
[outputs]
home = ["rss"]
term = ["rss"]
page = []
[services.rss]
limit = {FEED_ITEMS}
[taxonomies]
topic = "topics"
region = "regions"
pair = "pairs"
"""
_HUGO_TEMPLATE = """\
{{- printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
  <channel>
    <title>{{ .Title }}</title>
    <link>{{ .Permalink }}</link>
    <description>{{ .Title }}</description>
    <atom:link href="{{ .Permalink }}" rel="self" type="application/rss+xml"/>
    {{- range first site.Config.Services.RSS.Limit .Data.Pages }}
    <item>
      <title>{{ .Title }}</title>
      <link>{{ .Permalink }}</link>
      <guid>{{ .Permalink }}</guid>
      <pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" | safeHTML }}</pubDate>
      {{- range .Params.topics }}
      <category domain="https://feeds.example/topics">{{ . }}</category>{{ end }}
      {{- range .Params.regions }}
      <category domain="https://feeds.example/regions">{{ . }}</category>{{ end }}
      <description>{{ .Summary | html }}</description>
      <content:encoded>{{ .Content | html }}</content:encoded>
    </item>
    {{- end }}
  </channel>
</rss>
"""
_PELICAN_SETTINGS = f"""\
SITENAME = "Bulletins"
AUTHOR = "Bulletins"
SITEURL = "https://feeds.example"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
PATH = "content"
STATIC_PATHS = []
DIRECT_TEMPLATES = []
FEED_MAX_ITEMS = {FEED_ITEMS}
RSS_FEED_SUMMARY_ONLY = False
FEED_ALL_RSS = "all.rss"
TAG_FEED_RSS = "{{slug}}.rss"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
ARTICLE_SAVE_AS = TAG_SAVE_AS = CATEGORY_SAVE_AS = AUTHOR_SAVE_AS = ""
"""


def lay_out_hugo(folder: Path, made: MadeArchive) -> None:
    """A site for Hugo: topics, regions and pairs as taxonomies, items as HTML that needs no Markdown."""
    (folder / "layouts" / "_default").mkdir(parents=True)
    (folder / "layouts" / "_default" / "rss.xml").write_text(_HUGO_TEMPLATE)
    (folder / "config.toml").write_text(_HUGO_SETTINGS)
    content = folder / "content" / "items"
    content.mkdir(parents=True)
    # "link": the item has an address, but no page is written.
    (content / "_index.md").write_text("---\ncascade:\n  _build:\n    render: link\n---\n")
    for number, entry in enumerate(_items(made)):
        topics, regions, pairs = _terms(entry)
        date = f"{entry.item.date}T12:00:00Z"
        front = {"title": entry.item.title, "date": date, "topics": topics, "regions": regions, "pairs": pairs}
        (content / f"{number:07}.html").write_text(f"{json.dumps(front)}\n{_paragraphs(entry)}\n")


def lay_out_pelican(folder: Path, made: MadeArchive) -> None:
    """A site for Pelican: topics, regions and pairs as tags, items as HTML, its fastest reader."""
    content = folder / "content"
    content.mkdir(parents=True)
    (folder / "pelicanconf.py").write_text(_PELICAN_SETTINGS)
    for number, entry in enumerate(_items(made)):
        topics, regions, pairs = _terms(entry)
        tags = [*(f"topic {slug}" for slug in topics), *(f"region {slug}" for slug in regions), *pairs]
        head = f'<title>{escape(entry.item.title)}</title><meta name="date" content="{entry.item.date} 12:00">'
        head += f'<meta name="slug" content="{number}"><meta name="tags" content="{", ".join(tags)}">'
        text = f"<html><head>{head}</head><body>{_paragraphs(entry)}</body></html>\n"
        (content / f"{number:07}.html").write_text(text)


def _items(made: MadeArchive) -> Sequence[ClassifiedItem]:
    return [entry for bulletin in made.bulletins() for entry in bulletin.items]


def _terms(entry: ClassifiedItem) -> tuple[list[str], list[str], list[str]]:
    topics = [category.slug for category in entry.categories if category.scheme == TOPICS]
    regions = [category.slug for category in entry.categories if category.scheme == REGIONS]
    return topics, regions, [f"{topic} in {region}" for topic in topics for region in regions]


def _paragraphs(entry: ClassifiedItem) -> str:
    return "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in entry.item.paragraphs)
