"""The year: what happens in each hour, and who is asked what he knows then."""

from collections import Counter
from collections.abc import Iterable
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from bench.reliability.soak import faults
from bench.reliability.soak.organisation import Organisation
from bench.reliability.soak.running import Poller, Web, make_site
from bench.reliability.soak.subscribers import Subscriber, make_habits
from bench.reliability.soak.truth import Truth, find_lost
from bench.reliability.soak.vault import Vault
from syndication.errors import ArchiveError
from syndication.feeds import every_selection
from syndication.models import ALL
from syndication.pipeline import release
from syndication.progress import Progress
from syndication.publishing import expected_documents, publish_due
from syndication.safekeeping.proving import prove
from syndication.service import Service, open_service

START = datetime(2025, 1, 1, tzinfo=UTC)
"""In the past: a date of If-Modified-Since that is ahead of the machine's clock would be no condition."""
_MOVES_A_DAY = 2.5
_FAULTS_A_DAY = 0.4
_DECISIONS_A_DAY = 0.15
_RELEASES_A_DAY = 0.5
_BACKUPS_A_DAY = 0.5
_SHIFTED_HOURS = 6
_LOOK_MINUTE = 30
"""At which minute of its hour the poller looks at the inbox."""


@dataclass
class Outcome:
    """The figures of a year."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)


class Year:
    """So many hours of a site, from a seed."""

    def __init__(self, folder: Path, *, seed: int, subscribers: int, density: float = 1) -> None:
        """``density`` says how many times more than usual happens in a day."""
        self._density = density
        self._may_put_off = False
        """Whether published files are lost, and nobody has looked yet."""
        self._chance = Random(seed)  # noqa: S311 (no secret: the same year for the same seed)
        self._settings = make_site(folder)
        self._organisation = Organisation(self._settings.inbox_folders[0], self._chance)
        self._poller, self._web = Poller(self._settings), Web(self._settings)
        self._vault = Vault(self._settings, folder / "backup.db")
        self._truth, self._outcome = Truth(), Outcome()
        self._shift, self._shifted_until = timedelta(), START
        with open_service(self._settings) as service:
            feeds = sorted(each.path for each in every_selection(service.taxonomy) if each != ALL)
        self._subscribers = [Subscriber(habit) for habit in make_habits(subscribers, [ALL.path, *feeds], self._chance)]

    def run(self, hours: int, progress: Progress[int] = iter) -> Outcome:
        """Let them pass; afterwards all is in order again, everybody asks once more, and the archive is made anew."""
        self._look(START)
        for hour in progress(range(hours)):
            self._pass_hour(hour)
        self._end(START + timedelta(hours=hours))
        return self._outcome

    def _pass_hour(self, hour: int) -> None:
        now = START + timedelta(hours=hour)
        due = sorted(
            (each for each in self._subscribers if each.habit.is_due(hour)), key=lambda each: each.habit.minute
        )
        if self._happens(_MOVES_A_DAY):
            self._organisation.move(now)
        if self._happens(_DECISIONS_A_DAY):
            self._decide(now)
        if self._happens(_RELEASES_A_DAY):
            self._release(now)
        if self._happens(_BACKUPS_A_DAY):
            self._vault.keep(self._truth.withdrawn)
            self._outcome.counts["backups"] += 1
        fault = self._chance.choice(faults.KINDS) if self._happens(_FAULTS_A_DAY) else None
        if fault:
            self._outcome.faults[fault] += 1
            self._strike(fault, now)
        self._ask(now, (each for each in due if each.habit.minute < _LOOK_MINUTE))
        self._look(now + timedelta(minutes=_LOOK_MINUTE), fault)
        self._ask(now, (each for each in due if each.habit.minute >= _LOOK_MINUTE))

    def _happens(self, times_a_day: float) -> bool:
        return self._chance.random() < times_a_day * self._density / 24

    def _strike(self, fault: str, now: datetime) -> None:
        """What goes wrong beside the poller, and between its looks."""
        if fault in ("file damaged", "documents lost"):
            self._may_put_off = True
            self._truth.unsettle()
        if fault == "file damaged":
            faults.damage_a_file(self._settings.documents_folder, self._chance)
        elif fault == "documents lost":
            faults.lose(self._settings.documents_folder)
        elif fault.startswith("clock"):
            self._shift = timedelta(days=-1 if fault.endswith("back") else 1)
            self._shifted_until = now + timedelta(hours=_SHIFTED_HOURS)
        elif fault == "restart":
            self._poller.stop()
            self._web.restart()
        elif fault == "archive lost":
            self._poller.stop()
            self._restore(now)

    def _restore(self, now: datetime) -> None:
        """The last backup does; what has arrived since is in the inbox yet."""
        withdrawn = self._vault.give_back(now)
        if withdrawn is not None:
            self._truth.unsettle()
            self._truth.withdrawn = withdrawn
            self._outcome.counts["backups restored"] += 1

    def _look(self, now: datetime, fault: str | None = None) -> None:
        """The poller's cycle, well or not."""
        clock = now + self._shift if now < self._shifted_until else now
        self._outcome.counts["cycles"] += 1
        self._truth.unsettle()
        if fault == "killed":
            self._organisation.publish(now)
            is_dead = self._poller.poll_and_die(clock, faults.arm(self._chance))
            self._outcome.counts["cycles cut off by SIGKILL"] += is_dead
            return
        try:
            with faults.full_disk(self._chance) if fault == "disk full" else nullcontext():
                service = self._poller.poll(clock)
        except Exception as error:  # whatever it is: the poller logs it and tries again
            self._outcome.counts["cycles that failed"] += 1
            if fault != "disk full":
                self._outcome.violations.append(f"{now:%Y-%m-%d %H:%M}: a cycle failed without a fault: {error!r}")
        else:
            self._may_put_off = False
            self._truth.settle(service)

    def _release(self, now: datetime) -> None:
        """A person lets everything through that was held because it would change much."""
        with open_service(self._settings) as service:
            for plan in sorted({entry.plan for entry in service.archive.quarantine() if entry.plan}):
                self._truth.unsettle()
                release(service, plan, now)
                self._outcome.counts["plans released"] += 1

    def _decide(self, now: datetime) -> None:
        """A person withdraws an item or corrects it, or takes either back, by hand."""
        with open_service(self._settings) as service:
            if items := service.archive.newest(ALL, 20):
                self._decide_on(service, self._chance.choice(items).id, now)
                self._outcome.counts["decisions"] += 1

    def _decide_on(self, service: Service, id_: str, now: datetime) -> None:
        self._truth.unsettle()
        gone = sorted(self._truth.withdrawn)
        match self._chance.choice(("withdraw", "correct", "lift", *(["reinstate"] if gone else []))):
            case "withdraw":
                service.archive.withdraw(id_, "told by mistake", now)
                self._truth.withdrawn.add(id_)
            case "correct":
                service.archive.correct(id_, {"topics": (self._chance.choice(("water", "schools")),)}, now)
            case "lift":
                with suppress(ArchiveError):  # where nobody has decided
                    service.archive.lift(id_, now)
            case "reinstate":
                returning = self._chance.choice(gone)
                service.archive.reinstate(returning, now)
                self._truth.withdrawn.discard(returning)
        publish_due(service, now)

    def _ask(self, now: datetime, subscribers: Iterable[Subscriber]) -> None:
        for each in subscribers:
            wrong = [*each.poll(self._web), *self._truth.judge(each)]
            if each.is_put_off and self._may_put_off:
                self._outcome.counts["polls told to come again"] += 1
            else:
                self._outcome.violations += [f"{now:%Y-%m-%d %H}: {each.habit}: {what}" for what in wrong]

    def _end(self, now: datetime) -> None:
        self._poller.stop()
        self._look(now)
        self._release(now)
        self._look(now)
        self._ask(now, self._subscribers)
        with open_service(self._settings) as service:
            withdrawn = {item["id"]: item["paragraphs"][0].split()[0] for item in service.archive.contents()["items"]}
            gone = {withdrawn[id_] for id_ in self._truth.withdrawn} | self._organisation.taken_out
            lost = find_lost(service, self._organisation.stories.keys() - gone)
            otherwise = map(str, prove(service).differences)
            self._outcome.violations += [*lost, *service.archive.faults(), *_find_unpublished(service), *otherwise]
            self._outcome.counts["items"] = service.archive.count(ALL)
        self._poller.stop()
        self._outcome.counts["stories told"] = len(self._organisation.stories)
        self._outcome.counts["files written"] = self._organisation.files
        self._outcome.counts["polls"] = sum(each.polls for each in self._subscribers)
        self._outcome.counts["polls answered with 304"] = sum(each.not_modified for each in self._subscribers)
        self._outcome.counts["items withdrawn"] = len(self._truth.withdrawn)


def _find_unpublished(service: Service) -> Iterable[str]:
    folder = service.settings.documents_folder
    for document in expected_documents(service):
        if (folder / document.path[1:]).read_bytes() != document.body:
            yield f"{document.path}: not as the archive gives it"
