"""Headers that every reply carries, and those of pages."""

from http import HTTPStatus

from flask import Flask, Response, g, request

from syndication.delivery import EXPOSED, PUBLIC
from syndication.web.assets import FOLDER, integrity

PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}
SCRIPTS = " ".join(f"'{integrity(file.name)}'" for file in sorted(FOLDER.glob("*.js")))
"""Our own scripts, told by their digests: an address may turn out to serve what somebody else wrote."""
_LOADS = f"default-src 'none'; script-src {SCRIPTS}; style-src 'self'; img-src 'self' data:"
_NOWHERE = "base-uri 'none'; frame-ancestors 'none'"
_ANYWHERE = "form-action 'none'; base-uri 'none'; frame-ancestors *"
_COMMON = {
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
PAGE = _COMMON | {
    "Content-Security-Policy": f"{_LOADS}; connect-src 'self'; frame-src 'self'; form-action 'self'; {_NOWHERE}",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Of a page: it runs our scripts alone, and nobody shows it in a frame."""
FRAMED = _COMMON | {
    "Content-Security-Policy": f"{_LOADS}; {_ANYWHERE}",
    "Cross-Origin-Resource-Policy": "cross-origin",  # else hosts with an embedder policy refuse it
}
"""Of a page that is made for frames of other sites."""


def register(app: Flask) -> None:
    app.after_request(_add_headers)


def allow_framing() -> None:
    """Let pages of any site hold what answers this request in a frame; nobody may hold our other pages."""
    g.is_framed = True


def _add_headers(reply: Response) -> Response:
    reply.headers.update(PUBLIC)
    if reply.status_code != HTTPStatus.NOT_MODIFIED:
        reply.headers.update(EXPOSED)
    if _is_preflight() and reply.status_code == HTTPStatus.OK:
        reply.headers.update(PREFLIGHT)
    if reply.mimetype == "text/html":
        reply.headers.update(FRAMED if "is_framed" in g else PAGE)
    return reply


def _is_preflight() -> bool:
    """Whether a browser asks for leave before it sends a request of another site's script (Fetch, section 3.3.2)."""
    return request.method == "OPTIONS" and {"Origin", "Access-Control-Request-Method"} <= set(request.headers.keys())
