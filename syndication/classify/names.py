"""Tables of names (CSV): one name a row, for the long lists that a script or a spreadsheet keeps."""

import csv
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from syndication.classify.vocabulary import Entry, Latitude, Longitude, Vocabulary
from syndication.config.checking import faults_of
from syndication.config.values import read_number
from syndication.errors import ConfigError, Fault

NAMES_SUFFIX = ".csv"
_FIRST_ROW = 2
"""The line of a table's first row: its head is line 1."""


class NameRow(BaseModel):
    """A row: ``words`` (spellings, with ``|`` between), ``regions``, ``topics`` (slugs, with blanks between),
    ``kind``, and where it is (``lat``, ``lon``). Other columns are for people.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    words: str = Field(min_length=2)
    kind: str
    regions: str = ""
    topics: str = ""
    lat: Annotated[Latitude | None, BeforeValidator(read_number)] = None
    lon: Annotated[Longitude | None, BeforeValidator(read_number)] = None

    @model_validator(mode="after")
    def _both_or_none(self) -> Self:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("expected lat and lon, found one of them")
        return self

    def entry(self) -> Entry:
        return Entry(
            words=tuple(self.words.split("|")),
            kind=self.kind,
            regions=dict.fromkeys(self.regions.split(), 1.0),
            topics=dict.fromkeys(self.topics.split(), 1.0),
            point=None if self.lat is None or self.lon is None else (self.lat, self.lon),
        )


def read_names(path: Path) -> Vocabulary:
    """Read a table of names as a vocabulary; raises ConfigError with the faults of all rows."""
    entries: list[Entry] = []
    faults: list[Fault] = []
    for number, row in enumerate(_rows(path), _FIRST_ROW):
        try:
            entries.append(NameRow.model_validate({key: value for key, value in row.items() if value}).entry())
        except ValidationError as error:
            found = faults_of(error, source=str(path), text="")
            faults += [Fault(fault.source, fault.key, fault.message, number) for fault in found]
    if faults:
        raise ConfigError(faults)
    return Vocabulary(entries=tuple(entries))


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError([Fault(str(path), "", f"expected a readable table in UTF-8: {error}")]) from error
