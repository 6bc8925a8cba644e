"""Inputs that look like what they are read as: pages, letters, date lines and requests, put together by hypothesis."""

import tomllib
from html import escape
from pathlib import Path

from hypothesis import strategies as st

WORDS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
_MONTHS = ("January", "Feb.", "march", "ABRIL", "mayo", "Jun", "setiembre", "Dec", "diciembre", "Sept")
_JOINS = (" ", " de ", " of ", "/", "-", ".", ", ", "  ")
_FRINGES = ("", "Update 140. ", "102. ", ". ", "By Ana Ruiz, ", "Posted on ", "Fecha: ", "(", "Tue, ", "«", "martes ")
_ENDS = ("", ".", " | News", " 10:00:00 +0100", ")", "»", " by Ana", " – 10:15 am", " · Water")
_ODD = st.text(
    "aÃÂâ€\x81\x85\x93©™’“é\u0301\u0323\u05b0\u200b\u202e\ufffe\U000f0001\U0001fffe\x0b\x1c\u2028 \n\t<>&;#",
    max_size=12,
)
_WORDS = st.sampled_from(WORDS["words"])


@st.composite
def date_lines(draw: st.DrawFn) -> str:
    """Lines that are dates, or nearly."""
    day = draw(st.integers(0, 33).map(str))
    month = draw(st.sampled_from(_MONTHS) | st.integers(0, 14).map(str))
    year = draw(st.sampled_from(("2017", "1969", "1970", "'05", "99", "2100", "0000", "-0001", "20177")))
    parts = draw(st.permutations([day, month, year]))
    joined = draw(st.sampled_from(_JOINS)).join(parts[draw(st.integers(0, 2)) :])
    return draw(st.sampled_from(_FRINGES)) + joined + draw(st.sampled_from(_ENDS))


TEXTS = st.one_of(_WORDS, date_lines(), _ODD, st.lists(_WORDS, min_size=2, max_size=30).map(" ".join))
LETTERS = st.lists(TEXTS | st.just(""), max_size=25).map("\n".join)
"""Bulletins as plain text."""

_TAGS = st.sampled_from(WORDS["tags"])
_NAMES = ("class", "id", "style", "href", "src", "datetime", "hidden", "aria-hidden", "alt", "width", "itemprop")
_VALUES = st.sampled_from(WORDS["attribute_values"]) | _ODD


@st.composite
def _elements(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    tag, attributes = draw(_TAGS), draw(st.dictionaries(st.sampled_from(_NAMES), _VALUES, max_size=2))
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    end = draw(st.sampled_from((f"</{tag}>", f"</{tag}>", f"</{tag}>\n", "", "</div>")))
    return f"<{tag}{written}>{''.join(draw(st.lists(inner, max_size=5)))}{end}"


_HEADS = st.sampled_from(
    ("", "", "<!DOCTYPE html>", "# URL: http://a.example/2017/08/x/\n", '<base href="http://b.example/">',
     "<style>.a{color:#fff} p{display:none}</style>", '<meta property="og:title" content="x | y">',
     '<script type="application/ld+json">{"@type":"Article","datePublished":"2017-08-17"}</script>',
     '<link rel="canonical" href="http://a.example/">', "<?xml version='1.0' encoding='utf-16'?>")
)  # fmt: skip
PAGES = st.builds(
    lambda head, body: head + "".join(body),
    _HEADS,
    st.lists(st.recursive(TEXTS, _elements, max_leaves=30), min_size=1, max_size=8),
)
"""Bulletins as HTML."""


def encode(text: str) -> bytes:
    """As a file may hold a text."""
    return text.encode("utf-8", "replace")
