"""What machines ask to know whether the process is alive."""

from flask import Blueprint, Response, jsonify

blueprint = Blueprint("operations", __name__)


@blueprint.get("/healthz")
def health() -> Response:
    """The process alone: neither archive nor documents are asked."""
    reply = jsonify(status="ok")
    reply.headers["Cache-Control"] = "no-store"
    return reply
