"""How much files may change in a day without a person's word."""

from collections.abc import Iterator, Sequence
from functools import partial

from syndication.archive import FindExcess, Toll
from syndication.config.settings import Guard

_SHOWN = 3
"""Feeds that are named."""


def guard_by(limits: Guard) -> FindExcess:
    """What asks whether a day's changes are more than the settings allow."""
    return partial(find_excess, limits=limits)


def find_excess(toll: Toll, limits: Guard) -> Sequence[str]:
    """In what respect a day's changes would be too many, for a sentence that begins with "which"."""
    return tuple(_tell_excess(toll, limits))


def _tell_excess(toll: Toll, limits: Guard) -> Iterator[str]:
    if toll.revised > limits.revised_items:
        yield (
            f"would bring the items changed in a day to {toll.revised} "
            f"(guard.revised_items: at most {limits.revised_items})"
        )
    if toll.absent > limits.absent_items:
        yield (
            "would bring the items taken out of the feeds in a day, no file telling of them any more, to "
            f"{toll.absent} (guard.absent_items: at most {limits.absent_items})"
        )
    emptied = sorted(feed.path for feed, left in toll.emptied.items() if left > limits.emptied_items)
    if emptied:
        named = ", ".join(emptied[:_SHOWN]) + (", …" if len(emptied) > _SHOWN else "")
        yield (
            f"would leave nothing in feeds that lost more than {limits.emptied_items} items in a day "
            f"(guard.emptied_items): {named}"
        )
