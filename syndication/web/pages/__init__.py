"""Pages for people, one module a page."""

from syndication.web.pages import about, building, catalogue, corrections, feed, home, item, status

BLUEPRINTS = tuple(page.blueprint for page in (home, about, feed, corrections, item, building, catalogue, status))
"""Pages, which there are in every language of the site."""
