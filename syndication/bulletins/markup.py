"""HTML to a page: one walk over the tree turns tags into lines, gaps and regions.

The tree is walked with a list of what is still to do, not by recursion: a page may nest a hundred thousand tags.
"""

from dataclasses import replace
from html import unescape

from bs4 import Tag
from bs4.element import PageElement

from syndication.bulletins import furniture
from syndication.bulletins.dates import DateLines
from syndication.bulletins.hiding import HIDDEN, Looks
from syndication.bulletins.layout import Layout
from syndication.bulletins.line_numbers import line_of, without_marks
from syndication.bulletins.metadata import read_link_base, read_metadata, read_page_address
from syndication.bulletins.page import Page
from syndication.bulletins.pictures import FILE_NAME, read_picture, read_shared_picture
from syndication.bulletins.places import Place, Places, is_block
from syndication.bulletins.plain import SOFT_HYPHEN, read_plain
from syndication.bulletins.tree import Tree, grow_tree, is_text
from syndication.text import clean

_TEXT_PAGE = 0.8
"""A page of which one ``pre`` holds this much is a text file that a browser showed."""


def read_markup(text: str, source: str, stated_url: str | None, dates: DateLines) -> Page:
    """Lay out an HTML bulletin; raises BulletinError for one that no browser would show as it is nested."""
    tree = grow_tree(text, source)
    url = read_page_address(tree.root, text, stated_url)
    preformatted = tree.root.find("pre")
    if preformatted and tree.length_of(preformatted) > _TEXT_PAGE * tree.length:
        return read_plain(without_marks(preformatted.get_text()), source, url, dates)
    layout = _Walk(tree, read_link_base(tree.root, url), dates).lay_out()
    metadata = read_metadata(tree.root)
    if metadata.is_article:
        metadata = replace(metadata, picture=read_shared_picture(tree.root, url))
    return Page(source, url, tuple(layout.lines), layout.regions, metadata, tuple(layout.unseen))


class _Walk:
    """The way through a tree, which lays its texts out."""

    def __init__(self, tree: Tree, base: str | None, dates: DateLines) -> None:
        self._tree = tree
        self._base = base
        self._looks = Looks(tree.root)
        self._places = Places(tree, self._looks, base)
        self._layout = Layout(dates)

    def lay_out(self) -> Layout:
        to_do: list[tuple[PageElement | None, Place]] = [(self._tree.root, self._places.start)]
        while to_do:
            node, place = to_do.pop()
            if node is None:
                self._layout.close_region()
            elif isinstance(node, Tag):
                to_do.extend(self._enter(node, place))
            elif is_text(node):
                self._take_text(str(node), place)
        self._layout.end_line()
        return self._layout

    def _enter(self, tag: Tag, place: Place) -> list[tuple[PageElement | None, Place]]:
        """Return what is to do next, last first; nothing stands for the end of a region."""
        if tag.name == "br":
            self._layout.break_line()
        elif tag.name == "hr":
            self._layout.end_block()
        elif furniture.is_no_text(tag):
            pass
        elif hidden_by := self._looks.hides_whole(tag):
            self._hide_whole(tag, self._places.frame_of(tag, place) or f"{HIDDEN}, by {hidden_by}")
        elif tag.name == "img":
            self._take_picture(tag, place)
        else:
            return self._go_inside(tag, place)
        return []

    def _go_inside(self, tag: Tag, place: Place) -> list[tuple[PageElement | None, Place]]:
        inner = self._places.inside(tag, place)
        children: list[tuple[PageElement | None, Place]] = [(child, inner) for child in reversed(tag.contents)]
        is_empty = not self._tree.length_of(tag)
        if not is_block(tag):
            if is_empty and furniture.is_date_place(tag) and not furniture.attribute(tag, "datetime"):
                self._layout.leave_slot()
            return children
        self._layout.open_region(tag.name, inner.kind)
        if is_empty and tag.name in ("p", "div", "td") and not tag.find(True):
            self._layout.leave_slot()
        return [(None, inner), *children]

    def _hide_whole(self, tag: Tag, reason: str) -> None:
        text = tag.get_text()
        self._layout.hide(without_marks(text, " "), line_of(text) or self._layout.number, reason)

    def _take_text(self, marked: str, place: Place) -> None:
        text = unescape(without_marks(marked)).replace(SOFT_HYPHEN, "")  # some pages escape twice
        if text.strip():
            self._layout.number = line_of(marked) or self._layout.number
        if text.strip() and (hidden_by := place.sight.hidden_by):
            self._layout.hide(text, self._layout.number, place.frame or f"{HIDDEN}, by {hidden_by}")
        elif place.continued:
            self._layout.add_continuation(text, place)
        elif text:
            self._layout.add_text(text, place)

    def _take_picture(self, tag: Tag, place: Place) -> None:
        words = clean(furniture.attribute(tag, "alt"))
        is_frame = place.frame or place.byline or place.decoration
        picture = None if is_frame else read_picture(tag, self._base)
        self._layout.add_picture("" if FILE_NAME.fullmatch(words) else words, picture, place.frame)
