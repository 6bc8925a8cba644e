"""JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

import json
from typing import Any

from syndication.feeds.facts import CategoryFacts, FeedFacts, ItemFacts, rfc_3339
from syndication.feeds.pictures import describe_picture
from syndication.feeds.places import Place, describe_place
from syndication.formats import JSON_FEED

SEPARATOR = b",\n"
"""What stands between two items."""
_END = b"]}\n"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def write_item(facts: ItemFacts) -> bytes:
    """One item, with ``_syndication`` (section "Extensions"): why it has its categories, and where they are."""
    return _dump(
        {
            "id": facts.id,
            "url": facts.link.href,
            "title": facts.title,
            **_tell(facts),
            **({"image": facts.picture.href} if facts.picture else {}),
            "date_published": rfc_3339(facts.published),
            "date_modified": rfc_3339(facts.updated),
            "tags": [category.slug for category in facts.categories],
            "_syndication": {
                "page": facts.page,
                **({"bulletin": facts.bulletin} if facts.bulletin else {}),
                **({"month": facts.month} if facts.month else {}),
                **({"image": stated} if facts.picture and (stated := describe_picture(facts.picture)) else {}),
                "categories": [_explain(found) for found in facts.categories],
            },
        }
    )


def _tell(facts: ItemFacts) -> dict[str, str]:
    """The text: one of the contents must be there, be it empty."""
    if facts.summary and not facts.content:
        return {"content_text": facts.summary}
    return {"content_html": facts.content} | ({"summary": facts.summary} if facts.summary else {})


def write_feed(facts: FeedFacts) -> bytes:
    """A feed, still without its items (section "Top-level")."""
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": facts.title,
        "home_page_url": facts.page,
        # "The unique identifier for the feed": of its archive documents too.
        "feed_url": facts.address(JSON_FEED, None),
        **({"next_url": facts.address(JSON_FEED, facts.previous)} if facts.previous else {}),  # towards the past
        "description": facts.description,
        "language": facts.language,
        "authors": [{"name": facts.author, "url": facts.homepage}],  # counts for every item
        **({"hubs": [{"type": "WebSub", "url": facts.hub}]} if facts.hub else {}),
        "_syndication": _describe(facts),
    }
    return _dump(head | {"items": []}) + b"\n"


def insert_items(document: bytes, items: list[bytes]) -> bytes:
    """Put items into a feed that has none."""
    return document.removesuffix(_END) + SEPARATOR.join(items) + _END


def _describe(facts: FeedFacts) -> dict[str, Any]:
    """What Atom and RSS say of a feed and JSON Feed has no name for."""
    stated = {"id": facts.id, "updated": rfc_3339(facts.updated), "rights": facts.rights, "licence": facts.licence}
    history = {link.rel: link.href for link in facts.history(JSON_FEED)}
    archive = {"archive": str(facts.period)} if facts.period else {}
    return {name: text for name, text in stated.items() if text is not None} | archive | history | _locate(facts.place)


def _explain(category: CategoryFacts) -> dict[str, Any]:
    reasons = {"decided_by": category.decided_by, "words": category.words}
    label = {"scheme": category.scheme, "slug": category.slug, "label": category.label}
    return {**label, **reasons, **_locate(category.place)}


def _locate(place: Place | None) -> dict[str, Place]:
    return describe_place(place) if place else {}


def _dump(value: dict[str, Any]) -> bytes:
    return _ENCODER.encode(value).encode()
