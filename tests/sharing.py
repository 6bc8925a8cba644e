"""What a process of tests makes once, as making it takes longer than most tests: empty archives, SQL, taxonomies."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from syndication import service
from syndication.archive import Archive, database
from syndication.classify import Classifier, Taxonomy, load_taxonomy
from syndication.cli import evaluating, inspecting, parsing

MAKE_ENGINE, MIGRATE = database._make_engine, database._migrate


class Taxonomies:
    """Those of folders with the same content, and what classifies by them."""

    def __init__(self) -> None:
        self._known: dict[bytes, Taxonomy] = {}
        self._classifiers: dict[int, Classifier] = {}

    def load(self, folder: Path) -> Taxonomy:
        """As :func:`load_taxonomy`, for any folder of the tests: a fault is found, and told, each time."""
        key = self._digest(folder)
        if key not in self._known:
            self._known[key] = load_taxonomy(folder)
        return self._known[key]

    def _digest(self, folder: Path) -> bytes:
        digest = hashlib.sha256()
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            content = file.read_bytes()
            digest.update(f"{file.relative_to(folder)}\0{len(content)}\0".encode() + content)
        return digest.digest()

    def classifier(self, taxonomy: Taxonomy) -> Classifier:
        """What others made ready already, where the taxonomy is one of theirs."""
        if not any(taxonomy is known for known in self._known.values()):
            return Classifier(taxonomy)
        return self._classifiers.setdefault(id(taxonomy), Classifier(taxonomy))


def copying_schema(empty: Path) -> Callable[[Engine], None]:
    """Instead of the migrations: a new SQLite archive is a copy of one without items."""
    Archive.open(f"sqlite:///{empty}", authority="example.org").close()

    def copy_or_migrate(engine: Engine) -> None:
        file = Path(engine.url.database or "")
        if database.is_sqlite(engine) and not file.exists():
            shutil.copyfile(empty, file)
        MIGRATE(engine)

    return copy_or_migrate


def compiling_once() -> Callable[[str], Engine]:
    """Makes engines that know the SQL of all engines before them: SQLAlchemy compiles for each dialect object anew."""
    shared: dict[str, tuple[Any, Any]] = {}

    def make_engine(address: str) -> Engine:
        engine = MAKE_ENGINE(address)
        known = shared.get(engine.dialect.name)
        if known:
            engine.dialect, engine._compiled_cache = known
        else:  # only a dialect that has met a database knows it
            event.listen(
                engine.pool,
                "connect",
                lambda *_: shared.setdefault(engine.dialect.name, (engine.dialect, engine._compiled_cache)),
            )
        return engine

    return make_engine


@contextmanager
def sharing(folder: Path) -> Iterator[None]:
    """Let all tests share, by way of an empty folder."""
    taxonomies = Taxonomies()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_make_engine", compiling_once())
        patch.setattr(database, "_migrate", copying_schema(folder / "archive.db"))
        for module in (evaluating, inspecting, parsing, service):
            patch.setattr(module, "load_taxonomy", taxonomies.load)
        for module in (evaluating, parsing, service):
            patch.setattr(module, "Classifier", taxonomies.classifier)
        yield
