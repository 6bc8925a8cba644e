"""The values that travel the road: each stage takes one and hands over the next.

    inbox -> bulletins -> classify -> archive -> feeds -> documents -> web

All are frozen; none knows a file system, a database, a network or a clock.
"""

from syndication.models.archived import ArchivedItem, ClassifiedItem, Held, Reading
from syndication.models.bulletins import Bulletin, Item, Omission, Picture
from syndication.models.categories import REGIONS, SCHEMES, TOPICS, Category, Evidence, Term
from syndication.models.dates import Period, Precision, SourceDate, Span
from syndication.models.feeds import Correction, Document, Feed, Retraction, Tombstone, digest_item
from syndication.models.selections import ALL, Selection, selections_of

__all__ = [
    "ALL",
    "REGIONS",
    "SCHEMES",
    "TOPICS",
    "ArchivedItem",
    "Bulletin",
    "Category",
    "ClassifiedItem",
    "Correction",
    "Document",
    "Evidence",
    "Feed",
    "Held",
    "Item",
    "Omission",
    "Period",
    "Picture",
    "Precision",
    "Reading",
    "Retraction",
    "Selection",
    "SourceDate",
    "Span",
    "Term",
    "Tombstone",
    "digest_item",
    "selections_of",
]
