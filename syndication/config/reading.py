"""Reading TOML into checked values, with every fault at once and the line of each."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from syndication.errors import ConfigError, Fault

_TABLE = re.compile(r"\s*\[(\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_.\"'-]+)\s*=")
Location = Sequence[str | int]
M = TypeVar("M", bound=BaseModel)


def read_table(path: Path) -> tuple[str, dict[str, Any]]:
    """Return a TOML file's text and its content.

    Raises ConfigError when the file is missing, is not UTF-8 or is not TOML.
    """
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise ConfigError([Fault(str(path), "", f"expected a readable file: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise ConfigError([Fault(str(path), "", f"expected UTF-8, found byte {error.start} that is not")]) from error
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = int(found[1]) if found else None
        raise ConfigError([Fault(str(path), "", f"not valid TOML: {error}", line)]) from error


def check(model: type[M], content: dict[str, Any], *, source: str, text: str) -> M:
    """Turn a table into a model; raises ConfigError with every fault, each with its line in ``text``."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise ConfigError(faults_of(error, source=source, text=text)) from error


def read_model(model: type[M], path: Path) -> M:
    """Read one TOML file as a model; raises ConfigError with every fault of the file."""
    text, content = read_table(path)
    return check(model, content, source=str(path), text=text)


def faults_of(error: ValidationError, *, source: str, text: str) -> list[Fault]:
    """One fault for each thing that pydantic found."""
    faults = []
    for found in error.errors():
        message = found["msg"].removeprefix("Value error, ")
        if found["type"] == "extra_forbidden":
            message = "no such setting; check the spelling, or take it out"
        elif found["type"] == "missing":
            message = "this setting is needed and is not there"
        elif found["type"] != "value_error":
            message = f"{message}, found {found['input']!r}"
        key = ".".join(map(str, found["loc"]))
        faults.append(Fault(source, key, message, line_of(text, found["loc"])))
    return faults


def line_of(text: str, location: Location) -> int | None:
    """The line that sets the longest known prefix of a key path (tables, arrays of tables, dotted keys)."""
    current: tuple[str | int, ...] = ()
    counts: dict[tuple[str | int, ...], int] = {}
    best, depth = None, 1
    for number, line in enumerate(text.splitlines(), 1):
        if table := _TABLE.match(line):
            path = _parts(table[2])
            if table[1]:
                counts[path] = counts.get(path, -1) + 1
                path += (counts[path],)
            current = path
        elif key := _KEY.match(line):
            path = current + _parts(key[1])
        else:
            continue
        if tuple(location[: len(path)]) == path and len(path) >= depth:
            best, depth = number, len(path)
    return best


def _parts(dotted: str) -> tuple[str | int, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def raise_together(errors: Iterable[ConfigError]) -> None:
    """Raise one ConfigError with the faults of all, if there is any."""
    faults = [fault for error in errors for fault in error.faults]
    if faults:
        raise ConfigError(faults)
