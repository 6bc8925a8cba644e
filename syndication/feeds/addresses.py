"""Addresses as a feed may name them: URIs, and to a reader's browser harmless."""

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

from syndication.text import clean

_NOT_ESCAPED = ":/?#[]@!$&'()*+,;=~%"  # RFC 3986 section 2.2, and what is escaped already
_PLAIN = re.compile(r"[A-Za-z0-9_.~:/?#\[\]@!$&'()*+,;=-]*")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def uri(address: str) -> str:
    """Escape what may not stand in a URI (RFC 3986): RSS takes no IRI, and the formats shall agree."""
    if _PLAIN.fullmatch(address):
        return address
    return _LONE_PERCENT.sub("%25", quote(clean(address), safe=_NOT_ESCAPED))


@lru_cache(4_096)
def web_address(url: str | None) -> str | None:
    """A source's address if a feed may name it: no reader shall be led to ``javascript:`` or ``file:``."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return uri(url) if url and parts.scheme in ("http", "https") and parts.netloc else None
