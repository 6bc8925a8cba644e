"""``/embed/…``: a feed's headlines, or one item, for a frame on another site's page."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from syndication.models import ArchivedItem
from syndication.web.addressing.requested import Terms, select
from syndication.web.embedding.appearance import Appearance
from syndication.web.embedding.colours import Colours, is_dark
from syndication.web.embedding.parameters import FRAMES, ask_appearance, ask_language, frame_address
from syndication.web.headers import allow_framing
from syndication.web.ondemand.showing import show
from syndication.web.shelf import shelf

blueprint = Blueprint("frames", __name__, url_prefix=FRAMES)
blueprint.before_request(allow_framing)
styles = Blueprint("frame_styles", __name__, url_prefix=f"{FRAMES}/colours")
_YEAR = 31_536_000


@blueprint.get("/all")
@blueprint.get("/topics/<union:topics>")
@blueprint.get("/regions/<union:regions>")
@blueprint.get("/topics/<union:topics>/regions/<union:regions>")
def feed(topics: Terms = (), regions: Terms = ()) -> AnyResponse:
    """The newest headlines of a selection; 404 for a term that the taxonomy does not know."""
    selection, appearance = select(topics, regions), ask_appearance()
    if selection.words != request.args.get("q", "") or "lang" in request.args:
        return _redirect_to(selection.address(), appearance)

    def find() -> dict[str, object]:
        with shelf().reading_room.archive() as archive:
            items = archive.newest(selection, appearance.count)
        return {"selection": selection, "items": items, "appearance": appearance}

    return show("embed_feed.html", find, path=selection.address(), variant=appearance)


@blueprint.get("/items/<int(fixed_digits=4):year>/<int(fixed_digits=2):month>/<int(fixed_digits=2):day>/<slug:slug>")
def item(year: int, month: int, day: int, slug: str) -> AnyResponse:
    """One item; 404 for one that is not there, or no more."""
    path, appearance = f"/items/{year:04}/{month:02}/{day:02}/{slug}", ask_appearance()
    with shelf().reading_room.archive() as archive:
        found = archive.item(path)
    if not isinstance(found, ArchivedItem):
        abort(HTTPStatus.NOT_FOUND)
    if found.path != path or "lang" in request.args:  # the archive has learnt the day where it knew the month
        return _redirect_to(found.path, appearance)
    values = {"item": found, "appearance": appearance}
    return show("embed_item.html", lambda: values, path=path, variant=appearance, state=found)


@styles.get("/<colour:text>-<colour:background>-<colour:link>.css")
def colours(text: str, background: str, link: str) -> Response:
    """A host's colours as a style sheet: the policy of a frame forbids them in the page itself."""
    reply = Response(style(Colours(text, background, link)), mimetype="text/css")
    reply.headers["Cache-Control"] = f"max-age={_YEAR}, immutable"
    return reply


def _redirect_to(address: str, appearance: Appearance) -> AnyResponse:
    """Lead on to a frame's one address, in the language asked for."""
    address = shelf().localised(frame_address(address, appearance), ask_language())
    return redirect(shelf().internal(address), HTTPStatus.PERMANENT_REDIRECT)


def colours_address(colours: Colours) -> str:
    """Where that style sheet is."""
    return f"{FRAMES}/colours/{colours.text}-{colours.background}-{colours.link}.css"


def style(colours: Colours) -> str:
    """The custom properties of static/style.css with these colours."""
    tokens = {
        "ground": f"#{colours.background}",
        "text": f"#{colours.text}",
        "quiet": f"#{colours.text}",
        "line": f"color-mix(in srgb, #{colours.text} 25%, #{colours.background})",
        "link": f"#{colours.link}",
    }
    scheme = "dark" if is_dark(colours.background) else "light"
    properties = " ".join(f"--{name}: {value};" for name, value in tokens.items())
    return f":root {{ color-scheme: {scheme}; }}\nbody {{ {properties} }}\n"
