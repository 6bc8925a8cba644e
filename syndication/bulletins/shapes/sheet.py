"""What a reader of a shape is given, and what it hands back."""

from collections.abc import Iterable
from dataclasses import dataclass

from syndication.bulletins.anchors import is_named
from syndication.bulletins.entries import Story
from syndication.bulletins.page import Line, Page
from syndication.bulletins.standing import NAMED, OUTSIDE, omit_all, omit_story
from syndication.config.settings import Bulletins
from syndication.models import Item, Omission, SourceDate


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its entries read."""

    page: Page
    stories: tuple[Story, ...]
    strays: tuple[Line, ...]
    """Lines that stand in no entry."""
    settings: Bulletins

    @property
    def told(self) -> tuple[Line, ...]:
        """What the page is about: all lines but captions and the page's frame."""
        return tuple(line for line in self.page.lines if not line.furniture and not line.caption)

    def omit(self, lines: Iterable[Line], reason: str = OUTSIDE) -> list[Omission]:
        """Report lines that are no items."""
        return omit_all(lines, self.page.source, self.settings.standing, reason)

    def omit_story(self, story: Story, reason: str) -> Omission:
        """Report an entry that is no item; standing text known by name as such."""
        named = is_named(story.title, self.settings.standing)
        return omit_story(story, self.page.source, NAMED if named else reason)

    def omit_rest(self, told: Iterable[Line], reason: str = OUTSIDE) -> list[Omission]:
        """Report all that is not told in an item: entry by entry, then the lines outside of entries."""
        done = {id(line) for line in told}
        omissions: list[Omission] = []
        for story in self.stories:
            if id(story.title) not in done:
                omissions.append(self.omit_story(story, reason))
                done |= {id(line) for line in (story.title, *story.body)}
        rest = [line for line in self.page.lines if id(line) not in done and not line.stamp and not line.caption]
        return omissions + self.omit(rest, reason)

    @property
    def dated(self) -> tuple[Story, ...]:
        """The stories with a date line, if only to say that there is no date."""
        return tuple(story for story in self.stories if story.stamp)


@dataclass(frozen=True, slots=True)
class Findings:
    """What a page of a known shape holds."""

    items: tuple[Item, ...] = ()
    omissions: tuple[Omission, ...] = ()
    date: SourceDate | None = None
    """The date of the bulletin as a whole."""
