"""Values of the road to database values and back: JSON for what is nested, our own digest for what is equal."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from syndication.errors import ArchiveError
from syndication.models import Category, Evidence, Item, Selection


def variant_key(item: Item) -> str:
    """Digest of what an item says: two sightings with one key are the same variant."""
    date = None if item.date is None else str(item.date)
    told = [item.title, item.paragraphs, date, item.url, item.caption]
    if any("\x00" in text for text in (item.title, *item.paragraphs, item.url or "", item.caption or "")):
        raise _illegal(item, "a NUL character")
    try:
        data = json.dumps(told, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise _illegal(item, "half of a surrogate pair") from error
    return hashlib.sha256(data).hexdigest()


def _illegal(item: Item, found: str) -> ArchiveError:
    return ArchiveError(
        f"{item.source}:{item.line}: {item.title[:60]!a}: expected text as syndication.text.clean leaves it, "
        f"found {found}"
    )


def dump_categories(categories: Iterable[Category]) -> list[dict[str, Any]]:
    return [
        {
            "scheme": category.scheme,
            "slug": category.slug,
            "score": category.score,
            "decided_by": category.decided_by,
            "evidence": [[e.term, e.where, e.scheme, e.slug, e.weight] for e in category.evidence],
        }
        for category in categories
    ]


def load_categories(rows: Iterable[dict[str, Any]]) -> tuple[Category, ...]:
    return tuple(
        Category(
            scheme=row["scheme"],
            slug=row["slug"],
            score=row["score"],
            evidence=tuple(Evidence(*each) for each in row["evidence"]),
            decided_by=row["decided_by"],
        )
        for row in rows
    )


def dump_selections(selections: Iterable[Selection]) -> list[list[str | None]]:
    ordered = sorted(selections, key=lambda selection: selection.path)
    return [list(selection.pair) for selection in ordered]


def load_selections(rows: Iterable[list[str | None]]) -> tuple[Selection, ...]:
    return tuple(Selection.of(topic, region) for topic, region in rows)
