"""``/embed``: where one chooses what to show on one's own page, sees it, and copies the code."""

from flask import Blueprint, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from syndication.models import REGIONS, SCHEMES, TOPICS
from syndication.text import clean
from syndication.web.addressing.requested import select
from syndication.web.embedding.appearance import (
    COLOURS,
    MOST,
    THEMES,
    USUAL,
    Appearance,
    WrongParameterError,
    read_appearance,
)
from syndication.web.embedding.colours import LIGHT, parse_colour
from syndication.web.embedding.parameters import FRAMES, ask_language, explain, frame_address
from syndication.web.embedding.presenting import embed_of
from syndication.web.ondemand.showing import show
from syndication.web.shelf import shelf

blueprint = Blueprint("embed", __name__)
OWN = "own"
"""The parameter that says that colours count: a form always sends some."""


@blueprint.get(FRAMES)
def configure() -> AnyResponse:
    """The form, filled in from the address, with what comes of it; what is wrong with a choice is told above it.

    404 for a term that the taxonomy does not know, 400 for more than we answer.
    """
    chosen = {TOPICS: tuple(request.args.getlist("topic")), REGIONS: tuple(request.args.getlist("region"))}
    selection, language = select(chosen[TOPICS], chosen[REGIONS]), ask_language()
    appearance, fault = _read(request.args)
    values: dict[str, object] = {
        "chosen": chosen,
        "terms": {scheme: shelf().taxonomy.terms(scheme) for scheme in SCHEMES},
        "words": clean(request.args.get("q", "")),
        "appearance": appearance,
        "fault": fault,
        "embed": embed_of(selection, appearance, language),
        "preview": shelf().localised(frame_address(selection.address(), appearance), language),
        "selection": selection,
        "embed_language": language,
        "has_own_colours": OWN in request.args,
        "colours": {name: _shown_colour(name) for name in COLOURS},
        "themes": THEMES,
        "most": MOST,
    }
    return show("embed.html", lambda: values, path=FRAMES, variant=request.query_string)


def _read(parameters: MultiDict[str, str]) -> tuple[Appearance, str | None]:
    """How the headlines shall look, and what is wrong with it; the usual then."""
    counted = {name: value for name, value in parameters.items() if name not in COLOURS or OWN in parameters}
    try:
        return read_appearance(counted), None
    except WrongParameterError as error:
        return USUAL, explain(error)


def _shown_colour(name: str) -> str:
    """A colour as the form shows it: the one asked for if it is one, else the light theme's."""
    return f"#{parse_colour(request.args.get(name, '')) or getattr(LIGHT, name)}"
