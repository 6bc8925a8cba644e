"""The published tree: what is written when, and with which validators."""

from syndication.documents.manifest import Entry, Manifest, Variant
from syndication.documents.store import DocumentStore, Records

__all__ = ["DocumentStore", "Entry", "Manifest", "Records", "Variant"]
