"""A poll that finds nothing new costs under 500 bytes, whatever the address."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder

from syndication.classify import load_taxonomy
from syndication.delivery import Offer, answer
from syndication.documents.manifest import Entry, Variant
from syndication.documents.policy import link_of, max_age_of
from syndication.feeds import every_selection
from syndication.formats import CATALOGUE, FORMATS
from tests.conftest import REPOSITORY
from tests.feeds.making import make_settings

LAST_MODIFIED = datetime(2012, 3, 4, tzinfo=UTC)
OF_THE_SERVER = b"date: Sun, 04 Mar 2012 12:00:00 GMT\r\nserver: syndication\r\nconnection: close\r\n\r\n"
"""What a web server adds, at most."""


SETTINGS = make_settings(base_url="https://feeds.example.org", hub="https://hub.example.org/")


def poll(path: str) -> list[tuple[str, str]]:
    """The header lines of the reply to a reader that has what there is, compressed: copies have the longest tags."""
    plain = Variant.plain(b"")
    max_age, link = max_age_of(path, SETTINGS), link_of(path, SETTINGS)
    entry = Entry("application/atom+xml", LAST_MODIFIED, max_age, link, plain, {"gzip": plain.copy("gzip", b"")})
    asked = {"Accept-Encoding": "gzip", "If-None-Match": "*"}
    reply = answer(EnvironBuilder(headers=asked).get_environ(), Offer(entry), lambda form: b"")
    assert reply.status == "304 Not Modified"
    return reply.headers


def cost(fields: list[tuple[str, str]]) -> int:
    """Bytes of a 304 with these lines."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields)
    return len("HTTP/1.1 304 Not Modified\r\n") + len(lines.encode()) + len(OF_THE_SERVER)


def test_every_published_document_is_polled_for_less_and_names_its_hub() -> None:
    selections = every_selection(load_taxonomy(REPOSITORY / "config"))
    for path in [CATALOGUE, *(selection.address(form.suffix) for selection in selections for form in FORMATS)]:
        fields = poll(path)
        assert cost(fields) < 500, path
        assert 'rel="hub"' in dict(fields)["Link"], path


@given(st.integers(1, 2000))
def test_an_address_of_any_length_is_polled_for_less(length: int) -> None:
    assert cost(poll(f"/topics/{'a' * length}.atom")) < 500
