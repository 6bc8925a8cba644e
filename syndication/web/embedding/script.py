"""``/embed.js``: the script that shows headlines on any page, with the interface's words in it."""

import json
from functools import cache
from pathlib import Path

from flask import Blueprint, Response

from syndication.documents.policy import link_of
from syndication.web.ondemand.rendered import Rendered, prepare
from syndication.web.ondemand.sending import send
from syndication.web.shelf import shelf
from syndication.web.texts import load_texts

blueprint = Blueprint("embed_script", __name__)
ADDRESS = "/embed.js"
_DAY = 86_400
_MONTH = 30 * _DAY
_CACHE_CONTROL = f"max-age={_DAY}, stale-while-revalidate={_MONTH}, stale-if-error={_MONTH}"
"""Where we cannot be reached, it is this script that shows the last headlines: so it may be kept for longer."""
_SCRIPT = (Path(__file__).parent / "embed.js").read_text("utf-8")
_PLACE = "const WORDS = {};"
_WORDS = {"as_of": "embed_as_of", "away": "embed_away", "none": "embed_none", "more": "embed_more"}


@blueprint.get(ADDRESS)
def script() -> Response:
    """The script, for pages of any origin."""
    link = link_of(ADDRESS, shelf().settings, is_published=False)
    reply = send(_prepare(tuple(shelf().texts_by_language), link))
    reply.headers["Cache-Control"] = _CACHE_CONTROL
    reply.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # else pages with an embedder policy refuse it
    return reply


def compose(languages: tuple[str, ...]) -> str:
    """The script with the words of each language."""
    texts = {language: load_texts(language).words for language in languages}
    words = {language: {key: said[name] for key, name in _WORDS.items()} for language, said in texts.items()}
    return _SCRIPT.replace(_PLACE, f"const WORDS = {json.dumps(words, ensure_ascii=False)};")


@cache
def _prepare(languages: tuple[str, ...], link: str) -> Rendered:
    body = compose(languages).encode()
    return prepare(body, media_type="text/javascript; charset=utf-8", max_age=_DAY, link=link)
