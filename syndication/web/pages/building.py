"""Build your feed: pick topics, regions and words, and see at once what the feed of them holds."""

from dataclasses import dataclass

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from syndication.models import REGIONS, SCHEMES, TOPICS, ArchivedItem, Selection
from syndication.text import clean
from syndication.web.addressing.requested import select
from syndication.web.ondemand.showing import show
from syndication.web.shelf import shelf
from syndication.web.telling.describing import describe

blueprint = Blueprint("building", __name__)
RESULT_ITEMS = 5


@dataclass(frozen=True, slots=True)
class Result:
    """The feed that was built."""

    selection: Selection
    description: str
    count: int
    items: list[ArchivedItem]


@blueprint.get("/build")
def build() -> AnyResponse:
    """The form, with the feed of what is chosen in it: ``?topic=a&topic=b&region=c&q=words``.

    404 for a term that the taxonomy does not know, 400 for more than we answer.
    """
    chosen = {TOPICS: tuple(request.args.getlist("topic")), REGIONS: tuple(request.args.getlist("region"))}
    selection = select(chosen[TOPICS], chosen[REGIONS])
    words = clean(request.args.get("q", ""))

    def find() -> dict[str, object]:
        terms = {scheme: shelf().taxonomy.terms(scheme) for scheme in SCHEMES}
        return {"chosen": chosen, "words": words, "terms": terms, "result": _find(selection)}

    return show("building.html", find, path="/build", variant=(selection, words))


def _find(selection: Selection) -> Result:
    with shelf().reading_room.archive() as archive:
        count, items = archive.count(selection), archive.newest(selection, RESULT_ITEMS)
    return Result(selection, describe(selection, shelf().taxonomy, shelf().texts, shelf().language), count, items)
