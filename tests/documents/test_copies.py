"""Compressed copies: the same bytes at any time, and the document again when unpacked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndication.documents.copies import CODINGS, Coding, expand_copy, make_copies
from tests.documents.making import UNPACK
from tests.feeds.making import ITEMS, documents_of


@settings(deadline=None)
@given(body=st.binary())
def test_every_copy_unpacks_to_the_document(body: bytes) -> None:
    copies = make_copies(body)
    assert {coding: UNPACK[coding](copy) for coding, copy in copies.items()} == dict.fromkeys(UNPACK, body)
    assert make_copies(body) == copies
    assert {coding: expand_copy(coding, copy) for coding, copy in copies.items()} == dict.fromkeys(UNPACK, body)


@pytest.mark.parametrize("coding", UNPACK)
def test_a_damaged_copy_gives_no_document(coding: str) -> None:
    copy = make_copies(b"<feed>many words</feed>")[coding]
    damaged = (copy[:-1], copy[1:], copy[: len(copy) // 2], bytes(len(copy)), b"")
    assert [expand_copy(coding, each) for each in damaged] == [None] * 5


@pytest.mark.parametrize("coding", CODINGS, ids=lambda coding: coding.name)
def test_a_copy_is_much_smaller_than_a_document(coding: Coding) -> None:
    body = documents_of(*ITEMS)[".atom"]
    assert len(make_copies(body)[coding.name]) < len(body) / 2


def test_a_gzip_copy_names_no_file_and_no_time() -> None:
    copy = make_copies(b"<feed/>")["gzip"]
    flags, time = copy[3], copy[4:8]
    assert (flags, time) == (0, bytes(4))  # RFC 1952, section 2.3


@pytest.mark.parametrize("coding", CODINGS, ids=lambda coding: coding.name)
def test_a_level_is_the_same_whatever_level_was_asked_for_before(coding: Coding) -> None:
    body = documents_of(*ITEMS)[".atom"]
    low, high = coding.compress(body, 1), coding.compress(body, 3)
    assert low != high
    assert coding.compress(body, 1) == low
