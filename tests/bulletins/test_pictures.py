"""Which pictures are an item's own, and what is told of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.bulletins import parse_bulletin
from syndication.config.settings import Bulletins
from syndication.models import Bulletin, Picture

SETTINGS = Bulletins(closing=("All news",))
TEXT = "The nets were mended by the crews, and the boats went out again."
BOAT = '<img src="boat.jpg" alt="A boat">'
ADDRESS = '<link rel="canonical" href="https://a.example/news/">'


def read(body: str, head: str = ADDRESS) -> Bulletin:
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return parse_bulletin(page.encode(), "page.html", SETTINGS)


def entry(inside: str, title: str = "Nets are mended", day: int = 17) -> str:
    return f"<article><h2>{title}</h2><time>{day} August 2010</time>{inside}<p>{TEXT}</p></article>"


def listing(inside: str) -> str:
    return entry(inside) + entry("", "Boats go out", 16)


def flat(*titles: str, above: str = "", below: str = "") -> str:
    return "".join(f"{above.format(t)}<h2>{t}</h2><p>17 August 2010</p><p>{TEXT}</p>{below.format(t)}" for t in titles)


def pictures(bulletin: Bulletin) -> list[str | None]:
    return [item.picture.url.rpartition("/")[2] if item.picture else None for item in bulletin.items]


def test_a_picture_in_an_item_is_its_own() -> None:
    first, second = read(listing('<img src="../boat.jpg" alt=" A  boat " width="640" height="480px">')).items
    assert first.picture == Picture("https://a.example/boat.jpg", "A boat", 640, 480)
    assert second.picture is None


def test_the_base_of_a_page_s_links_counts() -> None:
    head = f'{ADDRESS}<base href="https://media.example/p/">'
    assert read(listing(BOAT), head).items[0].picture == Picture("https://media.example/p/boat.jpg", "A boat")


def test_a_caption_below_a_picture_stays_a_caption() -> None:
    item = read(listing(f"<figure>{BOAT}<figcaption>The quay at dawn</figcaption></figure>")).items[0]
    assert (item.caption, item.picture and item.picture.text) == ("A boat", "A boat")
    item = read(listing('<figure><img src="b.jpg"><figcaption>The quay at dawn</figcaption></figure>')).items[0]
    assert (item.caption, item.picture and item.picture.text) == ("The quay at dawn", "")


def test_words_that_name_a_file_are_none() -> None:
    item = read(listing('<img src="b.jpg" alt="DSC_0412.JPG">')).items[0]
    assert item.picture == Picture("https://a.example/news/b.jpg")


def test_the_first_picture_counts() -> None:
    assert pictures(read(listing(f'{BOAT}<img src="other.jpg">')))[0] == "boat.jpg"


@pytest.mark.parametrize(
    "attributes",
    [
        'src="boat.jpg" width="100%"',
        'src="data:image/gif;base64,R0lGOD" data-src="boat.jpg"',
        'src="spacer.gif" data-lazy-src="boat.jpg"',
        'src="boat.jpg" width="600" height="150"',
    ],
)
def test_a_page_writes_its_pictures_in_many_ways(attributes: str) -> None:
    assert pictures(read(listing(f"<img {attributes}>")))[0] == "boat.jpg"


@pytest.mark.parametrize(
    "inside",
    [
        '<img src="data:image/png;base64,iVBORw0KGgo=" alt="A boat">',
        '<img src="javascript:boat()">',
        '<img src="file:///boat.jpg">',
        "<img alt='A boat'>",
        '<img src="boat.jpg" width="1" height="1">',
        '<img src="boat.jpg" width="49">',
        '<img src="boat.jpg" width="728" height="90">',
        '<img src="boat.jpg" style="display:none">',
        '<img src="boat.jpg" class="wp-smiley">',
        '<img src="boat.jpg" class="avatar avatar-96">',
        '<span class="author-avatar"><img src="boat.jpg"> Ana Ruiz</span>',
        '<p class="byline"><img src="boat.jpg"> Ana Ruiz</p>',
        '<div class="share"><img src="boat.jpg"></div>',
        '<a class="site-logo"><img src="boat.jpg"></a>',
        '<img src="/img/icons/boat.png">',
        '<img src="/img/pdf-icon.png">',
        '<img src="/img/blank.gif">',
        '<img src="./Our news_files/boat.jpg">',
        f'<img src="{"a" * 3000}.jpg">',
    ],
)
def test_what_furnishes_a_page_is_no_item_s_picture(inside: str) -> None:
    assert pictures(read(listing(inside))) == [None, None]


@pytest.mark.parametrize("frame", ["<header>{}</header>", "<aside>{}</aside>", "<footer>{}</footer>", "<p>{}</p>"])
def test_a_picture_outside_of_items_is_no_one_s(frame: str) -> None:
    assert pictures(read(frame.format(BOAT) + listing(""))) == [None, None]
    assert pictures(read(listing("") + frame.format(BOAT))) == [None, None]


def test_a_picture_of_several_items_is_an_ornament() -> None:
    assert pictures(read(entry(BOAT) + entry(BOAT, "Boats go out", 16))) == [None, None]


def test_a_relative_address_on_a_page_without_one_leads_nowhere() -> None:
    assert pictures(read(listing(BOAT), head="")) == [None, None]


def test_pictures_stand_above_their_titles() -> None:
    titles = ("Nets", "Boats", "Quays")
    found = read(flat(*titles, above='<img src="{}.jpg">'))
    assert pictures(found) == ["Nets.jpg", "Boats.jpg", "Quays.jpg"]


def test_or_below_their_texts() -> None:
    found = read(flat("Nets", "Boats", "Quays", below='<img src="{}.jpg">'))
    assert pictures(found) == ["Nets.jpg", "Boats.jpg", "Quays.jpg"]


def test_a_picture_above_the_first_title_alone_is_the_page_s() -> None:
    assert pictures(read(BOAT + flat("Nets", "Boats", "Quays"))) == [None, None, None]


def test_a_picture_below_the_closing_line_is_not_the_article_s() -> None:
    assert pictures(read(f"{flat('Nets')}<p>All news</p>{BOAT}<p>{TEXT}</p>")) == [None]


ARTICLE = '<meta property="og:type" content="article"><meta property="og:image" content="/share.jpg">'
SHARED = (
    f'{ADDRESS}{ARTICLE}<meta property="og:image:alt" content="A quay"><meta property="og:image:width" content="800">'
)


def test_an_article_s_page_gives_a_picture_to_share() -> None:
    (item,) = read(entry(""), SHARED).items
    assert item.picture == Picture("https://a.example/share.jpg", "A quay", 800)


def test_what_the_article_shows_comes_first() -> None:
    assert pictures(read(entry(BOAT), SHARED)) == ["boat.jpg"]


def test_an_article_that_says_it_is_one_has_its_pictures() -> None:
    body = f"<article><h1>Nets are mended</h1>{BOAT}<p>{TEXT}</p></article>"
    assert pictures(read(body, SHARED)) == ["boat.jpg"]


def test_a_listing_s_picture_to_share_is_no_item_s() -> None:
    head = SHARED.replace('content="article"', 'content="website"')
    assert pictures(read(listing(""), head)) == [None, None]


def test_a_logo_is_no_picture_to_share() -> None:
    assert pictures(read(entry(""), SHARED.replace("share.jpg", "logo.jpg"))) == [None]


def test_a_post_told_by_its_address_has_its_pictures() -> None:
    head = '<link rel="canonical" href="https://a.example/2017/08/nets-are-mended/">'
    assert pictures(read(f"<h2>Nets are mended</h2>{BOAT}<p>{TEXT}</p><p>{TEXT}</p>", head)) == ["boat.jpg"]


def test_a_teaser_has_its_picture() -> None:
    teasers = "".join(f'<h3>{t}</h3><img src="{t}.jpg"><p>{TEXT[:-1]}...</p>' for t in ("Nets", "Boats"))
    assert pictures(read(teasers)) == ["Nets.jpg", "Boats.jpg"]


def test_a_text_has_no_pictures() -> None:
    text = f"• Nets are mended\n\n    17 August 2010\n\n    {BOAT} {TEXT}\n"
    assert [item.picture for item in parse_bulletin(text.encode(), "page.txt", SETTINGS).items] == [None]


PIECES = st.sampled_from(
    [BOAT, '<img src="b.jpg">', "<figure>", "</figure>", "<p>", TEXT, "<b>Nets</b> ", "<br>", "<li>", "<ul>", "</ul>"]
)


@given(st.lists(PIECES, max_size=12))
def test_pictures_without_words_change_nothing_of_what_is_told(pieces: list[str]) -> None:
    """The same page with and without them gives the same items, as far as words go; twice, the very same."""
    page = listing("".join(pieces))
    bare = read(page.replace('<img src="b.jpg">', ""))
    found = read(page)
    assert [(i.title, i.paragraphs, i.date, i.caption) for i in found.items] == [
        (i.title, i.paragraphs, i.date, i.caption) for i in bare.items
    ]
    assert found == read(page)
