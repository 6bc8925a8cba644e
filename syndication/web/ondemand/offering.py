"""How a reply is sent that is made for who asks and is no page: a sitemap, a list of feeds, a description."""

from collections.abc import Callable, Hashable

from flask import Response, request

from syndication.documents.policy import link_of, max_age_of
from syndication.web.addressing.redirects import refuse_slashes_before
from syndication.web.ondemand.keeping import charge_nobody
from syndication.web.ondemand.rendered import Rendered, prepare
from syndication.web.ondemand.sending import send
from syndication.web.shelf import shelf


def _never_changes() -> None:
    """What settings and taxonomy alone decide stays as it is while the process lives."""


def offer(media_type: str, make: Callable[[], bytes], look: Callable[[], Hashable] = _never_changes) -> Response:
    """Send what is kept of this address while ``look`` gives the same, else what ``make`` gives; it may abort."""
    refuse_slashes_before()
    path, settings = request.path, shelf().settings

    def render(state: Hashable) -> Rendered:
        link = link_of(path, settings, is_published=False)
        return prepare(make(), media_type=media_type, max_age=max_age_of(path, settings), link=link, state=state)

    return send(shelf().pages.find(path, look, render, charge_nobody))
