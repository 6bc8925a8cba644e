"""Static files: in each one's address its version, so that it may be kept for long and still change at once."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from syndication.web.shelf import shelf

FOLDER = Path(__file__).parent / "static"


def address(name: str) -> str:
    """Where a page finds a file of ``static/``."""
    return shelf().internal(f"/static/{name}?v={_digest(name).hex()[:12]}")


def integrity(name: str) -> str:
    """What a file must be (Subresource Integrity): the policy of pages lets no other script run."""
    return f"sha256-{b64encode(_digest(name)).decode()}"


@cache
def _digest(name: str) -> bytes:
    return sha256((FOLDER / name).read_bytes()).digest()
