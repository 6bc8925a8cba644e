"""Bytes of a bulletin file to text, whatever the file says about itself."""

import codecs
import re

from syndication.errors import BulletinError

_SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"Rar!", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"RIFF", "a WebP picture, or sound"),
    (b"ID3", "sound (MP3)"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_BYTE_ORDER_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARATION = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.I)
_DECLARATION_WITHIN = 4096
_SIGNATURE_WITHIN = 1024
_ENTITIES = re.compile(rb"<!ENTITY\s", re.I)
UNDECODABLE = "\ufffd"
"""Stands for each byte that is a character neither in UTF-8 nor in Windows-1252."""
_WESTERN = re.compile(r"(iso-?8859-?1|latin-?1|l1|(windows|cp)-?1252|us-ascii|ascii)$", re.I)
_OTHER_TEXT = re.compile(r"(iso-?8859-?\d+|latin-?\d+|(windows|cp)-?\d{3,4}|mac|koi8|gb|big5|shift|euc|tis)", re.I)
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r\f\x1b"))
_TOLERATED_CONTROLS = 0.02
_ADVICE = "expected plain text or HTML; save the bulletin as text or as a web page"


def _read_byte_as_western(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _decode_western(error.object[error.start : error.end]), error.end


codecs.register_error("syndication-western", _read_byte_as_western)


def decode(data: bytes, source: str) -> str:
    """Return the text of a file, lines ended by ``\\n``; raises BulletinError for what is no text.

    The ladder: byte order mark; strict UTF-8, which cannot succeed by accident, so that a wrong declaration
    loses; the declared charset; UTF-8 with single bytes of Windows-1252 (all of them, in a Windows-1252 page).
    """
    _refuse_binary(data, source)
    return _decode(data, source).replace("\r\n", "\n").replace("\r", "\n")


def is_damaged(text: str, data: bytes) -> bool:
    """Whether some bytes of a file could not be decoded; what its writer's program had damaged before, was."""
    return text.count(UNDECODABLE) > data.count(UNDECODABLE.encode())


def _refuse_binary(data: bytes, source: str) -> None:
    if not data.strip():
        raise BulletinError(f"{source}: the file is empty: {_ADVICE}")
    start = data[:_SIGNATURE_WITHIN].lstrip()  # some programs write a line end before it
    for signature, kind in _SIGNATURES:
        if start.startswith(signature):
            raise BulletinError(f"{source}: found {kind}: {_ADVICE}")
    if _ENTITIES.search(data, 0, _DECLARATION_WITHIN):
        raise BulletinError(f"{source}: found XML that declares entities of its own (<!ENTITY …>): {_ADVICE}")
    if any(data.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS):
        return
    if b"\x00" in data:
        raise BulletinError(f"{source}: found binary data (a NUL byte at offset {data.index(0)}): {_ADVICE}")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > len(data) * _TOLERATED_CONTROLS:
        raise BulletinError(f"{source}: found binary data ({controls} control bytes of {len(data)}): {_ADVICE}")


def _decode(data: bytes, source: str) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding, mark, source)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_declared(data, _declared_charset(data))


def _decode_marked(data: bytes, encoding: str, mark: bytes, source: str) -> str:
    if encoding == "utf-8":
        return data[len(mark) :].decode("utf-8", "syndication-western")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        found = f"{error.reason} at offset {error.start}"
        raise BulletinError(f"{source}: marked as {encoding.upper()}, but found {found}: {_ADVICE}") from error
    if "\x00" in text or not text.strip():
        raise BulletinError(f"{source}: marked as {encoding.upper()}, but found no text: {_ADVICE}")
    return text


def _declared_charset(data: bytes) -> str | None:
    declaration = _DECLARATION.search(data[:_DECLARATION_WITHIN])
    return declaration[1].decode("ascii") if declaration else None


def _decode_declared(data: bytes, charset: str | None) -> str:
    if charset and _WESTERN.match(charset):
        return _decode_western(data)
    if charset and _OTHER_TEXT.match(charset):
        try:
            return data.decode(charset)
        except (LookupError, UnicodeDecodeError):
            return _decode_western(data)
    return data.decode("utf-8", "syndication-western")


def _decode_western(data: bytes) -> str:
    """Windows-1252; its five holes are no characters. (Browsers make controls of them, which nobody sees either.)"""
    return data.decode("cp1252", "replace")
