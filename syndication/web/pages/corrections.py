"""What changed in a feed's items after they had come out, for people: the last changes, and the feeds of them."""

from flask import Blueprint
from werkzeug.wrappers import Response as AnyResponse

from syndication.models import Selection
from syndication.web.addressing.requested import Terms, select_with
from syndication.web.ondemand.showing import show
from syndication.web.shelf import shelf
from syndication.web.telling.corrections import name_corrections, tell_correction

blueprint = Blueprint("corrections_page", __name__)


@blueprint.get("/corrections")
@blueprint.get("/topics/<union:topics>/corrections")
@blueprint.get("/regions/<union:regions>/corrections")
@blueprint.get("/topics/<union:topics>/regions/<union:regions>/corrections")
def corrections(topics: Terms = (), regions: Terms = ()) -> AnyResponse:
    """404 for a term that the taxonomy does not know."""
    selection = select_with(topics, regions, "")
    path = selection.corrections_address()
    return show("corrections.html", lambda: _find(selection), path=path, is_charged=not selection.is_catalogued)


def _find(selection: Selection) -> dict[str, object]:
    """What the page shows."""
    taxonomy, texts, language = shelf().taxonomy, shelf().texts, shelf().language
    with shelf().reading_room.archive() as archive:
        found = archive.amendments(selection, shelf().settings.feeds.items)
    return {
        "selection": selection,
        "heading": name_corrections(selection, taxonomy, texts, language),
        "corrections": [tell_correction(each, taxonomy, texts, language) for each in found],
    }
