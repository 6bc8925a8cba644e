"""``/embed.js``: the script that shows headlines on any page, with the interface's words in it."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, request

from syndication.delivery import Offer, answer
from syndication.delivery.negotiation import IDENTITY
from syndication.documents.copies import make_copies
from syndication.documents.manifest import Entry, Variant
from syndication.documents.policy import link_of
from syndication.web.sending import DocumentResponse
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
    offer, bodies = _prepare(tuple(shelf().texts_by_language), link)
    reply = answer(request.environ, offer, lambda form: bodies[form.coding])
    response = DocumentResponse([reply.body], reply.status, reply.headers)
    response.headers["Cache-Control"] = _CACHE_CONTROL
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # else pages with an embedder policy refuse it
    return response


def compose(languages: tuple[str, ...]) -> str:
    """The script with the words of each language."""
    texts = {language: load_texts(language).words for language in languages}
    words = {language: {key: said[name] for key, name in _WORDS.items()} for language, said in texts.items()}
    return _SCRIPT.replace(_PLACE, f"const WORDS = {json.dumps(words, ensure_ascii=False)};")


@cache
def _prepare(languages: tuple[str, ...], link: str) -> tuple[Offer, Mapping[str, bytes]]:
    """The script as it is offered, and its bytes by content coding."""
    body = compose(languages).encode()
    plain, copies = Variant.plain(body), make_copies(body)
    entry = Entry(
        media_type="text/javascript; charset=utf-8",
        last_modified=datetime.min.replace(tzinfo=UTC),
        max_age=_DAY,
        link=link,
        plain=plain,
        copies={coding: plain.copy(coding, copy) for coding, copy in copies.items()},
    )
    return Offer(entry, is_dated=False), {IDENTITY: body, **copies}
