"""How much a cycle may change without a person's word."""

from collections.abc import Iterator, Sequence
from functools import partial

from syndication.archive import Absorption
from syndication.archive.values.absorption import FindExcess
from syndication.config.settings import Guard

_SHOWN = 3
"""Feeds that are named."""


def guard_by(limits: Guard) -> FindExcess:
    """What asks whether taking in changes more than the settings allow."""
    return partial(find_excess, limits=limits)


def find_excess(absorption: Absorption, limits: Guard) -> Sequence[str]:
    """In what respect taking in would change too much, for a sentence that begins with "which"."""
    return tuple(_tell_excess(absorption, limits))


def _tell_excess(absorption: Absorption, limits: Guard) -> Iterator[str]:
    absent = len(absorption.absent)
    revised = len({*absorption.revised} - {*absorption.absent})  # what came and went in one cycle is absent alone
    if revised > limits.revised_items:
        yield f"would change {_count(revised)} (guard.revised_items: at most {limits.revised_items})"
    if absent > limits.absent_items:
        yield (
            f"would take {_count(absent)} out of the feeds, no file telling of them any more "
            f"(guard.absent_items: at most {limits.absent_items})"
        )
    emptied = sorted(feed.path for feed in absorption.emptied if absorption.left[feed] > limits.emptied_items)
    if emptied:
        named = ", ".join(emptied[:_SHOWN]) + (", …" if len(emptied) > _SHOWN else "")
        yield (
            f"would leave nothing in feeds that held more than {limits.emptied_items} items "
            f"(guard.emptied_items): {named}"
        )


def _count(items: int) -> str:
    return "1 item" if items == 1 else f"{items} items"
