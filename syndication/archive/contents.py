"""The whole archive as one plain value: equal archives give equal values, on any engine, whenever they were made."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, select

from syndication.archive.absences import Absence, find_open
from syndication.archive.content import dump_categories
from syndication.archive.items import read_items
from syndication.archive.schema import items, members, quarantine, readings, sightings, variants
from syndication.models import Picture


def export_contents(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """Items, readings and quarantine in a fixed order, without numbers and times of the database's own.

    JSON can hold it. Serves to compare archives and to look into one.
    """
    return {
        "items": _export_items(connection),
        "readings": _export_readings(connection),
        "quarantine": _export_quarantine(connection),
    }


def _export_items(connection: Connection) -> list[dict[str, Any]]:
    rows = list(connection.execute(select(items).order_by(items.c.day.desc(), items.c.day_order, items.c.id)))
    shown = read_items(connection, [row.id for row in rows])
    away = find_open(connection, [row.id for row in rows if row.absent])
    keys: dict[str, list[str]] = {row.id: [] for row in rows}
    wanted = select(members.c.item_id, variants.c.key).join(variants).order_by(variants.c.key)
    for item_id, key in connection.execute(wanted):
        keys[item_id].append(key)
    return [
        {
            "id": item.id,
            "path": item.path,
            "title": item.title,
            "paragraphs": list(item.paragraphs),
            "date": str(item.date),
            "day_order": row.day_order,
            "updated": item.updated.isoformat(),
            "url": item.url,
            "page_url": item.page_url,
            "picture": _export_picture(item.picture),
            "categories": dump_categories(item.categories),
            "sources": list(item.sources),
            "withdrawn": row.withdrawn_reason,
            "absent": row.absent,
            "taken_back": _export_retraction(away.get(row.id)),
            "variants": keys[item.id],
        }
        for row, item in zip(rows, shown.values(), strict=True)
    ]


def _export_retraction(absence: Absence | None) -> list[str | None] | None:
    """The file that took an item back, the date of its content and how; None for one that nobody saw go."""
    if absence is None:
        return None
    source, as_of = absence.retraction.source, absence.retraction.as_of
    told = [source, None if as_of is None else as_of.isoformat()]
    return [*told, "disowned"] if absence.retraction.is_disowned else told


def _export_readings(connection: Connection) -> list[dict[str, Any]]:
    seen: dict[int, list[dict[str, Any]]] = {}
    wanted = select(sightings, variants.c.key).join(variants).order_by(sightings.c.reading_id, sightings.c.position)
    for row in connection.execute(wanted):
        modified = row.modified and row.modified.isoformat()
        sighting = {"line": row.line, "variant": row.key, "page_url": row.page_url, "modified": modified}
        sighting |= {"picture": _export_picture(row.picture), "stands": row.stands}
        seen.setdefault(row.reading_id, []).append(sighting)
    return [
        {
            "source": row.source,
            "digest": row.digest,
            "url": row.url,
            "as_of": row.as_of and row.as_of.isoformat(),
            "current": row.current,
            "disowned": row.disowned_at is not None,
            "sightings": seen.get(row.id, []),
        }
        for row in connection.execute(select(readings).order_by(readings.c.source, readings.c.digest))
    ]


def _export_picture(picture: Picture | None) -> dict[str, Any] | None:
    return None if picture is None else asdict(picture)


def _export_quarantine(connection: Connection) -> list[dict[str, Any]]:
    wanted = (
        select(quarantine, readings.c.source, readings.c.digest, members.c.item_id)
        .join(readings, readings.c.id == quarantine.c.reading_id)
        .outerjoin(members, members.c.variant_id == quarantine.c.variant_id)
    )
    entries = [
        {
            "source": row.source,
            "digest": row.digest,
            "line": row.line,
            "title": row.title,
            "reason": row.reason,
            "selections": row.selections,
            "dropped": row.dropped,
            "item": row.item_id,
        }
        for row in connection.execute(wanted)
    ]
    return sorted(entries, key=lambda e: (e["source"], e["digest"], e["line"] or 0, e["title"] or "", e["reason"]))
