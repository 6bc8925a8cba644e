"""The proof that an archive is what its files make it: made anew, it has the same ids and gives the same documents."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from syndication.archive import Archive
from syndication.errors import ArchiveError, FolderError
from syndication.models import ALL
from syndication.progress import Progress
from syndication.publishing import expected_documents
from syndication.safekeeping import sqlite
from syndication.safekeeping.backup import put_in_place
from syndication.safekeeping.comparing import Difference, Kind, compare_archives, compare_documents
from syndication.safekeeping.rebuilding import Together, find_gaps, rebuild
from syndication.safekeeping.restoring import beside, install
from syndication.service import Service

_OF_POSTGRESQL = (
    "make it anew in an empty database (rebuild-archive --keep ADDRESS), stop the service, give that address to "
    "data.archive, and run `syndication build`"
)
_GAPS = (
    "expected the original of every file that was taken in; put the files into the inbox again (the next look keeps "
    "them), or take the originals from a backup; nothing was made anew"
)


@dataclass(frozen=True, slots=True)
class Proof:
    """What came out."""

    files: int
    """Times that a file came."""
    items: int
    documents: int
    differences: tuple[Difference, ...]
    replaced: Path | None = None
    """Where the former archive is now; None where none was replaced."""

    @property
    def is_replaceable(self) -> bool:
        """Whether nothing differs but what the taxonomy gives now."""
        kinds = {each.kind for each in self.differences}
        return kinds <= {Kind.CATEGORIES, Kind.DOCUMENTS} and kinds != {Kind.DOCUMENTS}


def prove(service: Service, progress: Progress[Together] = iter) -> Proof:
    """Make the archive anew, compare the two, and throw the new one away. A service may run meanwhile.

    Raises ArchiveError where originals are missing or damaged, with the names of all, or files came in meanwhile.
    """
    with beside(service.settings.data_folder / "archive.db") as copy:
        return _prove(service, _address_of(copy), progress)


def prove_and_keep(service: Service, place: str, now: datetime, progress: Progress[Together] = iter) -> Proof:
    """The same, and leave the new archive in a new file, or in the empty database at an address.

    Raises FolderError for a file that is there already.
    """
    if "://" in place:
        return _prove_and_succeed(service, place, now, progress)
    file = Path(place)
    if file.exists():
        raise FolderError(file, "expected the name of a new file", "it is there already")
    with beside(file) as copy:
        proof = _prove_and_succeed(service, _address_of(copy), now, progress)
        sqlite.pack(copy)
        put_in_place(copy, file)
    return proof


def prove_and_replace(service: Service, now: datetime, progress: Progress[Together] = iter) -> Proof:
    """The same, and put the new archive in the place of the one in use, unless more than categories differs.

    For who is alone on the archive. Documents are left as they are: publish them next.
    """
    target = sqlite.find_file(service.settings.archive_url, _OF_POSTGRESQL)
    with beside(target) as copy:
        proof = _prove(service, _address_of(copy), progress)
        if not proof.is_replaceable:
            return proof
        return replace(proof, replaced=install(service.settings, copy, now))


def _prove(service: Service, address: str, progress: Progress[Together]) -> Proof:
    archive, authority = service.archive, service.settings.site.authority
    arrivals = archive.arrivals()
    if gaps := list(find_gaps(arrivals, service.originals)):
        raise ArchiveError("\n".join([*gaps, _GAPS]))
    with Archive.open(address, authority=authority) as anew:
        rebuild(service, anew, progress)
        differences = list(compare_archives(archive, anew))
        documents = (expected_documents(each) for each in (service, replace(service, archive=anew)))
        compared = list(compare_documents(*documents))
        differences += filter(None, compared)
        return Proof(len(arrivals), archive.count(ALL), len(compared), tuple(differences))


def _prove_and_succeed(service: Service, address: str, now: datetime, progress: Progress[Together]) -> Proof:
    """Prove with an archive that may take the place of the service's one day: no validator goes back then."""
    proof = _prove(service, address, progress)
    with Archive.open(address, authority=service.settings.site.authority) as anew:
        anew.succeed(service.archive.legacy(), now)
    return proof


def _address_of(file: Path) -> str:
    return f"sqlite:///{file.absolute()}"
