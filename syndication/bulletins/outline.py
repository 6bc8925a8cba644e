"""Where the items of a page start and end, from its regions and its date lines alone.

A list shows itself by its build: several regions side by side, each with a title and a date. Where a page has no
such regions (titles, dates and texts simply follow each other), the date lines are the anchors.
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from syndication.bulletins.anchors import can_be_title, is_text, split_by_dates
from syndication.bulletins.page import ROOT, Line, Page, Region
from syndication.config.settings import Bulletins

_ITEM_TAGS = frozenset({"li", "article"})
_SECTION_TAGS = frozenset({"div", "section", "td"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A stretch of lines that may be an item: ``start`` to ``end - 1``."""

    start: int
    end: int
    listed: bool
    """Whether the page's build sets it apart, as a bullet or a list item does; else only its date does."""


def divide(page: Page, settings: Bulletins) -> tuple[Entry, ...]:
    """Return the entries of a page in its order; lines outside them belong to no item."""
    return tuple(sorted(_Division(page, settings).entries(), key=lambda entry: entry.start))


class _Division:
    def __init__(self, page: Page, settings: Bulletins) -> None:
        self._page = page
        self._settings = settings
        self._told = [i for i, line in enumerate(page.lines) if not line.furniture and not line.caption]
        self._dated = [i for i in self._told if page.lines[i].stamp]
        self._children: dict[int, list[int]] = defaultdict(list)
        for index, region in enumerate(page.regions):
            if self._told_in(region):
                self._children[region.parent].append(index)
        self._lists = self._find_lists()

    def entries(self) -> list[Entry]:
        found: list[Entry] = []
        whole = Region("", "", ROOT, 0, len(self._page.lines))
        to_do = [(ROOT, whole)]
        while to_do:
            index, region = to_do.pop()
            index, region, items = self._descend(index, region)
            if not items:
                found += self._split_flat(region)
                continue
            for item in self._with_undated(index, items):
                inner = self._page.regions[item]
                if item in self._lists:
                    to_do.append((item, inner))
                else:
                    found.append(Entry(inner.start, inner.end, listed=True))
        return found

    def _descend(self, index: int, region: Region) -> tuple[int, Region, list[int]]:
        """Go down to where dates divide; return that region, and its item regions (none if it has no such build)."""
        while True:
            items = self._item_regions(index)
            if len(items) != 1 or self._is_item_of_list(index, items[0], self._lists):
                return index, region, items
            index, region = items[0], self._page.regions[items[0]]

    def _item_regions(self, index: int) -> list[int]:
        """The regions directly inside one that hold a title and a date each, unless most dates stand beside such."""
        inside = [self._page.regions[child] for child in self._children[index]]
        dated = [child for child, region in zip(self._children[index], inside, strict=True) if self._dates_in(region)]
        holding = [child for child in dated if self._holds_title_and_date(self._page.regions[child])]
        outside = len(dated) - len(holding)
        rich = any(len(self._dates_in(self._page.regions[child])) > 1 for child in holding)
        if (outside >= len(holding) and not rich) or any(self._title_stands_before(child) for child in holding):
            return []
        if len(holding) > 1 and not self._are_alike(holding):
            return []
        if all(self._page.regions[child].tag == "p" for child in holding):
            return []  # other paragraphs may go on with the item
        return [] if len(holding) == 1 and self._is_part_of_item(index, holding[0]) else holding

    def _is_part_of_item(self, around: int, part: int) -> bool:
        """Whether the one region with a date is only a part of an item that the region around it holds.

        Either its head, with the text right below it, or its text, with the title and the item's own date above it.
        """
        inner = self._page.regions[part]
        told = self._told_in(self._page.regions[around]) if around != ROOT else self._told
        above = [self._line(index) for index in told if index < inner.start]
        below = [self._line(index) for index in told if index >= inner.end]
        if any(line.stamp for line in above):
            return any(line.stands_out and not line.stamp for line in above)
        return not self._has_text(part) and bool(below) and is_text(below[0])

    def _are_alike(self, holding: list[int]) -> bool:
        """Whether regions are items beside each other, and not the head and the text of one item."""
        kinds = {self._page.regions[index].kind for index in holding}
        tell = [self._has_text(index) for index in holding]
        if any(self._is_head(index) for index in holding):
            return False
        return any(tell) if len(kinds) == 1 else all(tell)

    def _is_head(self, index: int) -> bool:
        """Whether a region is a title and a date, and the text follows in a region of the same kind without a date."""
        region = self._page.regions[index]
        place = bisect_left(self._told, region.end)
        if self._has_text(index) or place == len(self._told):
            return False
        beside = (self._page.regions[child] for child in self._children[region.parent])
        after = next((other for other in beside if self._told[place] in other.lines), None)
        is_like = after is not None and after.kind == region.kind and len(self._told_in(after)) == 1
        return is_like and is_text(self._line(self._told[place]))

    def _find_lists(self) -> set[int]:
        """The regions that are lists themselves: columns, and wrappers around all items.

        From the last region to the first, so that those inside are known before the one around them.
        """
        widths: dict[int, int] = {}
        lists: set[int] = set()
        for index in reversed(range(len(self._page.regions))):
            region = self._page.regions[index]
            if not self._dates_in(region):
                continue
            items = self._item_regions(index)
            goes_down = len(items) == 1 and not self._is_item_of_list(index, items[0], lists)
            widths[index] = widths[items[0]] if goes_down else len(items)
            if len(self._dates_in(region)) > 1 and (region.tag not in _ITEM_TAGS or widths[index] > 1):
                lists.add(index)
        return lists

    def _is_item_of_list(self, parent: int, index: int, lists: set[int]) -> bool:
        """Whether the one dated region among its like is an item: the others are standing text or have no date."""
        region = self._page.regions[index]
        if index in lists:
            return False
        if region.tag in _ITEM_TAGS:
            return True
        alike = [child for child in self._children[parent] if self._page.regions[child].kind == region.kind]
        have_texts = all(len(self._told_in(self._page.regions[child])) > 1 for child in alike)
        return len(alike) > 1 and region.tag != "td" and have_texts

    def _with_undated(self, parent: int, items: list[int]) -> list[int]:
        """Add the regions of the same kind that have no date of their own; cells of a table row are no kind."""
        kinds = {self._page.regions[item].kind for item in items}
        known = set(items)
        return [
            child
            for child in self._children[parent]
            if child in known or (self._page.regions[child].kind in kinds and self._page.regions[child].tag != "td")
        ]

    def _split_flat(self, region: Region) -> list[Entry]:
        lists = [r for r in self._page.regions if r.tag == "li" and region.start <= r.start and r.end <= region.end]
        items = [r for r in _outermost(lists) if len(self._told_in(r)) > 1]
        listed = [Entry(r.start, r.end, listed=True) for r in items]
        told = self._told_in(region)
        points = {self._told_in(r)[0] for r in items} | self._sections_below(region)
        if self._heads_list(self._dates_in(region), told, points):
            return listed
        stretches = split_by_dates(self._page.lines, told, region.end, points, self._settings)
        return [Entry(start, end, listed=False) for start, end in stretches] or listed

    def _sections_below(self, region: Region) -> set[int]:
        """The first lines of blocks alike, each with a heading and a text, that stand below the last date."""
        dates = self._dates_in(region)
        alike: dict[tuple[int, str], list[int]] = defaultdict(list)
        for r in self._page.regions:
            told = self._told_in(r) if dates and dates[-1] < r.start and r.end <= region.end else []
            if len(told) > 1 and r.tag in _SECTION_TAGS and self._line(told[0]).stands_out:
                alike[r.parent, r.kind].append(told[0])
        return {first for firsts in alike.values() if len(firsts) > 1 for first in firsts}

    def _heads_list(self, dates: list[int], told: list[int], points: set[int]) -> bool:
        """Whether no date is an item's own: none at all, or one directly above a list, which dates the whole."""
        return not dates or any(before == dates[-1] and after in points for before, after in pairwise(told))

    # --- what a region holds ----------------------------------------------------------------------

    def _told_in(self, region: Region) -> list[int]:
        return self._told[bisect_left(self._told, region.start) : bisect_left(self._told, region.end)]

    def _dates_in(self, region: Region) -> list[int]:
        return self._dated[bisect_left(self._dated, region.start) : bisect_left(self._dated, region.end)]

    def _holds_title_and_date(self, region: Region) -> bool:
        return any(not self._line(index).stamp for index in self._told_in(region))

    def _has_text(self, index: int) -> bool:
        return len(self._told_in(self._page.regions[index])) > 2

    def _title_stands_before(self, index: int) -> bool:
        """Whether a region begins with a date whose title is the line just before the region."""
        region = self._page.regions[index]
        told = self._told_in(region)
        place = bisect_left(self._told, region.start)
        if not self._line(told[0]).stamp or place == 0 or len(told) < 2:
            return False
        before, after = self._line(self._told[place - 1]), self._line(told[1])
        if before.stamp or after.stands_out:
            return False
        return before.stands_out or (can_be_title(before) and is_text(after) and not can_be_title(after))

    def _line(self, index: int) -> Line:
        return self._page.lines[index]


def _outermost(regions: list[Region]) -> list[Region]:
    outer: list[Region] = []
    for region in regions:
        if not outer or region.start >= outer[-1].end:
            outer.append(region)
    return outer
