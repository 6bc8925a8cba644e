"""How the service fares: its last look at the inbox, what it holds."""

from http import HTTPStatus

from flask import Blueprint, Response, render_template

from syndication.models import ALL
from syndication.web.shelf import shelf

blueprint = Blueprint("status", __name__)


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
