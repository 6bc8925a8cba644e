"""Every kind of page there is: a new page is a new line here, and all that holds of every page is tested on it."""

from dataclasses import dataclass

PREFIXES = {"en": "", "es": "/es"}
"""By language, what stands before the path: of the ready site's own language, and of its further one."""


@dataclass(frozen=True)
class Kind:
    """Pages that one template makes."""

    path: str
    status: int = 200

    def path_in(self, language: str) -> str:
        return f"{PREFIXES[language]}{self.path}"


KINDS = {
    "home": Kind("/"),
    "feed": Kind("/all"),
    "topic": Kind("/topics/mining"),
    "region": Kind("/regions/cusco"),
    "topic in a region": Kind("/topics/mining/regions/cusco"),
    "union": Kind("/topics/mining+water"),
    "search": Kind("/all?q=water"),
    "search without result": Kind("/all?q=nothingofthesort"),
    "older items": Kind("/all?page=2"),
    "item": Kind("{item}"),
    "withdrawn item": Kind("{withdrawn}", 410),
    "corrections": Kind("/corrections"),
    "build a feed": Kind("/build"),
    "a feed being built": Kind("/build?topic=mining&topic=water&q=the"),
    "topics": Kind("/topics"),
    "regions": Kind("/regions"),
    "feeds": Kind("/feeds"),
    "status": Kind("/status"),
    "about feeds": Kind("/about"),
    "embed": Kind("/embed"),
    "embed with a fault": Kind("/embed?topic=water&own=1&text=ffffff", 200),
    "headlines in a frame": Kind("/embed/topics/mining"),
    "headlines in a frame, not understood": Kind("/embed/topics/mining?count=many", 400),
    "unknown page": Kind("/nothing", 404),
    "unknown feed": Kind("/topics/nothing", 404),
}
EVERY_PAGE = [(name, language) for name in KINDS for language in PREFIXES]
