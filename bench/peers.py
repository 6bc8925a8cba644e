"""The programs that we are compared with: where they are, and how to get those that are not there."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(tempfile.gettempdir()) / "syndication-peers"
"""The Python environment of the peers from PyPI, which are no requirement of the project."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A program, and the command that installs it."""

    name: str
    program: str
    install: str


_FROM_DEBIAN = [Peer(name, name.lower(), f"apt-get install {name.lower()}") for name in ("Hugo", "nginx", "wrk")]


def find_peers(folder: Path) -> dict[str, str]:
    """Name to program of the peers that are installed; of the others it prints how to install them."""
    install = f"python -m venv {folder} && {folder}/bin/pip install django granian pelican"
    from_pypi = [
        Peer("Pelican", str(folder / "bin" / "pelican"), install),
        Peer("Django", str(folder / "bin" / "django-admin"), install),
    ]
    found: dict[str, str] = {}
    for peer in [*_FROM_DEBIAN, *from_pypi]:
        if program := shutil.which(peer.program):
            found[peer.name] = program
        else:
            print(f"{peer.name} is not installed and is left out: {peer.install}")
    return found
