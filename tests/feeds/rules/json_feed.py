"""Rules of JSON Feed 1.1 (jsonfeed.org/version/1.1); the W3C's validator does not know it."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from tests.feeds.rules.markup import faults_of_ids, is_blank
from tests.feeds.rules.values import faults_of_html, is_id, is_language, is_media_type, is_rfc_3339, is_web_address


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and not is_blank(value)


def _are_authors(value: Any) -> bool:
    return isinstance(value, list) and all({"name", "url", "avatar"} & set(author) for author in value)


def _are_hubs(value: Any) -> bool:
    return isinstance(value, list) and all(_is_text(hub["type"]) and is_web_address(hub["url"]) for hub in value)


def _are_attachments(value: Any) -> bool:
    return all(is_web_address(found["url"]) and is_media_type(found["mime_type"]) for found in value)


def _are_tags(value: Any) -> bool:
    return isinstance(value, list) and all(_is_text(tag) for tag in value)


Rules = dict[str, Callable[[Any], bool]]
_FEED: Rules = {
    "version": "https://jsonfeed.org/version/1.1".__eq__,
    "title": _is_text,
    "home_page_url": is_web_address,
    "feed_url": is_web_address,
    "next_url": is_web_address,
    "description": _is_text,
    "language": is_language,
    "authors": _are_authors,
    "hubs": _are_hubs,
    "icon": is_web_address,
    "favicon": is_web_address,
    "expired": lambda value: isinstance(value, bool),
    "items": lambda value: isinstance(value, list),
}
_ITEM: Rules = {
    "id": is_id,
    "url": is_web_address,
    "external_url": is_web_address,
    "title": _is_text,
    "content_html": lambda value: isinstance(value, str) and not [*faults_of_html(value)],
    "content_text": _is_text,
    "summary": _is_text,
    "image": is_web_address,
    "banner_image": is_web_address,
    "date_published": is_rfc_3339,
    "date_modified": is_rfc_3339,
    "authors": _are_authors,
    "tags": _are_tags,
    "language": is_language,
    "attachments": _are_attachments,
}


def faults_of(address: str, body: bytes) -> Iterator[str]:
    """What is wrong with the JSON Feed document of an address."""
    feed = json.loads(body.decode("utf-8"))
    yield from _faults_of_members(feed, _FEED)
    yield from (f"no {name}" for name in ("version", "title", "items") if name not in feed)
    if feed.get("next_url") == feed.get("feed_url"):
        yield "next_url leads nowhere"
    yield from faults_of_ids(item["id"] for item in feed["items"])
    for item in feed["items"]:
        yield from (f"{item['id']}: {fault}" for fault in _faults_of_item(item))


def _faults_of_item(item: dict[str, Any]) -> Iterator[str]:
    yield from _faults_of_members(item, _ITEM)
    if not {"content_html", "content_text"} & set(item):
        yield "neither content_html nor content_text"


def _faults_of_members(members: dict[str, Any], rules: Rules) -> Iterator[str]:
    """Unknown names that are no extensions (those begin with ``_``), and values that are not what they should be."""
    for name, value in members.items():
        if name.startswith("_"):
            if not isinstance(value, dict):
                yield f"extension {name} is no object"
        elif name not in rules:
            yield f"unknown name {name}"
        elif not rules[name](value):
            yield f"{name} {value!r}"
