"""A made-up organisation's year: what its editor drops into the inbox, changes, and drops in again."""

import os
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from bench.reliability.soak.stories import Story, as_html, as_text, name_place

_TOPICS = ("river", "clinic", "school")
_REGIONS = ("North Bank", "South Bank")
_DEEDS = (
    "counts what the winter has left of the {topic} on the {region}",
    "asks the council for a new roof over the {topic} on the {region}",
    "has waited nine years for the {topic} that was promised to the {region}",
    "will vote in spring on who looks after the {topic} of the {region}",
)
_TITLES = ("{place} and its {topic}", "Who pays for the {topic}? {place} asks", "The {topic} of {place}, {region}")
_FURTHER = (
    "Nobody from the ministry came to the meeting.",
    "The figures were read aloud twice, and written on the door.",
    "An engineer had measured everything with a rope.",
    "The oldest of the pilots remembered another answer.",
    "Soup was served afterwards, and a song was sung.",
    "Two letters to the harbour office are still unopened.",
    "A lawyer from the capital offered her help without pay.",
    "Children had painted posters during the holidays.",
    "Only the miller voted against it, as he always does.",
    "The next bus leaves on Thursday at noon.",
    "Visitors slept in the hall, under borrowed blankets.",
    "Somebody found the missing ledger behind the stove.",
)
_MENDED = "The editor had misheard this, and puts it right."
_TOLD, _ADDED = 5, 2
"""Sentences after the first one, and so many more in a longer text."""
_SILENT_MONTHS = (2, 8)
_LISTED = 10
_MOVES = {
    "publish": 8, "edit_title": 2, "lengthen": 2, "mend_words": 1, "add_late": 1, "bring_late_page": 1,
    "take_out": 0.3, "drop_again": 0.5, "drop_rubbish": 0.7,
}  # fmt: skip
_RUBBISH = (b"", b"%PDF-1.7\n\x00\xff\xfe", b"PK\x03\x04\x14\x00\x00", b"\x89PNG\r\n\x1a\n", b"\x00" * 3000, b"<html>")


class Organisation:
    """Acts upon an inbox, a move at a time; the same seed, the same year."""

    def __init__(self, inbox: Path, chance: Random) -> None:
        self.stories: dict[str, Story] = {}
        """By place, in the order in which they were first told."""
        self.taken_out: set[str] = set()
        """Places of stories that their page shows no more."""
        self.files = 0
        """So many were written."""
        self._inbox = inbox
        self._chance = chance
        self._pages: dict[str, list[str]] = {}

    def move(self, now: datetime) -> None:
        """Do one thing, unless the month is silent."""
        if now.month not in _SILENT_MONTHS:
            [name] = self._chance.choices(list(_MOVES), list(_MOVES.values()))
            getattr(self, name)(now)

    def publish(self, now: datetime) -> None:
        """A page with new stories, and the listing of the newest ones."""
        self._make_page(f"{now:%Y-%m}/news-{len(self._pages):04}", now, now.date())
        listed = list(self.stories.values())[-_LISTED:]
        self._write("listing.txt", now, as_text(reversed(listed), teasers=True, url="https://estuary.example.org/news"))

    def edit_title(self, now: datetime) -> None:
        """Another title on its page; the listing still has the former one."""
        if page := self._choose_page():
            story = self.stories[self._chance.choice(self._pages[page])]
            story.title = self._title(story)
            self._write_page(page, now)

    def lengthen(self, now: datetime) -> None:
        """The article in a file of its own, longer than its page has it."""
        if page := self._choose_page():
            story = self.stories[self._chance.choice(self._pages[page])]
            story.sentences = [*story.sentences, *self._choose_unsaid(story, _ADDED)]
            url = f"https://estuary.example.org/{story.place.lower()}"
            self._write(f"articles/{story.place}.txt", now, as_text([story], teasers=False, url=url))

    def mend_words(self, now: datetime) -> None:
        """Another sentence in the place of one, once a story: two texts of which half differs are two stories."""
        if page := self._choose_page():
            story = self.stories[self._chance.choice(self._pages[page])]
            if not story.is_mended:
                story.sentences[self._chance.randrange(1, _TOLD)] = _MENDED
                story.is_mended = True
                self._write_page(page, now)

    def add_late(self, now: datetime) -> None:
        """A story that its page had forgotten."""
        if page := self._choose_page():
            day = self.stories[self._pages[page][0]].day
            self._pages[page].append(self._tell(day).place)
            self._write_page(page, now)

    def bring_late_page(self, now: datetime) -> None:
        """A page of weeks ago, found only now."""
        day = now.date() - timedelta(days=self._chance.randrange(5, 60))
        self._make_page(f"late/{day:%Y-%m-%d}-{len(self._pages):04}", now, day)

    def take_out(self, now: datetime) -> None:
        """A page without one of its stories."""
        page = self._choose_page()
        if page and len(self._pages[page]) > 1:
            place = self._pages[page].pop(self._chance.randrange(len(self._pages[page])))
            self.taken_out.add(place)
            self._write_page(page, now)

    def drop_again(self, now: datetime) -> None:
        """A copy of an old folder, under another name."""
        folders = sorted(each for each in self._inbox.iterdir() if each.is_dir() and not each.name.startswith("copy"))
        if folders:
            copied = self._chance.choice(folders)
            shutil.copytree(copied, self._inbox / f"copy of {copied.name}", dirs_exist_ok=True)

    def drop_rubbish(self, now: datetime) -> None:
        """Something that is no bulletin."""
        self._write(f"scan-{self.files}.txt", now, self._chance.choice(_RUBBISH))

    def _make_page(self, name: str, now: datetime, day: date) -> None:
        page = f"{name}{self._chance.choice(('.txt', '.html'))}"
        days = [day - timedelta(days=self._chance.randrange(3)) for _ in range(self._chance.randrange(1, 5))]
        self._pages[page] = [self._tell(each).place for each in sorted(days, reverse=True)]
        self._write_page(page, now)

    def _tell(self, day: date) -> Story:
        place = name_place(len(self.stories) * 40503 % 65536)
        topic, region = self._chance.choice(_TOPICS), self._chance.choice(_REGIONS)
        first = f"{place} {self._chance.choice(_DEEDS)}.".format(topic=topic, region=region)
        story = Story(place, day, topic, region, "", [first, *self._chance.sample(_FURTHER, _TOLD)])
        story.title = self._title(story)
        self.stories[place] = story
        return story

    def _choose_unsaid(self, story: Story, number: int) -> list[str]:
        unsaid = [sentence for sentence in _FURTHER if sentence not in story.sentences]
        return self._chance.sample(unsaid, min(number, len(unsaid)))

    def _title(self, story: Story) -> str:
        others = [title for title in _TITLES if self._fill(title, story) != story.title]
        return self._fill(self._chance.choice(others), story)

    @staticmethod
    def _fill(title: str, story: Story) -> str:
        return title.format(place=story.place, topic=story.topic, region=story.region)

    def _choose_page(self) -> str | None:
        pages = list(self._pages)[-20:]
        return self._chance.choice(pages) if pages else None

    def _write_page(self, page: str, now: datetime) -> None:
        stories = [self.stories[place] for place in self._pages[page]]
        url = f"https://estuary.example.org/{page}"
        as_file = as_html if page.endswith(".html") else as_text
        self._write(page, now, as_file(stories, teasers=False, url=url))

    def _write(self, name: str, now: datetime, content: bytes) -> None:
        file = self._inbox / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        os.utime(file, (now.timestamp(), now.timestamp()))
        self.files += 1
