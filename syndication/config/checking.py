"""Reading TOML into checked values, with every fault at once and the line of each."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from syndication.config.kinds import kind_at
from syndication.config.lines import line_of
from syndication.errors import ConfigError, Fault

__all__ = ["check", "faults_of", "line_of", "raise_together", "read_json", "read_model", "read_table", "suggest"]

M = TypeVar("M", bound=BaseModel)


def read_table(path: Path) -> tuple[str, dict[str, Any]]:
    """Return a TOML file's text and its content.

    Raises ConfigError when the file is missing, is not UTF-8 or is not TOML.
    """
    try:
        text = path.read_text("utf-8-sig")  # editors on Windows put a byte order mark before UTF-8
    except OSError as error:
        raise ConfigError([Fault(str(path), "", f"expected a readable file: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"expected UTF-8, found the byte 0x{error.object[error.start]:02x}; save the file as UTF-8"
        raise ConfigError([Fault(str(path), "", message, line)]) from error
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r" \(at line (\d+), column \d+\)", str(error))
        line = int(found[1]) if found else len(text.splitlines())
        raise ConfigError([Fault(str(path), "", f"not valid TOML: {error}", line)]) from error


def read_json(path: Path) -> tuple[str, dict[str, Any]]:
    """Return the text and the content of a JSON file that holds an object; raises ConfigError where it is none."""
    try:
        text = path.read_text("utf-8")
        content = json.loads(text)
    except OSError as error:
        raise ConfigError([Fault(str(path), "", f"expected a readable file: {error.strerror}")]) from error
    except json.JSONDecodeError as error:
        raise ConfigError([Fault(str(path), "", f"not valid JSON: {error.msg}", error.lineno)]) from error
    except UnicodeDecodeError as error:
        raise ConfigError([Fault(str(path), "", "expected UTF-8; save the file as UTF-8")]) from error
    if not isinstance(content, dict):
        raise ConfigError([Fault(str(path), "", f"expected an object, found {_shorten(content)}")])
    return text, content


def check(model: type[M], content: dict[str, Any], *, source: str, text: str) -> M:
    """Turn a table into a model; raises ConfigError with every fault, each with its line in ``text``."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise ConfigError(faults_of(error, source=source, text=text, model=model)) from error


def read_model(model: type[M], path: Path) -> M:
    """Read one TOML file as a model; raises ConfigError with every fault of the file."""
    text, content = read_table(path)
    return check(model, content, source=str(path), text=text)


def faults_of(error: ValidationError, *, source: str, text: str, model: type[BaseModel] | None = None) -> list[Fault]:
    """One fault for each thing that pydantic found, worded from what ``model`` says is expected."""
    details = error.errors()
    # A list with a wrong member counts as too short as well: the member's fault says it all.
    outer = {found["loc"][:length] for found in details for length in range(len(found["loc"]))}
    return [
        Fault(source, ".".join(map(str, found["loc"])), _message(found, model), line_of(text, found["loc"]))
        for found in details
        if found["loc"] not in outer
    ]


def raise_together(errors: Iterable[ConfigError]) -> None:
    """Raise one ConfigError with the faults of all, if there is any."""
    faults = [fault for error in errors for fault in error.faults]
    if faults:
        raise ConfigError(faults)


def suggest(name: str, known: Iterable[str]) -> str:
    """The known name that was probably meant, as the end of a message; else an empty text."""
    return "".join(f"; did you mean {match}?" for match in get_close_matches(name, list(known), n=1))


def _message(found: ErrorDetails, model: type[BaseModel] | None) -> str:
    location = found["loc"]
    if found["type"] == "extra_forbidden":
        return f"no such setting{suggest(str(location[-1]), _names_beside(model, location)) or '; take it out'}"
    kind = kind_at(model, location) if model else None
    if found["type"] == "missing":
        return "this setting is needed and is not there" + (f": {kind}" if kind else "")
    if found["type"] == "value_error":
        return found["msg"].removeprefix("Value error, ")
    expected = f"expected {kind}" if kind else found["msg"]
    return f"{expected}, found {_shorten(found['input'])}"


def _shorten(value: object) -> str:
    return repr(value) if len(repr(value)) <= 80 else f"{repr(value)[:77]}..."


def _names_beside(model: type[BaseModel] | None, location: tuple[str | int, ...]) -> Iterator[str]:
    """The names that may stand where an unknown one stands."""
    current: Any = model
    for part in location[:-1]:
        field = current.model_fields.get(part) if current else None
        annotation = field.annotation if field else None
        current = annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None
    if current:
        yield from current.model_fields
