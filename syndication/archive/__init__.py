"""Every item ever seen: identity, revisions, sightings, quarantine, and the record of publication."""

from syndication.archive.archive import Archive
from syndication.archive.queries import QueryError, canonical_words, read_query
from syndication.archive.toll import FindExcess, Toll
from syndication.archive.values import (
    EPOCH,
    Absorption,
    Amendment,
    Arrival,
    Change,
    Due,
    Edition,
    Event,
    EventKind,
    Known,
    LastYear,
    Move,
    Page,
    Plan,
    Poll,
    Publication,
    QuarantineEntry,
    Tally,
    Withdrawn,
)

__all__ = [
    "EPOCH",
    "Absorption",
    "Amendment",
    "Archive",
    "Arrival",
    "Change",
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
