"""Accept-Encoding: RFC 9110, section 12.5.3."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.delivery.negotiation import IDENTITY, rank

OURS = ("br", "zstd", "gzip", IDENTITY)


@pytest.mark.parametrize(
    ("field", "best"),
    [
        (None, IDENTITY),
        ("", IDENTITY),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZip", "gzip"),
        ("gzip, deflate, br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("zstd, gzip", "zstd"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("gzip;q=0.5", "gzip"),
        ("gzip;q=0", IDENTITY),
        ("gzip;q=0.000", IDENTITY),
        ("gzip; Q=0.001", "gzip"),
        ("gzip;q=0.5, identity", IDENTITY),
        ("*", "br"),
        ("*;q=0.5, br;q=0", "zstd"),
        ("*;q=0, gzip", "gzip"),
        ("identity;q=0", IDENTITY),
        ("identity;q=0, gzip", "gzip"),
        ("*;q=0", IDENTITY),
        ("deflate, compress", IDENTITY),
        (" ,, gzip ,", "gzip"),
        ("gzip;q=2, br;q=-1, zstd;q=0.1234, ü, ;q=1, gzip deflate", IDENTITY),
        ("gzip, gzip;q=0", IDENTITY),
    ],
)
def test_the_client_gets_what_it_prefers_and_then_what_we_do(field, best):
    assert rank(field, OURS)[0] == best


def test_only_what_there_is_can_be_chosen():
    assert rank("br, gzip", (IDENTITY,)) == (IDENTITY,)


WEIGHTS = st.sampled_from([None, 0, 1, 0.5, 0.001])
ELEMENTS = st.dictionaries(st.sampled_from([*OURS, "x-gzip", "deflate", "*"]), WEIGHTS)


def written(elements: dict[str, float | None]) -> str:
    return ", ".join(name if weight is None else f"{name};q={weight:g}" for name, weight in elements.items())


def weight_of(coding: str, elements: dict[str, float | None]) -> float | None:
    """What the client says of a coding, by itself or through the star; None if nothing."""
    stated = [1.0 if elements[name] is None else elements[name] for name in elements if name in (coding, f"x-{coding}")]
    if stated:
        return min(stated)
    return (1.0 if elements["*"] is None else elements["*"]) if "*" in elements else None


@given(ELEMENTS)
def test_acceptable_is_what_the_specification_calls_so(elements):
    """Section 12.5.3, rules 2 and 3: plain unless excluded, coded if listed, and never at weight 0."""
    stated = {coding: weight_of(coding, elements) for coding in OURS}
    acceptable = {c for c, weight in stated.items() if (weight is None and c == IDENTITY) or (weight or 0) > 0}
    assert set(rank(written(elements), OURS)) == (acceptable or {IDENTITY})


@given(ELEMENTS)
def test_what_comes_first_has_the_greater_weight_or_is_preferred_by_us(elements):
    ranked = rank(written(elements), OURS)
    keys = [(-(weight_of(coding, elements) or 0), OURS.index(coding)) for coding in ranked]
    assert keys == sorted(keys)


@given(st.text(st.characters(max_codepoint=255)) | st.text("gzipbr*;q=01.,x- \t"))
def test_no_field_is_too_odd_to_answer(field):
    assert set(rank(field, OURS)) <= set(OURS)
    assert rank(field, OURS)
