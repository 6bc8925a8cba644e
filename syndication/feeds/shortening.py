"""Cutting texts that are too long, after a word and with an ellipsis."""

from collections.abc import Sequence


def shorten(text: str, length: int) -> str:
    """Cut a text of more than so many characters."""
    return text if len(text) <= length else _end(text[:length])


def shorten_to_bytes(text: str, size: int) -> str:
    """Cut a text of more than so many bytes of UTF-8."""
    written = text.encode()
    return text if len(written) <= size else _end(written[:size].decode(errors="ignore"))


def shorten_paragraphs(paragraphs: Sequence[str], size: int) -> list[str]:
    """Cut a text of paragraphs that has more than so many bytes of UTF-8 between them."""
    kept: list[str] = []
    for paragraph in paragraphs:
        kept.append(shorten_to_bytes(paragraph, size))
        size -= len(paragraph.encode())
        if size < 0:
            break
    return kept


def _end(text: str) -> str:
    """Leave out the last word, which may have been cut; a text of one word stays."""
    return f"{text.rpartition(' ')[0] or text}…"
