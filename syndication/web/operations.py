"""What machines ask for of their own accord: is the process alive, which picture stands for the site."""

from flask import Blueprint, Response, jsonify, send_file

from syndication.web.assets import FOLDER

blueprint = Blueprint("operations", __name__)


@blueprint.get("/healthz")
def health() -> Response:
    """The process alone: neither archive nor documents are asked."""
    reply = jsonify(status="ok")
    reply.headers["Cache-Control"] = "no-store"
    return reply


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """Browsers and readers ask for this name of their own accord."""
    return send_file(FOLDER / "favicon.ico", mimetype="image/vnd.microsoft.icon")
