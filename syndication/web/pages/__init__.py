"""Pages for people, one module a page; and what crawlers ask for."""

from syndication.web.pages import about, building, catalogue, feed, home, item, outlines, sitemaps, status

BLUEPRINTS = tuple(page.blueprint for page in (home, about, feed, item, building, catalogue, status))
"""Pages, which there are in every language of the site."""
FOR_MACHINES = tuple(part.blueprint for part in (outlines, sitemaps))
"""What has no language."""
