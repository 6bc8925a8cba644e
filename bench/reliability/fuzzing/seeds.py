"""Where mutation begins: the specimens of the tests, and what is in them line by line."""

from pathlib import Path

_TESTS = Path(__file__).resolve().parents[3] / "tests" / "data"
_FOLDERS = ("bad", "bulletins", "labelled/pages", "fuzzed")
_READ = (".txt", ".html", ".xml", ".bin")


def find_pages() -> list[bytes]:
    """The bytes of every specimen of a bulletin, good or bad."""
    files = [file for folder in _FOLDERS for file in sorted((_TESTS / folder).glob("*")) if file.suffix in _READ]
    return [file.read_bytes() for file in files]


def find_lines() -> list[bytes]:
    """The short lines of them, where date lines are among."""
    lines = {line.strip() for page in find_pages() for line in page.split(b"\n")}
    return sorted(line for line in lines if 0 < len(line) <= 160)
