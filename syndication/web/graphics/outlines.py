"""``outlines.toml``: the regions' outlines for the map on the home page. A site without the file shows tiles."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from syndication.classify import ListedTerms
from syndication.classify.vocabulary import Slug
from syndication.config.checking import check, line_of, read_table, suggest
from syndication.config.settings import Section
from syndication.config.values import Whole
from syndication.errors import ConfigError, Fault
from syndication.models import REGIONS

FILE_NAME = "outlines.toml"

PathData = Annotated[str, StringConstraints(pattern=r"^\s*[Mm][\sMmLlHhVvCcSsQqTtAaZz0-9.,+-]+$")]
"""The attribute ``d`` of an SVG path (SVG 2, section 9.3), as far as outlines need it."""


class OutlinesFile(Section):
    """The whole file."""

    width: Whole = Field(gt=0, description="Of the map, in the units of the paths.")
    height: Whole = Field(gt=0, description="Likewise.")
    credit: str = Field("", description="Whom the page names below the map.")
    credit_url: str | None = Field(None, pattern=r"^https?://", description="Where the name leads to.")
    source: str = Field("", description="Where the outlines come from, and under which licence, for those who ask.")
    paths: dict[Slug, PathData] = Field(min_length=1, description="SVG path of each region, in drawing order.")


@dataclass(frozen=True, slots=True)
class Outlines:
    """A map's surface and what stands on it."""

    width: int
    height: int
    credit: str
    credit_url: str | None
    paths: Mapping[str, str]
    """Slug of a region to its path, what is drawn later above what is drawn before."""


def load_outlines(folder: Path, taxonomy: ListedTerms) -> Outlines | None:
    """Read the file of a configuration folder; None where there is none.

    A region may be without an outline. Raises ConfigError with every fault: what the declarations refuse, and
    outlines of regions that are not in the taxonomy.
    """
    path = folder / FILE_NAME
    if not path.exists():
        return None
    text, table = read_table(path)
    content = check(OutlinesFile, table, source=str(path), text=text)
    known = [term.slug for term in taxonomy.terms(REGIONS)]
    faults = [
        Fault(str(path), f"paths.{slug}", _unknown(slug, known), line_of(text, ("paths", slug)))
        for slug in content.paths
        if slug not in known
    ]
    if faults:
        raise ConfigError(faults)
    return Outlines(content.width, content.height, content.credit, content.credit_url, content.paths)


def find_missing(outlines: Outlines | None, taxonomy: ListedTerms) -> tuple[str, ...]:
    """The regions that a map leaves out; none where there is no map."""
    if outlines is None:
        return ()
    return tuple(term.slug for term in taxonomy.terms(REGIONS) if term.slug not in outlines.paths)


def _unknown(slug: str, known: list[str]) -> str:
    return f"expected a region of regions.toml, found {slug!r}{suggest(slug, known)}; take it out, or delete the file"
