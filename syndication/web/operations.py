"""What operators and machines ask for: is the process alive, how did the last poll go, who may crawl."""

from http import HTTPStatus
from pathlib import Path

from flask import Blueprint, Response, jsonify, render_template, send_file

from syndication.models import ALL
from syndication.web.shelf import shelf

blueprint = Blueprint("operations", __name__)


@blueprint.get("/healthz")
def health() -> Response:
    """The process alone: neither archive nor documents are asked."""
    reply = jsonify(status="ok")
    reply.headers["Cache-Control"] = "no-store"
    return reply


@blueprint.get("/status")
def status() -> Response:
    with shelf().reading_room.archive() as archive:
        page = render_template(
            "status.html",
            poll=archive.last_poll(),
            archived=archive.count(ALL),
            held=len(archive.quarantine()),
        )
    return Response(page, HTTPStatus.OK, {"Cache-Control": "no-store"}, mimetype="text/html")


@blueprint.get("/robots.txt")
def robots() -> Response:
    reply = Response("User-agent: *\nDisallow: /status\n", mimetype="text/plain")
    reply.headers["Cache-Control"] = f"max-age={shelf().max_age}"
    return reply


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """Browsers ask for this name of their own accord; the picture is drawn, so its type is not that of the name."""
    return send_file(Path(__file__).parent / "static" / "favicon.svg", mimetype="image/svg+xml")
