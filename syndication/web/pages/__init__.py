"""Pages for people, one module a page."""

from syndication.web.pages import catalogue, feed, home, item, outlines, sitemaps, status

BLUEPRINTS = tuple(page.blueprint for page in (home, feed, item, catalogue, outlines, status, sitemaps))
"""What the application answers with pages."""
