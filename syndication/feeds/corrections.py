"""Feeds of corrections: what readers saw change in a feed's items after these had come out, an entry a change."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, time

from syndication.config import Settings
from syndication.feeds.gathering import FEEDS_MINTED
from syndication.feeds.rendering import Renderer
from syndication.formats import FEED_FORMATS, Format
from syndication.models import Correction, Document, Feed, Selection


def render_corrections(
    selection: Selection,
    corrections: Sequence[Correction],
    renderer: Renderer,
    settings: Settings,
    *,
    name: str,
    description: str,
    formats: Collection[Format] = FEED_FORMATS,
) -> tuple[Document, ...]:
    """The documents of the corrections (given newest first) of a selection: as many as there is room for, at least one.

    The feed is called by ``name``; without a correction, it is of ``site.epoch``.
    """
    site = settings.site
    feed = Feed(
        selection=selection,
        id=f"tag:{site.authority},{FEEDS_MINTED}:feed{selection.corrections_address()}",
        title=f"{name} – {site.title}",
        description=description,
        updated=max((each.at for each in corrections), default=datetime.combine(site.epoch, time(12), UTC)),
        items=(),
        is_of_corrections=True,
    )
    draft = renderer.draft_corrections(feed, corrections)
    fitting = max(1, draft.count_fitting(settings.feeds.document_bytes))
    if fitting < len(corrections):
        draft = renderer.draft_corrections(feed, corrections[:fitting])
    return draft.finish(formats)
