"""What a person does not see on the page is no news; what a style only arranges stays."""

import pytest

from syndication.bulletins import parse_bulletin
from syndication.config.settings import Bulletins
from syndication.models import Bulletin

WORDS = "It carries the new light, which is to be seen from all of the islands."


def read(body: str, head: str = "") -> Bulletin:
    page = f"<html><head>{head}</head><body><h2>The mast is raised</h2><p>18 August 2017</p>{body}</body></html>"
    return parse_bulletin(page.encode(), "page.html", Bulletins())


def summary(body: str, head: str = "") -> str:
    [item] = read(body, head).items
    return item.summary


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="visibility:hidden">{}</p>',
        '<p style="text-indent:-9999px">{}</p>',
        '<p style="margin-left:-10000px">{}</p>',
        '<p style="clip-path:inset(100%)">{}</p>',
        '<p style="transform: scale(0)">{}</p>',
        '<p style="height:0;overflow:hidden">{}</p>',
        '<p style="color:transparent">{}</p>',
        '<p style="color:rgba(0,0,0,0)">{}</p>',
        '<p style="FONT-SIZE: 0.0px !important">{}</p>',
        '<p><font color="#FFF">{}</font></p>',
        '<table bgcolor="#003366"><tr><td><font color="#036">{}</font></td></tr></table>',
        '<p class="sr-only">{}</p>',
    ],
)
def test_hidden_text_is_left_out_and_held(markup: str) -> None:
    bulletin = read(f"<p>Rain.</p>{markup.format(WORDS)}")
    assert [item.summary for item in bulletin.items] == ["Rain."]
    [hidden] = bulletin.hidden
    assert "hidden from who looks at the page" in hidden.reason
    assert WORDS.startswith(hidden.title.removesuffix("…"))


@pytest.mark.parametrize(
    ("markup", "head"),
    [
        ('<p style="font-size:0"><span style="font-size:14px">{}</span></p>', ""),
        ('<p style="visibility:hidden"><b style="visibility:visible">{}</b></p>', ""),
        ('<div style="margin-left:-100%"><p>{}</p></div>', ""),
        ('<div style="overflow:hidden;width:600px"><p>{}</p></div>', ""),
        ('<table bgcolor="#003366"><tr><td><font color="white">{}</font></td></tr></table>', ""),
        ('<div style="background:url(sea.jpg)"><font color="white">{}</font></div>', ""),
        ('<p class="dark"><font color="white">{}</font></p>', '<link rel="stylesheet" href="a.css">'),
        ('<p class="told">{}</p>', "<style>@media print { .told { display: none } }</style>"),
        ('<p class="told">{}</p>', "<style>.told { display: none } .told { display: block }</style>"),
        ('<p class="told">{}</p>', "<style>/* .told { display: none } */</style>"),
        ('<p class="told">{}</p>', '<style media="print">.told { display: none }</style>'),
        ('<p style="opacity:0.8">{}</p>', ""),
    ],
)
def test_text_that_is_seen_stays(markup: str, head: str) -> None:
    assert summary(markup.format(WORDS), head) == WORDS


@pytest.mark.parametrize(
    "sheet", [".a{display:none}", "P.A, #x { display : none; }", "#b{visibility:hidden}", "@import 'x'; .a {opacity:0}"]
)
def test_a_style_sheet_of_the_page_hides_as_well(sheet: str) -> None:
    assert summary(f'<p>Rain.</p><p class="a" id="b">{WORDS}</p>', f"<style>{sheet}</style>") == "Rain."


def test_a_hidden_menu_and_a_hidden_label_are_left_out_and_no_cause_for_alarm() -> None:
    bulletin = read(f'<p>{WORDS * 3}</p><nav style="display:none">{WORDS}</nav><p hidden>Skip to the text</p>')
    assert bulletin.hidden == ()
    assert {omission.title for omission in bulletin.omissions} >= {"Skip to the text"}


def test_hidden_text_in_pieces_is_held_once() -> None:
    faint = '<p style="color:white">Nobody <b>who looks</b> at it <i>can read</i> what stands in this text of ours.</p>'
    assert len(read(f"<p>Rain.</p>{faint}").hidden) == 1


def test_a_hidden_picture_has_no_words() -> None:
    [item] = read('<p>Rain.</p><img hidden alt="The harbour at dawn" src="https://a.example/a.jpg">').items
    assert (item.picture, item.caption) == (None, None)
