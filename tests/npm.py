"""Asking programs from npm, which stand in tests/node: one start of Node.js for each question."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "node"


def ask_node(script: str, question: object) -> Any:
    """What a script of tests/node answers; question and answer are JSON.

    Raises FileNotFoundError where Node.js or the packages are missing, and says what to do.
    """
    run = subprocess.run(
        [_find_node(), str(FOLDER / script)],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if run.returncode:
        raise RuntimeError(run.stderr)
    return json.loads(run.stdout)


def find_package(name: str) -> Path:
    """The folder of an installed package; raises FileNotFoundError, and says what to do."""
    folder = FOLDER / "node_modules" / name
    if not folder.is_dir():
        raise FileNotFoundError(f"{name} of npm is not installed: run ./check, or npm ci --prefix tests/node")
    return folder


def _find_node() -> str:
    node = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
    if node is None:
        raise FileNotFoundError("no node here: run ./check, which brings one, or install Node.js 20 or newer")
    for name in json.loads((FOLDER / "package.json").read_text("utf-8"))["dependencies"]:
        find_package(name)
    return node
