"""Where the descriptions stand."""

import json

from flask import Blueprint, Response

from syndication.web.api.description import SCHEMA, describe_api, describe_feed
from syndication.web.ondemand.offering import offer
from syndication.web.shelf import shelf

blueprint = Blueprint("api", __name__)


@blueprint.get("/openapi.json")
def description() -> Response:
    """No media type of it is registered: this one is in use (OpenAPI issue 110)."""
    return offer("application/vnd.oai.openapi+json", lambda: _dump(describe_api(shelf().settings)))


@blueprint.get(SCHEMA)
def schema() -> Response:
    """JSON Schema 2020-12, section 14.1."""
    return offer("application/schema+json", lambda: _dump(describe_feed(shelf().settings)))


def _dump(description: object) -> bytes:
    return json.dumps(description, ensure_ascii=False, indent=1).encode()
