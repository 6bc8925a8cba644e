"""How a page is sent: made when somebody asks, kept until the archive changes, compressed, with validators."""

from collections.abc import Callable, Hashable, Mapping

from flask import Response, render_template

from syndication.archive import Change
from syndication.documents.policy import max_age_of
from syndication.models import ALL
from syndication.web.ondemand.charging import charge
from syndication.web.ondemand.keeping import charge_nobody
from syndication.web.ondemand.rendered import Rendered, prepare
from syndication.web.ondemand.sending import send
from syndication.web.shelf import shelf


def show(
    template: str,
    find: Callable[[], Mapping[str, object]],
    *,
    path: str,
    variant: Hashable = None,
    state: Hashable = None,
    is_charged: bool = True,
) -> Response:
    """Send the page at a path: the one that is kept, or the template with the values that ``find`` finds.

    What it says must follow from template, path, ``variant`` (of several pages with one canonical path), language,
    settings, archive, and ``state``: what else it is made from, and made anew when that is another. ``find`` may
    abort. Who asks is charged for the making of it, except where there are but few such pages, whatever is asked (not
    ``is_charged``). Raises ArchiveError if the archive cannot be read, and the page has not been made before.
    """
    key = (template, shelf().language, path, variant)

    def look() -> tuple[Change, Hashable]:
        return find_last_change(), state

    def make(seen: tuple[Change, Hashable]) -> Rendered:
        return _render(template, find(), path, seen)

    return send(shelf().pages.find(key, look, make, charge if is_charged else charge_nobody))


def find_last_change() -> Change:
    """The archive's last change: with its time, for a restored archive may have had another of its number."""
    with shelf().reading_room.archive() as archive:
        return archive.change(ALL)


def _render(template: str, values: Mapping[str, object], path: str, state: Hashable) -> Rendered:
    translations = shelf().translations(path)
    canonical = shelf().absolute(translations[shelf().language])
    body = render_template(template, canonical=canonical, translations=translations, **values).encode()
    return prepare(
        body,
        media_type="text/html; charset=utf-8",
        max_age=max_age_of(canonical, shelf().settings),
        link=f'<{canonical}>; rel="canonical"',
        state=state,
    )
