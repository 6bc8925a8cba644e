"""Every item ever seen: identity, revisions, sightings, quarantine, and the record of publication."""

from syndication.archive.archive import Archive
from syndication.archive.queries import QueryError, canonical_words, read_query
from syndication.archive.reader import ArchiveReader
from syndication.archive.values.absorption import Absorption, Plan
from syndication.archive.values.counts import LastYear, Page, Tally
from syndication.archive.values.disowning import Content, Disowning
from syndication.archive.values.events import Amendment, Event, EventKind, Move, Withdrawn
from syndication.archive.values.files import Arrival, Known, Poll, QuarantineEntry
from syndication.archive.values.publication import EPOCH, Change, Due, Edition, Publication
from syndication.archive.values.toll import FindExcess, Toll

__all__ = [
    "EPOCH",
    "Absorption",
    "Amendment",
    "Archive",
    "ArchiveReader",
    "Arrival",
    "Change",
    "Content",
    "Disowning",
    "Due",
    "Edition",
    "Event",
    "EventKind",
    "FindExcess",
    "Known",
    "LastYear",
    "Move",
    "Page",
    "Plan",
    "Poll",
    "Publication",
    "QuarantineEntry",
    "QueryError",
    "Tally",
    "Toll",
    "Withdrawn",
    "canonical_words",
    "read_query",
]
