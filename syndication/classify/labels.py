"""Labelled items: what people say an item's categories are, as JSON lines."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from syndication.classify.taxonomy import Taxonomy
from syndication.config.checking import suggest
from syndication.errors import ConfigError, Fault
from syndication.models import SCHEMES


@dataclass(frozen=True, slots=True)
class LabelledItem:
    """An item's words, and the slugs that people gave it."""

    id: str | None
    title: str
    summary: str
    labels: Mapping[str, frozenset[str]]
    """By scheme; an empty set says that none is right."""


@dataclass(frozen=True, slots=True)
class _Line:
    source: str
    number: int
    text: str

    def fault(self, key: str, message: str) -> Fault:
        return Fault(self.source, key, message, self.number)


def read_labels(data: bytes, source: str, taxonomy: Taxonomy) -> tuple[LabelledItem, ...]:
    """Read labelled items, one JSON object a line: ``title``, ``summary``, ``topics``, ``regions``, perhaps ``id``.

    Other fields are for people, empty lines count for nothing. Raises ConfigError with the faults of all lines: no
    object, a field that is missing or of another type, unknown slugs.
    """
    try:
        text = data.decode("utf-8-sig")  # editors on Windows put a byte order mark before UTF-8
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        raise ConfigError([Fault(source, "", "expected UTF-8; save the file as UTF-8", number)]) from error
    items: list[LabelledItem] = []
    faults: list[Fault] = []
    for number, content in enumerate(text.split("\n"), 1):
        if content.strip():
            read = _read_line(_Line(source, number, content), taxonomy)
            if isinstance(read, LabelledItem):
                items.append(read)
            else:
                faults += read
    if faults:
        raise ConfigError(faults)
    return tuple(items)


def _read_line(line: _Line, taxonomy: Taxonomy) -> LabelledItem | list[Fault]:
    try:
        value = json.loads(line.text)
    except ValueError as error:
        return [line.fault("", f"expected one JSON object a line: {error}")]
    if not isinstance(value, dict):
        return [line.fault("", f"expected a JSON object, found {type(value).__name__}")]
    if faults := list(_faults(value, line, taxonomy)):
        return faults
    return LabelledItem(
        id=None if value.get("id") is None else str(value["id"]),
        title=value["title"],
        summary=value["summary"],
        labels={scheme: frozenset(value[scheme]) for scheme in SCHEMES},
    )


def _faults(value: Mapping[str, Any], line: _Line, taxonomy: Taxonomy) -> Iterator[Fault]:
    for name in ("title", "summary"):
        if not isinstance(value.get(name), str):
            yield line.fault(name, f"expected text, found {_told(value, name)}")
    for scheme in SCHEMES:
        slugs = value.get(scheme)
        if not isinstance(slugs, list) or not all(isinstance(slug, str) for slug in slugs):
            yield line.fault(scheme, f"expected a list of slugs (empty for none), found {_told(value, scheme)}")
            continue
        known = [term.slug for term in taxonomy.terms(scheme)]
        for slug in dict.fromkeys(slugs):
            if slug not in known:
                yield line.fault(scheme, f"{slug!r} is none of the {scheme}{suggest(slug, known)}")


def _told(value: Mapping[str, Any], name: str) -> str:
    return json.dumps(value[name], ensure_ascii=False)[:80] if name in value else "no such field"
