"""Lists of feeds for readers to subscribe to at once (OPML), beside that of the whole catalogue, which is published.

They depend on settings and taxonomy alone, so they are there without the archive.
"""

from http import HTTPStatus

from flask import Blueprint, Response, abort

from syndication.feeds import FLAT, every_selection, render_opml
from syndication.formats import OPML
from syndication.models import ALL, REGIONS, TOPICS, Selection
from syndication.web.addressing import addresses
from syndication.web.ondemand.offering import offer
from syndication.web.shelf import shelf

blueprint = Blueprint("opml", __name__)
_TERM = f"/<any({TOPICS},{REGIONS}):scheme>/<slug:term>"


@blueprint.get(f"/feeds/{FLAT}{OPML.suffix}")
def flat_catalogue() -> Response:
    return _offer_list(ALL, flat=True)


@blueprint.get(f"{_TERM}{OPML.suffix}")
def part(scheme: str, term: str) -> Response:
    """The feeds of a topic or a region in a folder by its name; 404 for a term that the taxonomy does not know."""
    return _offer_list(addresses.single(scheme, term))


@blueprint.get(f"{_TERM}/{FLAT}{OPML.suffix}")
def flat_part(scheme: str, term: str) -> Response:
    """The same without a folder."""
    return _offer_list(addresses.single(scheme, term), flat=True)


def _offer_list(part: Selection, *, flat: bool = False) -> Response:
    settings, taxonomy = shelf().settings, shelf().taxonomy
    if not addresses.is_known(part, taxonomy):
        abort(HTTPStatus.NOT_FOUND)
    return offer(
        OPML.content_type,
        lambda: render_opml(every_selection(taxonomy), settings, taxonomy, part=part, flat=flat).body,
    )
