"""What every command shares: finding the settings, opening the service, writing JSON, showing progress."""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from syndication.config import Settings, load_settings, locate
from syndication.logs import set_up_logs
from syndication.progress import Progress
from syndication.safekeeping.access import working
from syndication.safekeeping.trying import on_trial
from syndication.service import Service, open_service

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """The command line's view of one site."""

    config: Path | None

    def settings(self, flags: Mapping[str, Any] | None = None) -> Settings:
        """Raises ConfigError."""
        return load_settings(self.config, flags=flags)

    def folder(self) -> Path:
        """The folder of the configuration; raises ConfigError."""
        return locate.find(self.config, os.environ, Path.cwd())[0]

    @contextmanager
    def service(self, *, with_presses: bool = False) -> Iterator[Service]:
        """The opened archive and documents of the site; nobody puts another archive in their place meanwhile."""
        set_up_logs()
        settings = self.settings()
        with working(settings), open_service(settings, with_presses=with_presses) as service:
            yield service

    @contextmanager
    def service_on_trial(self) -> Iterator[Service]:
        """The same to look at: nothing of the site is made or changed by opening it."""
        set_up_logs()
        with on_trial(self.settings()) as settings, open_service(settings) as service:
            yield service


pass_context = click.make_pass_decorator(Context)
"""Gives a command the site that it is about."""


def now() -> datetime:
    """The time, read here once and passed on."""
    return datetime.now(UTC)


def write_json(value: Mapping[str, Any]) -> None:
    """One object, one line, UTF-8 whatever the locale says."""
    sys.stdout.buffer.write(json.dumps(value, ensure_ascii=False).encode() + b"\n")


def note(message: str) -> None:
    """Tell a person something beside the result."""
    click.echo(message, err=True)


def progress(label: str) -> Progress[T]:
    """A progress bar on a terminal; nothing when standard error goes elsewhere."""

    def over(values: Sequence[T]) -> Iterable[T]:
        if not sys.stderr.isatty():
            yield from values
            return
        with click.progressbar(values, label=label, file=sys.stderr) as bar:
            yield from bar

    return over
