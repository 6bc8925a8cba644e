"""Whether two archives are the same to readers: what differs, in plain words."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import Any

from syndication.archive import Archive, Arrival
from syndication.models import Document

Contents = Mapping[str, Sequence[Mapping[str, Any]]]
Packed = Mapping[str, Mapping[str, str]]
_SHOWN_CHARACTERS = 120
_CLASSIFIED = ("categories", "selections")
"""What the taxonomy gives, and a changed one gives otherwise."""


class Kind(StrEnum):
    """What a difference is about."""

    IDS = "ids"
    CONTENTS = "contents"
    CATEGORIES = "categories"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that one archive has otherwise than the other."""

    kind: Kind
    where: str
    """The id of an item, the name of a file, the address of a document."""
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def compare_archives(archive: Archive, anew: Archive) -> Iterator[Difference]:
    """What an archive made anew has otherwise: items, files, quarantine, and the order in which files came."""
    contents, contents_anew = _pack(archive.contents()), _pack(anew.contents())
    for section, kind in (("items", Kind.IDS), ("readings", Kind.CONTENTS), ("quarantine", Kind.CONTENTS)):
        yield from _compare_rows(contents[section], contents_anew[section], kind)
    for was, now in zip_longest(map(_describe_arrival, archive.arrivals()), map(_describe_arrival, anew.arrivals())):
        if was != now:
            yield Difference(Kind.CONTENTS, "files", f"{was or 'none'} came, made anew {now or 'none'}")
            return


def compare_documents(documents: Iterable[Document], anew: Iterable[Document]) -> Iterator[Difference | None]:
    """For each pair of documents what differs, None where all bytes are equal."""
    for document, other in zip(documents, anew, strict=True):
        if (document.path, document.body) == (other.path, other.body):
            yield None
        else:
            sizes = f"{len(document.body):,} bytes in the archive, {len(other.body):,} made anew"
            yield Difference(Kind.DOCUMENTS, document.path, f"other bytes ({sizes})")


def _pack(contents: Contents) -> Packed:
    """The rows by their names, as text: two large archives as Python's objects would take half a gigabyte."""
    return {
        section: {_NAMES[section](row): json.dumps(row, ensure_ascii=False) for row in rows}
        for section, rows in contents.items()
    }


def _compare_rows(rows: Mapping[str, str], anew: Mapping[str, str], kind: Kind) -> Iterator[Difference]:
    """``kind`` is that of a row which only one of the two has."""
    for where in sorted(rows.keys() | anew.keys()):
        if where not in anew:
            yield Difference(kind, where, "in the archive, not made anew")
        elif where not in rows:
            yield Difference(kind, where, "made anew, not in the archive")
        elif rows[where] != anew[where]:
            yield from _compare_fields(where, json.loads(rows[where]), json.loads(anew[where]))


def _compare_fields(where: str, row: Mapping[str, Any], anew: Mapping[str, Any]) -> Iterator[Difference]:
    for field in row:
        if row[field] != anew[field]:
            kind = Kind.CATEGORIES if field in _CLASSIFIED else Kind.CONTENTS
            was, now = _show(field, row[field]), _show(field, anew[field])
            what = f"{was} in the archive, {now} made anew" if was != now else f"{was}, for other reasons"
            yield Difference(kind, where, f"{field.replace('_', ' ')}: {what}")


def _show(field: str, value: Any) -> str:
    if field == "categories":
        value = [category["slug"] for category in value]
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= _SHOWN_CHARACTERS else f"{shown[:_SHOWN_CHARACTERS]}…"


def _describe_arrival(arrival: Arrival) -> str:
    held = f", held with plan {arrival.plan}," if arrival.plan else ""
    return f"{arrival.source} ({arrival.digest[:12]}){held} on {arrival.at:%Y-%m-%d %H:%M:%S}"


def _name_reading(row: Mapping[str, Any]) -> str:
    return f"{row['source']} ({row['digest'][:12]})"


def _name_entry(row: Mapping[str, Any]) -> str:
    place = f"{row['source']}:{row['line'] or ''} ({row['digest'][:12]})"
    return f"{place} in quarantine: {row['title'] or 'the file'}: {row['reason']}"


_NAMES: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "items": lambda row: row["id"],
    "readings": _name_reading,
    "quarantine": _name_entry,
}
