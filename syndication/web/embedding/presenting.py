"""What the templates can call to offer a page to other sites."""

from urllib.parse import urlencode

from syndication.models import Selection
from syndication.web.embedding.appearance import USUAL, Appearance
from syndication.web.embedding.code import Embed
from syndication.web.embedding.frames import colours_address
from syndication.web.embedding.oembed import DISCOVERY_TYPES
from syndication.web.embedding.parameters import FRAMES, frame_address
from syndication.web.embedding.provider import ADDRESS
from syndication.web.shelf import shelf
from syndication.web.telling.presenting import name


def values() -> dict[str, object]:
    return {
        "embed_of": embed_of,
        "configure_address": configure_address,
        "oembed_links": oembed_links,
        "colours_address": colours_address,
    }


def embed_of(selection: Selection, appearance: Appearance = USUAL, language: str | None = None) -> Embed:
    """A feed for another site's page, in a language: else this page's."""
    language = language or shelf().language
    page, frame = (
        shelf().absolute(shelf().localised(below, language))
        for below in (selection.address(), frame_address(selection.address(), appearance))
    )
    site = shelf().settings.site
    return Embed(
        service=site.base_url,
        selection=selection,
        name=name(selection, language),
        page=page,
        frame=frame,
        appearance=appearance,
        language=None if language == site.language else language,
    )


def oembed_links(path: str) -> list[tuple[str, str]]:
    """Media type and address of what oEmbed says of a page (section 4): in full, as consumers do not resolve them."""
    page = shelf().absolute(shelf().localised(path, shelf().language))
    return [
        (media_type, shelf().absolute(f"{ADDRESS}?{urlencode({'url': page, 'format': form})}"))
        for form, media_type in DISCOVERY_TYPES.items()
    ]


def configure_address(selection: Selection) -> str:
    """The page on which one chooses how a feed is shown, filled in with the feed."""
    asked = {"topic": selection.topics, "region": selection.regions, "q": (selection.words,) if selection.words else ()}
    query = urlencode(asked, doseq=True)
    return f"{FRAMES}?{query}" if query else FRAMES
