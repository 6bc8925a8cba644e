"""Who asks: a client's address, as far as somebody trustworthy tells it."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit
from wsgiref.types import WSGIEnvironment

_FORWARDED = "HTTP_X_FORWARDED_FOR"
_OF_ONE_CLIENT = 64
"""Bits of an IPv6 address that are a client's network's (RFC 6177, section 2): the others it chooses itself."""
_Address = IPv4Address | IPv6Address


def find_client(environ: WSGIEnvironment, trusted_proxies: int) -> str | None:
    """Who asks, an IPv4 address or an IPv6 network; None if that cannot be told.

    Each trusted proxy has added to X-Forwarded-For who asked it: so many of its last addresses are believed, and
    nothing that others wrote there. A proxy on this machine that is not named as trusted hides all who ask.
    """
    peer = _read(environ.get("REMOTE_ADDR", ""))
    forwarded = environ.get(_FORWARDED, "").split(",") if environ.get(_FORWARDED, "").strip() else []
    if trusted_proxies and forwarded:
        return _name(_read(forwarded[-min(trusted_proxies, len(forwarded))].strip()))
    if forwarded and peer is not None and peer.is_loopback:
        return None
    return _name(peer)


def _read(text: str) -> _Address | None:
    """An address, as proxies write it: some with a port, and IPv6 in brackets then."""
    try:
        return ip_address(text)
    except ValueError:
        pass
    try:
        return ip_address(urlsplit(f"//{text}").hostname or "")
    except ValueError:
        return None


def _name(address: _Address | None) -> str | None:
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address
    if isinstance(address, IPv6Address):
        return str(ip_network((int(address), _OF_ONE_CLIENT), strict=False))
    return None if address is None else str(address)
