"""Made-up stories, and the files in which they are told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_SYLLABLES = ("ba", "che", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "wo", "yu", "zan")


@dataclass
class Story:
    """What is told of one event; its place is named in no other story, so it tells whose text a text is."""

    place: str
    day: date
    topic: str
    region: str
    title: str
    sentences: list[str]
    is_mended: bool = False
    """Whether one of its sentences is another than at first."""

    @property
    def teaser(self) -> str:
        return self.sentences[0]

    @property
    def text(self) -> str:
        return " ".join(self.sentences)


def name_place(number: int) -> str:
    """A word of four syllables for each number below 65,536."""
    return "".join(_SYLLABLES[number >> shift & 15] for shift in (0, 4, 8, 12)).capitalize()


def as_text(stories: Iterable[Story], *, teasers: bool, url: str) -> bytes:
    """A text list (docs/bulletins.md)."""
    told = "\n".join(
        f"• {story.title}\n\n    {story.day.day} {story.day:%B %Y}\n\n    {_tell(story, teasers)}\n"
        for story in stories
    )
    return f"# URL: {url}\n{told}".encode()


def as_html(stories: Iterable[Story], *, teasers: bool, url: str) -> bytes:
    """A saved web page."""
    told = "\n".join(
        f"<h2>{story.title}</h2>\n<p>{story.day.day} {story.day:%B %Y}</p>\n<p>{_tell(story, teasers)}</p>"
        for story in stories
    )
    head = f'<meta charset="utf-8"><title>News</title><link rel="canonical" href="{url}">'
    return f"<!doctype html>\n<html><head>{head}</head>\n<body>\n{told}\n</body></html>\n".encode()


def _tell(story: Story, teasers: bool) -> str:
    return story.teaser if teasers else story.text
