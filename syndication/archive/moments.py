"""Moments of decisions and returns: in whole seconds, each later than the one before, whatever the clock says."""

from datetime import datetime, timedelta

STEP = timedelta(seconds=1)
"""Between a withdrawal and its end at least: readers believe the later one (RFC 6721, section 3)."""


def moment_after(last: datetime | None, now: datetime) -> datetime:
    """Now, or a step after what was last, with a clock that was set back."""
    moment = now.replace(microsecond=0)
    return moment if last is None else max(moment, last.replace(microsecond=0) + STEP)
