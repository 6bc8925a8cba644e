"""The configuration of one site, as frozen values."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from syndication.config import locate
from syndication.config.checking import faults_of, line_of, read_table, suggest
from syndication.config.kinds import takes_list, takes_number, takes_table, takes_truth
from syndication.config.settings import Settings
from syndication.config.values import read_number
from syndication.errors import ConfigError, Fault

__all__ = ["Settings", "blame", "declarations", "load_settings", "sections", "variables"]

PREFIX = "SYNDICATION_"
LOADED = ("root", "folder", "origins")
"""Fields that the loader sets: no file and no variable may."""


class _Override(NamedTuple):
    """A value that goes before the file's, and where it came from."""

    origin: str
    value: Any


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
    overlay |= _from_flags(flags or {})
    faults += [Fault(str(path), key, "no such setting") for key in LOADED if content.pop(key, None) is not None]
    _lay_over(content, overlay)
    try:
        origins = {key: override.origin for key, override in overlay.items()}
        settings = Settings.model_validate(content | {"root": root, "folder": folder, "origins": origins})
    except ValidationError as error:
        found = faults_of(error, source=str(path), text=text, model=Settings)
        faults += [_blame_origin(fault, overlay) for fault in found]
    if faults:
        raise ConfigError(faults)
    return settings if "base_url" in settings.site.model_fields_set else _at_its_port(settings)


def _at_its_port(settings: Settings) -> Settings:
    """Without an address to the outside, a service is tried on its own machine, at whatever port it listens on."""
    site = settings.site.model_copy(update={"base_url": f"http://127.0.0.1:{settings.serve.port}"})
    return settings.model_copy(update={"site": site})


def blame(settings: Settings, key: str, message: str) -> ConfigError:
    """What is found to be wrong with a setting only once the service meets it, where it was set."""
    if origin := settings.origins.get(key):
        return ConfigError([Fault(origin, key, message)])
    text, _ = read_table(settings.file)
    return ConfigError([Fault(str(settings.file), key, message, line_of(text, key.split(".")))])


def variables() -> dict[str, str]:
    """Name of every environment variable to the dotted key that it sets."""
    return {PREFIX + key.replace(".", "_").upper(): key for key, field in declarations() if not takes_table(field)}


def declarations() -> Iterator[tuple[str, FieldInfo]]:
    """Every setting: its dotted key and its declaration."""
    for section, model in sections():
        for name, field in model.model_fields.items():
            yield f"{section}.{name}", field


def sections() -> Iterator[tuple[str, type[BaseModel]]]:
    """Every table of the settings file, in order."""
    for name, field in Settings.model_fields.items():
        if name not in LOADED and isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield name, field.annotation


def _from_environment(environ: Mapping[str, str]) -> tuple[dict[str, _Override], list[Fault]]:
    known, found, faults = variables(), {}, []
    fields = dict(declarations())
    for name, text in environ.items():
        if name == locate.VARIABLE or not name.startswith(PREFIX):
            continue
        if key := known.get(name):
            found[key] = _Override(name, _read(text, fields[key]))
        else:
            faults.append(Fault(name, "", f"no setting has this variable{suggest(name, known) or '; unset it'}"))
    return found, faults


def _from_flags(flags: Mapping[str, Any]) -> dict[str, _Override]:
    return {
        key: _Override("--" + key.rpartition(".")[2].replace("_", "-"), value)
        for key, value in flags.items()
        if value is not None
    }


def _read(text: str, field: FieldInfo) -> object:
    """What a variable says, as the file would; what is no such value stays a word, for the check."""
    if takes_list(field):
        return [part.strip() for part in text.split(",") if part.strip()]
    if takes_number(field):
        return read_number(text)
    return {"true": True, "false": False}.get(text, text) if takes_truth(field) else text


def _lay_over(content: dict[str, Any], overlay: Mapping[str, _Override]) -> None:
    """Put overrides into the file's content; a missing table becomes an empty one, so that all it lacks is named."""
    for section, _ in sections():
        content.setdefault(section, {})
    for key, override in overlay.items():
        section, _, name = key.partition(".")
        if isinstance(content[section], dict):  # else the fault is found where the file is checked
            content[section][name] = override.value


def _blame_origin(fault: Fault, overlay: Mapping[str, _Override]) -> Fault:
    """A value that did not come from the file must not be looked for there."""
    for key, override in overlay.items():
        if fault.key == key or fault.key.startswith(f"{key}."):
            return Fault(override.origin, key, fault.message)
    return fault
