"""Our published documents, for the peers: bytes for those that serve bytes, items for those that render."""

import json
import os
from pathlib import Path
from typing import Any

FOLDER = Path(os.environ["BENCH_DOCUMENTS"])


def read_documents() -> dict[str, bytes]:
    """Address to bytes of the Atom documents."""
    return {f"/{file.relative_to(FOLDER)}": file.read_bytes() for file in FOLDER.rglob("*.atom")}


def read_feeds() -> dict[str, dict[str, Any]]:
    """Address of the Atom document to the feed's JSON document, which says the same."""
    return {
        f"/{file.relative_to(FOLDER).with_suffix('.atom')}": json.loads(file.read_bytes())
        for file in FOLDER.rglob("*.json")
        if not file.name.startswith(".")
    }
