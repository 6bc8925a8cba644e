"""Bytes to text: a wrong declaration loses, what is no text is refused with advice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.bulletins.decoding import decode
from syndication.errors import BulletinError

WORDS = "Pêche à l’Île – “señal”"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_reads_back_from_its_encoding(encoding: str) -> None:
    assert decode(WORDS.encode(encoding), "a.txt") == WORDS


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "utf-8", "no-such-charset", "utf-7"])
@pytest.mark.parametrize("actual", ["utf-8", "cp1252"])
def test_a_wrong_declaration_loses(declared: str, actual: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body>{WORDS}</body></html>'
    assert WORDS in decode(page.encode(actual), "a.html")


def test_another_declared_charset_is_believed_where_it_fits() -> None:
    page = '<?xml version="1.0" encoding="windows-1250"?><p>žluťoučký</p>'
    assert decode(page.encode("cp1250"), "a.html") == page


def test_one_broken_byte_does_not_spoil_the_rest() -> None:
    assert decode("señal ".encode() + b"\x92 " + "señal".encode(), "a.txt") == "señal ’ señal"


def test_a_damaged_character_stays_as_it_is() -> None:
    assert decode("Pescaderoís Cooperacciόn".encode(), "a.txt") == "Pescaderoís Cooperacciόn"


def test_lines_end_in_one_way() -> None:
    assert decode(b"a\r\nb\rc\n", "a.txt") == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"words\x00words", "NUL byte at offset 5"),
        (bytes(range(1, 9)) * 20, "control bytes"),
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (b"\xff\xfe\x00\xd8", "UTF-16"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, found: str) -> None:
    with pytest.raises(BulletinError, match=found) as refusal:
        decode(data, "odd.bin")
    assert str(refusal.value).startswith("odd.bin: ")
    assert "save the bulletin as text" in str(refusal.value)


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_refusal(data: bytes) -> None:
    try:
        text = decode(data, "a")
    except BulletinError:
        return
    assert "\r" not in text
