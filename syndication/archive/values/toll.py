"""What a day's changes come to, and who says whether that is too much."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from syndication.models import Selection


@dataclass(frozen=True, slots=True)
class Toll:
    """What files changed in a day, without a person's word, of what readers knew."""

    revised: int = 0
    """Items that read otherwise."""
    absent: int = 0
    """Items that are in no feed any more, as no file tells of them; not counted among the revised."""
    emptied: Mapping[Selection, int] = field(default_factory=dict)
    """Feeds that hold nothing any more, and how many items left each."""

    def grown_from(self, before: "Toll") -> "Toll":
        """Without what was so before: nobody is held for it, even if a setting or a person allows less by now."""
        return Toll(
            self.revised if self.revised > before.revised else 0,
            self.absent if self.absent > before.absent else 0,
            {feed: left for feed, left in self.emptied.items() if left > before.emptied.get(feed, 0)},
        )


FindExcess = Callable[[Toll], Sequence[str]]
"""Says in what respect a day's changes are too many, each in a few words; nothing if they may be made."""
