"""Feeds by topic and by region from an archive of bulletin files."""
