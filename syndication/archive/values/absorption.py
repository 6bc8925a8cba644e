"""What taking in files changed, and what of it was held back."""

from dataclasses import dataclass

from syndication.models import Selection


@dataclass(frozen=True, slots=True)
class Plan:
    """Files that together would change more than may be done without a person's word."""

    number: int
    sources: tuple[str, ...]
    excess: tuple[str, ...]
    """What they would do, each in a few words."""


@dataclass(frozen=True, slots=True)
class Absorption:
    """What taking in readings changed."""

    added: tuple[str, ...]
    """Ids of new items, sorted."""
    revised: tuple[str, ...]
    """Ids of items that readers now see differently, sorted."""
    held: int
    """Entries that are new in quarantine."""
    touched: frozenset[Selection]
    """The feeds whose documents may differ now."""
    absent: tuple[str, ...] = ()
    """Ids of items that left the feeds, as no file tells of them any more, sorted."""
    withdrawn: tuple[str, ...] = ()
    """Ids of items that nobody saw: new, but they tell what was withdrawn, sorted."""
    plans: tuple[Plan, ...] = ()
    """What was held back for a person to decide; not counted in the rest."""

    def followed_by(self, other: "Absorption") -> "Absorption":
        """Both together, one after the other."""
        added = {*self.added, *other.added}
        return Absorption(
            added=tuple(sorted(added)),
            revised=tuple(sorted({*self.revised, *other.revised} - added)),
            held=self.held + other.held,
            touched=self.touched | other.touched,
            absent=tuple(sorted({*self.absent} - {*other.revised} | {*other.absent})),  # who is back is revised
            withdrawn=tuple(sorted({*self.withdrawn, *other.withdrawn})),
            plans=(*self.plans, *other.plans),
        )


NOTHING = Absorption((), (), 0, frozenset())
"""What taking in nothing changes."""
