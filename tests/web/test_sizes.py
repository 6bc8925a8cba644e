"""How large a request may be, wherever it is large."""

import pytest
from bs4 import BeautifulSoup

from syndication.web.sizes import LONGEST_ADDRESS


@pytest.mark.parametrize("address", ["/all?q=" + "a" * LONGEST_ADDRESS, "/" + "a" * LONGEST_ADDRESS])
def test_an_address_that_is_too_long_is_refused_in_plain_words(client, address):
    reply = client.get(address)
    assert reply.status_code == 414
    assert BeautifulSoup(reply.data, "lxml").h1.text == "This address is too long"
    assert len(reply.data) < 2 * LONGEST_ADDRESS


def test_a_published_document_has_no_use_for_a_long_query_and_takes_it(client):
    assert client.get("/all.atom?x=" + "a" * LONGEST_ADDRESS).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_body_is_not_taken(client, method):
    reply = client.open("/all?q=canal", method=method, data=b"a" * 100_000)
    assert (reply.status_code, set(reply.allow)) == (405, {"GET", "HEAD", "OPTIONS"})
