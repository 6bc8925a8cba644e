"""The lists of feeds: topics, regions, all of them."""

from flask import Blueprint, Response

from syndication.models import ALL, REGIONS, TOPICS
from syndication.web.pages.lines import lines_of, narrower_lines
from syndication.web.pages.showing import show
from syndication.web.shelf import shelf

blueprint = Blueprint("catalogue", __name__)


@blueprint.get(f"/<any({TOPICS},{REGIONS}):scheme>")
def terms(scheme: str) -> Response:
    def find() -> dict[str, object]:
        with shelf().reading_room.archive() as archive:
            tallies = archive.counts()
        return {"scheme": scheme, "lines": narrower_lines(ALL, tallies)[scheme]}

    return show("terms.html", find, path=f"/{scheme}")


@blueprint.get("/feeds")
def feeds() -> Response:
    return show("catalogue.html", _find, path="/feeds")


def _find() -> dict[str, object]:
    with shelf().reading_room.archive() as archive:
        tallies = archive.counts()
    single = narrower_lines(ALL, tallies)
    combined = [line for one in single[TOPICS] for line in narrower_lines(one.selection, tallies, empty=False)[REGIONS]]
    say = shelf().texts.say
    tables = [
        (say("all"), lines_of([ALL], tallies)),
        *((say(scheme), lines) for scheme, lines in single.items()),
        (say("combined"), combined),
    ]
    return {"tables": tables}
