"""The configuration of one site, as frozen values."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from syndication.config import locate
from syndication.config.reading import faults_of, read_table
from syndication.config.settings import Settings
from syndication.errors import ConfigError, Fault

__all__ = ["Settings", "load_settings", "variables"]

PREFIX = "SYNDICATION_"


def load_settings(
    given: Path | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    flags: Mapping[str, Any] | None = None,
    working_folder: Path | None = None,
) -> Settings:
    """Settings from the file, then ``SYNDICATION_*`` variables, then flags (dotted keys to values).

    Raises ConfigError with every fault of file and environment at once.
    """
    environ = os.environ if environ is None else environ
    folder, root = locate.find(given, environ, working_folder or Path.cwd())
    path = folder / locate.FILE_NAME
    text, content = read_table(path)
    overlay, faults = _from_environment(environ)
    overlay |= {key: value for key, value in (flags or {}).items() if value is not None}
    for key, value in overlay.items():
        section, _, name = key.partition(".")
        content.setdefault(section, {})[name] = value
    faults += [Fault(str(path), key, "no such setting") for key in ("root", "folder") if content.pop(key, None)]
    try:
        settings = Settings.model_validate(content | {"root": root, "folder": folder})
    except ValidationError as error:
        faults += [_blame_variable(fault, overlay) for fault in faults_of(error, source=str(path), text=text)]
    if faults:
        raise ConfigError(faults)
    return settings


def variables() -> dict[str, str]:
    """Name of every environment variable to the dotted key that it sets."""
    return {PREFIX + key.replace(".", "_").upper(): key for key, _ in _keys(Settings)}


def _keys(model: type[BaseModel], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from _keys(field.annotation, f"{before}{name}.")
        elif before:
            yield f"{before}{name}", field


def _from_environment(environ: Mapping[str, str]) -> tuple[dict[str, Any], list[Fault]]:
    known, values, faults = variables(), {}, []
    lists = {key for key, field in _keys(Settings) if "tuple" in str(field.annotation)}
    for name, text in environ.items():
        if name == locate.VARIABLE or not name.startswith(PREFIX):
            continue
        if key := known.get(name):
            values[key] = [part.strip() for part in text.split(",")] if key in lists else text
        else:
            faults.append(Fault(name, "", "no setting has this variable; see docs/settings.md for the names"))
    return values, faults


def _blame_variable(fault: Fault, overlay: Mapping[str, Any]) -> Fault:
    """A value that did not come from the file must not be looked for there."""
    for key in overlay:
        if fault.key == key or fault.key.startswith(f"{key}."):
            return Fault(PREFIX + key.replace(".", "_").upper(), key, fault.message)
    return fault
