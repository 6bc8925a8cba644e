"""Whatever a person has at hand names an item: its id, its path, an address from the browser."""

from pathlib import Path

import pytest

from syndication.config import Settings, load_settings
from syndication.errors import SyndicationError
from syndication.naming import name_item

HARBOUR = Path(__file__).parent / "web" / "harbour"
PATH = "/items/2019/08/17/copper-mine"


@pytest.fixture(scope="module")
def below_a_path() -> Settings:
    return load_settings(
        HARBOUR, environ={}, flags={"site.base_url": "https://example.org/news", "site.languages": ("es",)}
    )


@pytest.mark.parametrize(
    "given",
    [
        PATH,
        PATH[1:],
        f" {PATH}/ ",
        f"/news{PATH}",
        f"/es{PATH}",
        f"https://example.org/news{PATH}",
        f"http://EXAMPLE.org/news{PATH}/?utm_source=x#top",
        f"https://example.org/news/es{PATH}",
        f"https://example.org/news{PATH.replace('-', '%2D')}",
        f"http://example.org:8080/news{PATH}",
        f"http://127.0.0.1:8791{PATH}",
        f"http://127.0.0.1:8791/es{PATH}",
        f"http://LOCALHOST:8080/news{PATH}",
        f"http://[::1]:8080{PATH}",
    ],
)
def test_every_address_of_its_page_names_an_item(below_a_path: Settings, given: str) -> None:
    assert name_item(given, below_a_path) == PATH


def test_an_id_names_an_item(below_a_path: Settings) -> None:
    assert name_item("tag:example.org,2019-08:copper-mine", below_a_path) == "tag:example.org,2019-08:copper-mine"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (f"https://elsewhere.org{PATH}", "expected an address of this site, https://example.org/news"),
        (f"http://192.168.0.7:8080{PATH}", "expected an address of this site, https://example.org/news"),
        (f"http://localhost.elsewhere.org{PATH}", "expected an address of this site, https://example.org/news"),
        (f"http://127.0.0.1.elsewhere.org{PATH}", "expected an address of this site, https://example.org/news"),
        ("http://localhost:8080/topics/water", "https://example.org/news/items/"),
        ("https://example.org/news/topics/water", "https://example.org/news/items/"),
        ("copper-mine", "expected an item's id"),
        ("https://[broken", "expected an item's id"),
        ("", "expected an item's id"),
    ],
)
def test_what_names_no_item_is_refused_with_what_would(below_a_path: Settings, given: str, told: str) -> None:
    with pytest.raises(SyndicationError) as refused:
        name_item(given, below_a_path)
    assert told in str(refused.value)
