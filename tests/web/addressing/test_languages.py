"""Pages in further languages: one address each, below the language's prefix; documents have one without."""

import pytest
from bs4 import BeautifulSoup

from syndication.errors import ConfigError
from syndication.models import ALL
from syndication.web import create_app


@pytest.fixture
def settings(site):
    return site.settings(site__languages=["es", "en-GB"])


def soup(reply) -> BeautifulSoup:
    return BeautifulSoup(reply.data, "lxml")


@pytest.mark.parametrize(
    ("path", "heading"),
    [("/es/all", "Todas las noticias"), ("/es/topics", "Temas"), ("/en-gb/all", "All news"), ("/all", "All news")],
)
def test_a_page_speaks_the_language_of_its_prefix(client, path, heading):
    assert soup(client.get(path)).h1.text == heading


def test_every_link_to_a_page_stays_in_the_language(client):
    page = soup(client.get("/es"))
    links = {link["href"] for link in page.select("main a[href^='/']") if "." not in link["href"]}
    assert {"/es/all", "/es/topics/water"} <= links
    assert all(link.startswith("/es/") for link in links)
    assert page.select_one("header .site")["href"] == "/es"


def test_links_to_documents_have_no_language(client):
    links = {link["href"] for link in soup(client.get("/es/topics/water")).select("head link[rel=alternate][type]")}
    assert links >= {"/topics/water.atom", "/topics/water.rss", "/topics/water.json"}


@pytest.mark.parametrize("path", ["/", "/all", "/all?page=2", "/topics/water", "/all?q=canal"])
def test_a_page_names_itself_in_every_language(client, path):
    rest = path.removeprefix("/") and path
    addresses = {"en": path, "es": f"/es{rest}", "en-GB": f"/en-gb{rest}", "x-default": path}
    for language in ("en", "es", "en-GB"):
        page = soup(client.get(addresses[language]))
        named = {link["hreflang"]: link["href"] for link in page.select("head link[hreflang]")}
        assert named == {tag: f"https://feeds.example.org{address}" for tag, address in addresses.items()}
        assert page.html["lang"] == language
        assert page.select_one("link[rel=canonical]")["href"] == named[language]
        switch = {link["hreflang"]: link["href"] for link in page.select("header a[hreflang]")}
        assert switch == {tag: addresses[tag] for tag in ("en", "es", "en-GB") if tag != language}


def test_news_on_a_page_of_another_language_say_which_is_theirs(client, archive):
    item = archive.newest(ALL, 1)[0]
    assert soup(client.get(f"/es{item.path}")).h1["lang"] == "en"
    assert "lang" not in soup(client.get(item.path)).h1.attrs


@pytest.mark.parametrize(
    ("spelling", "address"),
    [
        ("/es/", "/es"),
        ("/ES", "/es"),
        ("/es/?from=news", "/es?from=news"),
        ("/ES/all?page=2", "/es/all?page=2"),
        ("/es/Topics/Water/", "/es/topics/water"),
        ("/es//all", "/es/all"),
        ("/es/all.atom", "/all.atom"),
        ("/es/All.Atom/", "/all.atom"),
        ("/es/all.atom?q=canal", "/all.atom?q=canal"),
        ("/es/healthz", "/healthz"),
        ("/es/static/style.css?v=1", "/static/style.css?v=1"),
    ],
)
def test_what_has_another_address_redirects_there_once(client, spelling, address):
    reply = client.get(spelling)
    assert (reply.status_code, reply.headers["Location"]) == (308, address)
    with client.get(address) as there:
        assert there.status_code == 200


@pytest.mark.parametrize("path", ["/es/nothing", "/es/topics/nothing", "/es/es/all", "/es/all.atom/x", "/fr/all"])
def test_what_is_nowhere_is_nowhere_in_every_language(client, path):
    assert client.get(path).status_code == 404


def test_a_page_that_is_not_there_says_so_in_the_language(client):
    page = soup(client.get("/es/topics/watter"))
    assert page.h1.text == "Esta página no existe"
    assert page.select_one("main .near a")["href"] == "/es/topics/water"


def test_a_site_of_one_language_names_no_other(site, data):
    client = create_app(site.settings()).test_client()
    assert not soup(client.get("/all")).select("[hreflang]")
    assert client.get("/es/all").status_code == 404


def test_a_service_below_a_path_has_languages_below_it(site, data):
    settings = site.settings(site__base_url="https://example.org/news", site__languages=["es"])
    client = create_app(settings).test_client()
    for asked in ("/news/es/all", "/es/all"):
        page = soup(client.get(asked))
        assert page.h1.text == "Todas las noticias"
        assert page.select_one("link[rel=canonical]")["href"] == "https://example.org/news/es/all"
        assert page.select_one("header a[hreflang=en]")["href"] == "/news/all"
    assert client.get("/news/es/all.atom").headers["Location"] == "/news/all.atom"


def test_a_language_without_texts_is_refused(site):
    with pytest.raises(ConfigError, match=r"site.languages: expected languages .*\(en, es\), found qu"):
        create_app(site.settings(site__languages=["es", "qu"]))


@pytest.mark.parametrize("languages", [["en"], ["es-PE", "es-pe"], ["es", "es"]])
def test_a_language_is_named_once(site, languages):
    with pytest.raises(ConfigError, match="each language once"):
        site.settings(site__languages=languages)
