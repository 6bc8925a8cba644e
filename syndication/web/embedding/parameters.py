"""What a request for a frame asks for, and the addresses that ask for it."""

from urllib.parse import urlencode

from flask import request
from werkzeug.exceptions import BadRequest

from syndication.web.embedding.appearance import MOST, THEMES, Appearance, WrongParameterError, read_appearance
from syndication.web.embedding.colours import READABLE
from syndication.web.shelf import shelf

FRAMES = "/embed"
"""What an address gets before it to be a frame's."""
_LONGEST_SHOWN = 80


def ask_appearance() -> Appearance:
    """How the request wants a frame to look; 400 with the values that are allowed for one that is not."""
    try:
        return read_appearance(request.args)
    except WrongParameterError as error:
        raise BadRequest(explain(error)) from error


def ask_language() -> str:
    """The language that headlines are wanted in: ``?lang=``, else the page's; 400 for one that we do not have."""
    language = request.args.get("lang", shelf().language)
    if language not in shelf().texts_by_language:
        raise BadRequest(explain(WrongParameterError("lang", "embed_expected_language", language)))
    return language


def explain(error: WrongParameterError) -> str:
    """What is wrong with a parameter, in the language of the page."""
    say, languages = shelf().texts.say, ", ".join(shelf().texts_by_language)
    expected = say(error.expected, most=MOST, themes=", ".join(THEMES), languages=languages, readable=READABLE)
    return say("embed_wrong", name=error.name, expected=expected, found=repr(error.found[:_LONGEST_SHOWN]))


def frame_address(address: str, appearance: Appearance) -> str:
    """The frame, below the base URL, of a feed's or an item's page."""
    if not appearance.parameters:
        return f"{FRAMES}{address}"
    return f"{FRAMES}{address}{'&' if '?' in address else '?'}{urlencode(appearance.parameters)}"
