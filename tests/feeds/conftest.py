"""What judges documents from outside: the grammar of Atom, and a parser of another language, feedsmith from npm."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

SCHEMA = Path(__file__).parents[1] / "data" / "schema" / "atom.rng"
NODE_FOLDER = Path(__file__).parents[1] / "node"
ReadFeeds = Callable[[Iterable[bytes]], list[dict[str, Any]]]


@pytest.fixture(scope="session")
def grammar() -> etree.RelaxNG:
    """RFC 4287, Appendix B."""
    return etree.RelaxNG(etree.parse(SCHEMA))


@pytest.fixture(scope="session")
def read_with_feedsmith() -> ReadFeeds:
    """Parse any number of documents with one start of Node.js. Fails, never skips, where it is not set up."""
    node = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
    if node is None:
        pytest.fail("no node here: run ./check, which brings one, or install Node.js 18 or newer")
    if not (NODE_FOLDER / "node_modules" / "feedsmith").is_dir():
        pytest.fail("the npm parsers are not installed: run ./check, or npm ci --prefix tests/node")

    def read(documents: Iterable[bytes]) -> list[dict[str, Any]]:
        texts = json.dumps([document.decode() for document in documents])
        command = [node, str(NODE_FOLDER / "read-feeds.js")]
        run = subprocess.run(command, input=texts, capture_output=True, text=True, encoding="utf-8")
        assert run.returncode == 0, run.stderr
        found: list[dict[str, Any]] = json.loads(run.stdout)
        return found

    return read
