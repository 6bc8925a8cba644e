"""The page of all settings, made from their declarations.

``python -m syndication.config.describe > docs/settings.md`` writes it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from pydantic.fields import FieldInfo

from syndication.config import PREFIX, locate, sections
from syndication.config.kinds import kind_of, takes_table

_HEAD = f"""\
# Settings

This page is made from the declarations in `syndication/config/settings.py`.

A site's settings stand in `{locate.FILE_NAME}`, in the folder named by `--config`, else by the variable
`{locate.VARIABLE}`, else in `./config`. Without any of them the ready configuration serves the folder you are in.
Beside it stand `topics.toml` and `regions.toml`, the categories. Paths are relative to the folder that holds
`config/`.

An environment variable goes before the file, a command's option before both. A list in a variable is written with
commas. `syndication check` names every fault of all of them at once, with the line.
"""


def describe() -> str:
    """Return the page, in Markdown."""
    return _HEAD + "".join(_section(name, model.__doc__ or "", model.model_fields) for name, model in sections())


def _section(name: str, purpose: str, fields: dict[str, FieldInfo]) -> str:
    rows = "".join(f"| {' | '.join(_cells(name, key, field))} |\n" for key, field in fields.items())
    return (
        f"\n## [{name}]\n\n{purpose}\n\n"
        f"| setting | takes | default | what it is | variable |\n| --- | --- | --- | --- | --- |\n{rows}"
    )


def _cells(section: str, key: str, field: FieldInfo) -> Iterator[str]:
    yield f"`{key}`"
    yield kind_of(field)
    yield "**needed**" if field.is_required() else _default(field.default)
    yield field.description or ""
    yield "none" if takes_table(field) else f"`{PREFIX}{section.upper()}_{key.upper()}`"


def _default(value: Any) -> str:
    if value is None:
        return "none"
    return f"`{_as_toml(value)}`"


def _as_toml(value: Any) -> str:
    """A default as it would stand in the file."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_as_toml, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str | Path) else str(value)


if __name__ == "__main__":
    click.echo(describe(), nl=False)
