"""The home page: the newest items, and every topic and region."""

from flask import Blueprint, Response

from syndication.models import ALL
from syndication.web.pages.lines import narrower_lines
from syndication.web.pages.showing import show
from syndication.web.shelf import shelf

blueprint = Blueprint("home", __name__)
NEWEST = 10


@blueprint.get("/")
def home() -> Response:
    return show("home.html", _find, path="/")


def _find() -> dict[str, object]:
    with shelf().reading_room.archive() as archive:
        newest, tallies = archive.newest(ALL, NEWEST), archive.counts()
    return {"newest": newest, "lists": narrower_lines(ALL, tallies)}
