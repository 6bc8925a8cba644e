"""``corrections.toml``: a person's decisions in a file, for those who prefer files to ``syndication correct``.

Both end in the same place, the archive: the file is a list of orders, carried out at each cycle and build. Taking
an entry out takes no decision back.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from pydantic import Field, model_validator

from syndication.classify import ListedTerms
from syndication.classify.vocabulary import Slug
from syndication.config import Settings
from syndication.config.checking import check, line_of, read_table, suggest
from syndication.config.settings import Section
from syndication.errors import ConfigError, Fault, SyndicationError
from syndication.models import SCHEMES
from syndication.naming import name_item

FILE_NAME = "corrections.toml"


class OrderRecord(Section):
    """An entry of the file, as it is written."""

    id: str = Field(
        pattern=r"^(tag:|/|https?://)", description="The item's id, or the path or the address of its page."
    )
    topics: tuple[Slug, ...] | None = Field(None, description="Its topics, best first; an empty list for none.")
    regions: tuple[Slug, ...] | None = Field(None, description="Its regions, best first; an empty list for none.")
    note: str = Field("", description="Why, for those who read the file.")

    @model_validator(mode="after")
    def _decides_something(self) -> Self:
        if self.topics is None and self.regions is None:
            raise ValueError("expected topics, regions or both, found neither; add them or take the entry out")
        return self

    @property
    def decided(self) -> dict[str, tuple[str, ...]]:
        """Scheme to slugs, for the schemes that the entry is about."""
        return {scheme: slugs for scheme in SCHEMES if (slugs := getattr(self, scheme)) is not None}


class CorrectionsFile(Section):
    """The whole file."""

    correction: tuple[OrderRecord, ...] = Field((), description="The entries, each headed by [[correction]].")


@dataclass(frozen=True, slots=True)
class Order:
    """What a person decided about an item, and where."""

    id: str
    """The item's id or path, whatever address of it the file gives."""
    decided: Mapping[str, tuple[str, ...]]
    """Scheme to slugs, best first."""
    source: str
    line: int | None

    def fault(self, message: str) -> Fault:
        """Blame the entry."""
        return Fault(self.source, "", f"{self.id}: {message}", self.line)


def load_corrections(settings: Settings, taxonomy: ListedTerms) -> tuple[Order, ...]:
    """Read the file; no file means no corrections.

    Raises ConfigError with all faults at once: what the declarations refuse, or else what can name no item of this
    site, unknown slugs, an item's topics or regions decided twice.
    """
    path = settings.folder / FILE_NAME
    if not path.exists():
        return ()
    text, table = read_table(path)
    records = check(CorrectionsFile, table, source=str(path), text=text).correction
    orders, faults = list[Order](), list[Fault]()
    for number, record in enumerate(records):
        order = Order(record.id, record.decided, str(path), line_of(text, ("correction", number)))
        try:
            order = replace(order, id=name_item(record.id, settings))
        except SyndicationError as error:
            faults.append(Fault(order.source, "", str(error), order.line))
        orders.append(order)
    if faults := [*faults, *_unknown_slugs(orders, taxonomy), *_decided_twice(orders)]:
        raise ConfigError(faults)
    return tuple(orders)


def _unknown_slugs(orders: Sequence[Order], taxonomy: ListedTerms) -> Iterator[Fault]:
    for order in orders:
        for scheme, slugs in order.decided.items():
            known = [term.slug for term in taxonomy.terms(scheme)]
            for slug in sorted(set(slugs).difference(known)):
                yield order.fault(f"{slug!r} is none of the {scheme}{suggest(slug, known)}")


def _decided_twice(orders: Sequence[Order]) -> Iterator[Fault]:
    first: dict[tuple[str, str], Order] = {}
    for order in orders:
        for scheme in order.decided:
            there = first.setdefault((order.id, scheme), order)
            if there is not order:
                yield order.fault(f"its {scheme} are decided in line {there.line} already; keep one of them")
