"""What programs ask for: documents, lists of feeds, sitemaps, the state of the process."""

from syndication.web.machines import corrections, documents, operations, opml, sitemaps

BLUEPRINTS = tuple(part.blueprint for part in (corrections, documents, operations, opml, sitemaps))
"""What has no language."""
