"""The cycle that is disturbed: as a command by hand runs it, and as a service that goes on after a failure."""

from pathlib import Path

from bench.reliability.crashing import faults
from bench.reliability.crashing.site import NOW, settings_of
from syndication.errors import SyndicationError
from syndication.pipeline import run_cycle
from syndication.service import Service, open_service


def take_in(site: Path) -> str:
    """Open the site, take in what has arrived, close it; returns what it says if that fails."""
    try:
        with open_service(settings_of(site)) as service:
            run_cycle(service, NOW)
    except SyndicationError as error:
        return str(error)
    return ""


def take_in_and_go_on(site: Path) -> str:
    """The same, and once the armed point is met the next cycle with the same parts, undisturbed, as the poller does.

    Raises RuntimeError if that fails as well.
    """
    try:
        with open_service(settings_of(site)) as service:
            told = _try_cycle(service)
            if faults.has_met():
                faults.disarm()
                _expect_none(_try_cycle(service))
            return told
    except SyndicationError as error:  # it could not be opened, or not be closed
        faults.disarm()
        _expect_none(take_in(site))
        return str(error)


def _try_cycle(service: Service) -> str:
    try:
        run_cycle(service, NOW)
    except SyndicationError as error:
        return str(error)
    return ""


def _expect_none(told: str) -> None:
    if told:
        raise RuntimeError(f"the next cycle failed, too: {told}")
