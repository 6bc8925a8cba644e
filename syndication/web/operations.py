"""What machines ask for of their own accord: is the process alive, which picture stands for the site."""

from pathlib import Path

from flask import Blueprint, Response, jsonify, send_file

blueprint = Blueprint("operations", __name__)


@blueprint.get("/healthz")
def health() -> Response:
    """The process alone: neither archive nor documents are asked."""
    reply = jsonify(status="ok")
    reply.headers["Cache-Control"] = "no-store"
    return reply


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """Browsers ask for this name of their own accord; the picture is drawn, so its type is not that of the name."""
    return send_file(Path(__file__).parent / "static" / "favicon.svg", mimetype="image/svg+xml")
