"""The descriptions: kept by hand in the files beside this one, completed with what is the site's own.

OpenAPI 3.1 (spec.openapis.org/oas/v3.1.1) and JSON Schema 2020-12.
"""

import json
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from syndication.config import Settings

SCHEMA = "/schemas/feed.json"


def describe_api(settings: Settings) -> dict[str, Any]:
    """Every address that is no page, where this site is reached."""
    site = settings.site
    description = _load("openapi.json")
    description["info"] |= {
        "title": site.title,
        "version": version("syndication"),
        "contact": {"name": site.publisher, "url": site.homepage},
    }
    description["servers"] = [{"url": site.base_url}]
    description["components"]["schemas"]["Feed"] = describe_feed(settings)
    return description


def describe_feed(settings: Settings) -> dict[str, Any]:
    """The JSON schema of a feed as this site writes it."""
    return _load("feed.schema.json") | {"$id": settings.site.base_url + SCHEMA}


def _load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((files(__name__.rpartition(".")[0]) / name).read_bytes())
    return loaded
