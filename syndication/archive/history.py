"""What happened to an item, as its readers can follow it, told from what the archive keeps.

Not told, because nothing keeps when it was: what a new classifier changed, and what one of several files took back and
put nothing in its place.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from syndication.archive.absences import Absence, read_absences
from syndication.archive.batches import in_batches, read_among
from syndication.archive.content import load_categories
from syndication.archive.items import is_named, read_items
from syndication.archive.merging import Variant
from syndication.archive.replaying import Categories, read_at_of, tell_changes
from syndication.archive.schema import corrections, decisions, items, returns, variants
from syndication.archive.values.events import Event, EventKind
from syndication.archive.variants import load_members
from syndication.models import ArchivedItem, SourceDate


@dataclass(frozen=True)
class Past:
    """An item with what happened to it."""

    item: ArchivedItem
    """As it would be shown, also while it is withdrawn."""
    events: list[Event]
    """Oldest first."""
    parting: EventKind | None
    """How it left the feeds, if it is away."""


def read_history(connection: Connection, id_or_path: str) -> list[Event]:
    """The events of an item, oldest first; none for one that is unknown or that never came out."""
    id_ = connection.scalar(select(items.c.id).where(is_named(id_or_path)))
    past = read_pasts(connection, [id_]).get(id_) if id_ else None
    return past.events if past else []


def read_pasts(connection: Connection, ids: Collection[str]) -> dict[str, Past]:
    """What happened to these items, without those that :func:`read_history` tells nothing of."""
    return {id_: past for batch in in_batches(ids) for id_, past in _read_batch(connection, batch)}


def _read_batch(connection: Connection, ids: Sequence[str]) -> Iterator[tuple[str, Past]]:
    found = connection.execute(select(items).where(items.c.id.in_(ids)))
    away = read_absences(connection, ids)
    rows = {row.id: row for row in found if row.id in away or not row.absent or row.withdrawn_at is not None}
    shown = read_items(connection, list(rows))
    contents, categories = _load_contents(connection, rows)
    decided, corrected = _load_decided(connection, rows), _load_decisions(connection, rows)
    returned = _load_returns(connection, rows)
    for id_, row in rows.items():
        published, absences = SourceDate.parse(row.date), away.get(id_, [])
        events = [
            Event(EventKind.PUBLISHED, published),
            *_tell_arrival(contents[id_]),
            *_leave_out_overruled(
                tell_changes(contents[id_], categories, published, absences),
                row,
                decided[id_],
            ),
            *corrected[id_],
            *returned[id_],
            *_tell_absences(absences),
            *_tell_withdrawal(row),
        ]
        yield id_, Past(shown[id_], sorted(events, key=_second_of), _find_parting(row))


def _second_of(event: Event) -> datetime:
    """Orders events: decisions are dated in whole seconds, and come after what files say within the same one."""
    return event.instant.replace(microsecond=0)


def _load_contents(
    connection: Connection, rows: Mapping[str, Row[Any]]
) -> tuple[Mapping[str, Sequence[Variant]], Categories]:
    members = load_members(connection, rows)
    ids = {row.winner_id for row in rows.values()} | {each.id for its in members.values() for each in its}
    stored = read_among(connection, select(variants.c.id, variants.c.categories), variants.c.id, ids)
    return {id_: members[id_] for id_ in rows}, {row.id: load_categories(row.categories) for row in stored}


def _load_decided(connection: Connection, ids: Iterable[str]) -> Mapping[str, set[str]]:
    """Item to the schemes in which a person's decision stands."""
    decided: dict[str, set[str]] = defaultdict(set)
    wanted = select(corrections.c.item_id, corrections.c.scheme).where(corrections.c.item_id.in_(list(ids)))
    for item_id, scheme in connection.execute(wanted):
        decided[item_id].add(scheme)
    return decided


def _load_decisions(connection: Connection, ids: Iterable[str]) -> Mapping[str, list[Event]]:
    """What persons decided on categories, and what each decision changed then."""
    told: dict[str, list[Event]] = defaultdict(list)
    for row in connection.execute(select(decisions).where(decisions.c.item_id.in_(list(ids)))):
        kind = EventKind.RELEASED if row.lifted else EventKind.DECIDED
        gained, lost = load_categories(row.gained), load_categories(row.lost)
        told[row.item_id].append(Event(kind, row.at, gained=gained, lost=lost))
    return told


def _load_returns(connection: Connection, ids: Iterable[str]) -> Mapping[str, list[Event]]:
    """The withdrawals that were taken back, and when."""
    told: dict[str, list[Event]] = defaultdict(list)
    for row in connection.execute(select(returns).where(returns.c.item_id.in_(list(ids)))):
        told[row.item_id] += (
            Event(EventKind.WITHDRAWN, row.withdrawn_at, reason=row.reason),
            Event(EventKind.RETURNED, row.returned_at),
        )
    return told


def _tell_arrival(contents: Iterable[Variant]) -> Iterator[Event]:
    met = [(read_at_of(sighting), sighting.source) for variant in contents for sighting in variant.sightings]
    if met:
        yield Event(EventKind.TAKEN_IN, *min(met))


def _leave_out_overruled(events: Iterable[Event], row: Row[Any], decided: Collection[str]) -> Iterator[Event]:
    """Without what the rules said of new words in schemes in which a person had decided before: no reader saw that."""
    for event in events:
        if event.kind is EventKind.RECATEGORISED and row.decided_at is not None and event.instant >= row.decided_at:
            gained, lost = (tuple(c for c in each if c.scheme not in decided) for each in (event.gained, event.lost))
            event = replace(event, gained=gained, lost=lost)
            if not gained and not lost:
                continue
        yield event


def _tell_absences(absences: Iterable[Absence]) -> Iterator[Event]:
    for absence in absences:
        yield Event(EventKind.TAKEN_BACK, absence.since, retraction=absence.retraction)
        if absence.until is not None:
            yield Event(EventKind.MET_AGAIN, absence.until)


def _find_parting(row: Row[Any]) -> EventKind | None:
    if row.withdrawn_at is not None:
        return EventKind.WITHDRAWN
    return EventKind.TAKEN_BACK if row.absent else None


def _tell_withdrawal(row: Row[Any]) -> Iterator[Event]:
    if row.withdrawn_at is not None:
        yield Event(EventKind.WITHDRAWN, row.withdrawn_at, reason=row.withdrawn_reason)
