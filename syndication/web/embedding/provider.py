"""``/oembed``: how to show one of our pages on another site (oembed.com, section 2)."""

import re
from http import HTTPStatus
from urllib.parse import parse_qs, unquote, urlsplit

from flask import Blueprint, Response, abort, current_app, request
from werkzeug.exceptions import BadRequest, HTTPException

from syndication.models import ArchivedItem
from syndication.web.addressing import addresses
from syndication.web.addressing.requested import select_with
from syndication.web.embedding.appearance import USUAL_COUNT, Appearance
from syndication.web.embedding.code import WIDTH, estimate_height, fit
from syndication.web.embedding.oembed import JSON, MEDIA_TYPES, WRITERS, Shown, describe
from syndication.web.embedding.parameters import FRAMES, frame_address
from syndication.web.ondemand.charging import charge
from syndication.web.shelf import LANGUAGE, prefix_of, shelf
from syndication.web.telling.presenting import name

blueprint = Blueprint("oembed", __name__)
ADDRESS = "/oembed"
_PIXELS = re.compile("[1-9][0-9]{0,4}")
_ITEM_HEIGHT = 240
_LONGEST_SHOWN = 200


@blueprint.get(ADDRESS)
def oembed() -> Response:
    """404 for what is no page of a feed or an item here, 501 for a format that nobody knows (section 2.3.5)."""
    charge()
    form = request.args.get("format", JSON)
    if form not in WRITERS:
        abort(HTTPStatus.NOT_IMPLEMENTED, _say("oembed_wrong_format", form, formats=", ".join(WRITERS)))
    width, height = _ask_pixels("maxwidth"), _ask_pixels("maxheight")
    path, query = _locate(request.args.get("url", ""))
    shown = _show(path, query, min(width or WIDTH, WIDTH), height)
    site = shelf().settings.site
    answer = describe(
        shown,
        provider=site.title,
        provider_url=shelf().absolute("/"),
        publisher=site.publisher,
        homepage=site.homepage,
        max_age=shelf().max_age,
    )
    reply = Response(WRITERS[form](answer), content_type=f"{MEDIA_TYPES[form]}; charset=utf-8")
    reply.headers["Cache-Control"] = f"max-age={shelf().max_age}"
    return reply


def _locate(url: str) -> tuple[str, str]:
    """Path and query of a page of ours, below the base URL and without its language, which is the reply's from here."""
    if not url:
        raise BadRequest(_say("oembed_wrong_url", url))
    try:
        asked, own = urlsplit(url), urlsplit(shelf().settings.site.base_url)
    except ValueError as error:
        raise BadRequest(_say("oembed_wrong_url", url)) from error
    path = unquote(asked.path)
    is_ours = asked.scheme in ("http", "https") and asked.netloc.lower() == own.netloc.lower()
    if not is_ours or not f"{path}/".startswith(f"{own.path}/"):
        abort(HTTPStatus.NOT_FOUND)
    return _take_language(addresses.canonical(path[len(own.path) :])), asked.query


def _take_language(path: str) -> str:
    """The path without the prefix of a further language, in which is answered then."""
    for language in shelf().settings.site.languages:
        if path.startswith(f"{prefix_of(language)}/"):
            request.environ[LANGUAGE] = language
            return path.removeprefix(prefix_of(language))
    return path


def _show(path: str, query: str, width: int, height: int | None) -> Shown:
    """The frame of a page, within a size; 404 if nothing stands there."""
    try:
        endpoint, parts = current_app.url_map.bind("").match(f"{FRAMES}{path}", method="GET")
    except HTTPException:
        abort(HTTPStatus.NOT_FOUND)
    if endpoint == "frames.item":
        return _show_item(path, width, height)
    if endpoint != "frames.feed":
        abort(HTTPStatus.NOT_FOUND)
    typed = parse_qs(query).get("q", [""])[0]
    selection = select_with(parts.get("topics", ()), parts.get("regions", ()), typed)
    count = USUAL_COUNT if height is None else fit(height, USUAL_COUNT)
    room = min(estimate_height(count), height or estimate_height(count))
    return _place(name(selection), selection.address(), Appearance(count), width, room)


def _show_item(path: str, width: int, height: int | None) -> Shown:
    with shelf().reading_room.archive() as archive:
        found = archive.item(path)
    if not isinstance(found, ArchivedItem):
        abort(HTTPStatus.NOT_FOUND)
    return _place(found.title, found.path, Appearance(), width, min(_ITEM_HEIGHT, height or _ITEM_HEIGHT))


def _place(title: str, address: str, appearance: Appearance, width: int, height: int) -> Shown:
    page, frame = (
        shelf().absolute(shelf().localised(below, shelf().language))
        for below in (address, frame_address(address, appearance))
    )
    return Shown(title, page, frame, width, height)


def _ask_pixels(name: str) -> int | None:
    """A bound that the consumer sets; 400 for what is no number of pixels."""
    text = request.args.get(name)
    if text is not None and not _PIXELS.fullmatch(text):
        raise BadRequest(_say("oembed_wrong_size", text, name=name))
    return int(text) if text else None


def _say(key: str, found: str, **values: str) -> str:
    return shelf().texts.say(key, found=repr(found[:_LONGEST_SHOWN]), **values)
