"""What crawlers ask for."""

from flask import Blueprint, Response

from syndication.web.shelf import shelf

blueprint = Blueprint("sitemaps", __name__)


@blueprint.get("/robots.txt")
def robots() -> Response:
    reply = Response("User-agent: *\nDisallow: /status\n", mimetype="text/plain")
    reply.headers["Cache-Control"] = f"max-age={shelf().max_age}"
    return reply
