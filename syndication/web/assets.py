"""Static files: in each one's address its version, so that it may be kept for long and still change at once."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

from flask import Blueprint, Response, abort, request

from syndication.documents.policy import link_of
from syndication.web.ondemand.keeping import charge_nobody
from syndication.web.ondemand.rendered import Rendered, prepare
from syndication.web.ondemand.sending import send
from syndication.web.shelf import shelf

FOLDER = Path(__file__).parent / "static"
NAMES = frozenset(file.name for file in FOLDER.iterdir() if file.is_file())
blueprint = Blueprint("assets", __name__)
_DAY = 86_400
_YEAR = 365 * _DAY
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}


@blueprint.get("/static/<path:filename>")
def asset(filename: str) -> Response:
    """A file, to be kept for a year under the address that pages give it, else for a day; 404 for what is none."""
    if filename not in NAMES:
        abort(HTTPStatus.NOT_FOUND)
    return _send(filename, _YEAR if request.args.get("v") == _version(filename) else _DAY)


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """Browsers and readers ask for this name of their own accord."""
    return _send("favicon.ico", _DAY)


def _send(name: str, max_age: int) -> Response:
    def make(state: str) -> Rendered:
        link = link_of(f"/static/{name}", shelf().settings, is_published=False)
        body, media_type = (FOLDER / name).read_bytes(), _TYPES[Path(name).suffix]
        return prepare(body, media_type=media_type, max_age=max_age, link=link, state=state)

    return send(shelf().pages.find((name, max_age), lambda: _version(name), make, charge_nobody))


def address(name: str) -> str:
    """Where a page finds a file of ``static/``."""
    return shelf().internal(f"/static/{name}?v={_version(name)}")


def integrity(name: str) -> str:
    """What a file must be (Subresource Integrity): the policy of pages lets no other script run."""
    return f"sha256-{b64encode(_digest(name)).decode()}"


def _version(name: str) -> str:
    return _digest(name).hex()[:12]


@cache
def _digest(name: str) -> bytes:
    return sha256((FOLDER / name).read_bytes()).digest()
