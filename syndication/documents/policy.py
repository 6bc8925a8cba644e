"""What a reply says of a document besides its state: for how long it is good, and what belongs to it."""

import hashlib

from syndication.config import Settings


def max_age_of(path: str, settings: Settings) -> int:
    """Seconds for which a cache may keep a document (RFC 9111, section 5.2.2.1): until the next poll, within limits.

    Up to an eleventh of it is another for each address, so that those who poll hundreds of feeds do not ask for
    all of them at once. Not longer than ``feeds.max_age_seconds``.
    """
    interval = settings.inbox.interval_seconds
    longest = min(interval + interval // 10, settings.feeds.max_age_seconds)
    digest = hashlib.sha256(path.encode()).digest()
    return longest - int.from_bytes(digest[:4]) % (longest // 11 + 1)


def link_of(address: str, settings: Settings, *, is_published: bool = True) -> str:
    """The ``Link`` field (RFC 8288) of a document: itself, and the hub that tells of its changes, if there is one.

    The address is the one below the base URL, with its query: WebSub, section 4, wants both links. The hub is told
    of published documents alone, so those that are made on demand do not name it.
    """
    links = [f'<{settings.site.base_url}{address}>; rel="self"']
    if settings.site.hub is not None and is_published:
        links.append(f'<{settings.site.hub}>; rel="hub"')
    return ", ".join(links)
