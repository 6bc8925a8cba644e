"""Which item a person means: by its id, its path, or the address of its page as the browser shows it."""

from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from syndication.config import Settings
from syndication.errors import SyndicationError

_ITEMS = "/items/"


def name_item(given: str, settings: Settings) -> str:
    """The id or the path by which the archive knows an item.

    Any page of it will do: in any language, below the path of ``site.base_url`` or without it, on the host of that
    address or on this machine, at any port. Raises SyndicationError for what can name no item, and for an address of
    another site.
    """
    told = given.strip()
    if told.startswith("tag:"):
        return told
    path = _read_path(told, settings)
    if not path.startswith(_ITEMS):
        raise SyndicationError(
            f"{given}: expected an item's id (tag:…), its path ({_ITEMS}YYYY/MM/DD/…) or the address of its page "
            f"({settings.site.base_url.rstrip('/')}{_ITEMS}…)"
        )
    return path


def _read_path(told: str, settings: Settings) -> str:
    """The path of an address of this site, without what stands before all of its paths; empty for no address."""
    site = urlsplit(settings.site.base_url)
    try:
        parts = urlsplit(told)
    except ValueError:
        return ""
    if parts.netloc and parts.hostname != site.hostname and not _is_this_machine(parts.hostname or ""):
        raise SyndicationError(
            f"{told}: expected an address of this site, {settings.site.base_url} (site.base_url), found one elsewhere"
        )
    path = f"/{unquote(parts.path).strip('/')}"
    for prefix in (site.path.rstrip("/"), *(f"/{language}" for language in settings.site.languages)):
        path = path.removeprefix(prefix) if path.startswith(f"{prefix}/") else path
    return path


def _is_this_machine(host: str) -> bool:
    """Whether only this machine answers to a name, where ``serve --port`` shows a site that no setting tells of."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
