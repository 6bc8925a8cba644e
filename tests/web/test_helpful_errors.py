"""An error page says what happened and leads on: a search, near names, a reason; in the reader's language."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from syndication.models import ALL
from syndication.web import create_app


def soup(reply) -> BeautifulSoup:
    return BeautifulSoup(reply.data, "lxml")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/topics/canal-repairs", "canal repairs"),
        ("/items/2012/03/04/canal-number-9", "canal number"),
        ("/Old/Page_about%20Water.html", "page about water"),
        ("/wp-login.php", "wp login"),
        ("/12345", ""),
        ("/%22%3E%3Cscript%3E", "script"),
    ],
)
def test_what_is_not_there_can_be_searched_for(client, path, words):
    form = soup(client.get(path)).select_one("main form")
    assert form["action"] == "/all"
    assert form.input["value"] == words


def test_a_withdrawn_item_gives_the_reason_and_leads_on(client, archive):
    item = archive.newest(ALL, 1)[0]
    archive.withdraw(item.id, "told twice", datetime(2020, 6, 2, tzinfo=UTC))
    page = soup(client.get(item.path))
    assert "told twice" in page.select_one(".notice").text
    assert page.select_one("main form").input["value"] == ""
    assert {"/", "/feeds"} <= {link["href"] for link in page.select("main a")}


def test_a_fault_of_ours_asks_for_no_archive(app, data):
    (data / "archive.db").unlink()

    @app.get("/fault")
    def fault():
        raise RuntimeError("secret")

    reply = app.test_client().get("/fault")
    assert (reply.status_code, soup(reply).h1.text) == (500, "Something went wrong here")
    assert not soup(reply).select("main form")


def test_a_page_that_cannot_be_made_says_when_to_come_back(client, data):
    (data / "archive.db").unlink()
    reply = client.get("/all")
    assert (reply.status_code, reply.headers["Retry-After"]) == (503, "90")
    assert soup(reply).h1.text == "Not available at the moment"


@pytest.mark.parametrize("path", ["/nothing", "/all?q=%22", "/build?topic=nothing"])
def test_an_error_is_kept_by_nobody_and_found_by_no_crawler(client, path):
    reply = client.get(path)
    assert reply.status_code in (400, 404)
    assert reply.headers["Cache-Control"] == "no-store"
    assert soup(reply).select_one("meta[name=robots]")["content"] == "noindex"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/es/all?q=(", "Motivo: se esperaba una palabra que buscar; se encontró '('"),
        (
            "/es/all?q=" + "x" * 1001,
            "se esperaba una búsqueda de 1\u202f000 caracteres como máximo; se encontraron 1\u202f001",
        ),
        ("/es/all?q=a+b+c+d+e+f+g+h+i", "se esperaban 8 palabras o frases que buscar, como máximo; se encontraron 9"),
        (
            "/es/build?q=" + "+".join(letter * 40 for letter in "abcdef"),
            "se esperaban 200 caracteres que buscar, como máximo; se encontraron 245",
        ),
        ("/es/all?page=x", "se esperaba un número de página a partir de 1; se encontró 'x'"),
        ("/es/feeds?sort=x", "sort: se esperaba uno de estos valores: name, items, latest, subscribers"),
    ],
)
def test_the_reason_is_told_in_the_language_of_the_page(site, data, path, reason):
    reply = create_app(site.settings(site__languages=["es"])).test_client().get(path)
    assert reply.status_code == 400
    assert reason in soup(reply).select_one(".notice").text
