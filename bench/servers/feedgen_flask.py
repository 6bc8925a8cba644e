"""Flask with feedgen on every request, as tutorials show it."""

from typing import Any

from feedgen.feed import FeedGenerator
from flask import Flask, Response, abort, request

from bench.servers.documents import read_feeds

app = Flask(__name__)
_FEEDS = read_feeds()


@app.get("/<path:name>")
def document(name: str) -> Response:
    feed = _FEEDS.get(f"/{name}")
    if feed is None:
        abort(404)
    response = Response(_render(feed), mimetype="application/atom+xml")
    response.add_etag()
    response.make_conditional(request)
    return response


def _render(feed: dict[str, Any]) -> bytes:
    generator = FeedGenerator()
    generator.id(feed["feed_url"])
    generator.title(feed["title"])
    generator.updated(feed["_syndication"]["updated"])
    generator.link(href=feed["feed_url"], rel="self")
    for item in feed["items"]:
        entry = generator.add_entry(order="append")
        entry.id(item["id"])
        entry.title(item["title"])
        entry.link(href=item["url"])
        entry.published(item["date_published"])
        entry.updated(item["date_modified"])
        entry.summary(item.get("summary", ""))
        entry.content(item["content_html"], type="html")
        for tag in item["tags"]:
            entry.category(term=tag)
    rendered: bytes = generator.atom_str()
    return rendered
