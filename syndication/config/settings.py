"""Every setting, declared once: its type, its default and its help.

``docs/settings.md`` and ``syndication check`` are made from these declarations; nothing else reads the
environment. Paths are relative to the site's folder, the one that holds ``config/``.
"""

from datetime import date
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from syndication.config import locate
from syndication.config.values import (
    BaseAddress,
    DatabaseAddress,
    Domain,
    FilePath,
    InboxFolders,
    Language,
    Number,
    Truth,
    WebAddress,
    Whole,
)
from syndication.models import Span


class Section(BaseModel):
    """A table of the settings file: unknown keys are faults, values cannot change later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Site(Section):
    """Whose bulletins these are, and how the service presents itself."""

    title: str = Field(min_length=1, description="Name of the service, as subscribers read it.")
    description: str = Field(min_length=1, description="What it offers, in one sentence.")
    publisher: str = Field(min_length=1, description="The organisation that writes the bulletins.")
    homepage: WebAddress = Field(description="The organisation's own site.")
    authority: Domain = Field(
        description="Domain in every item's id (RFC 4151). Never change it: all ids would change with it."
    )
    base_url: BaseAddress = Field(
        "http://127.0.0.1:8000",
        description="Where this service is reached from outside; stands in every document. Without it, this machine "
        "at serve.port: enough for a try, and for nothing else.",
    )
    language: Language = Field(
        "en",
        description="Language of the items (BCP 47). Pages are in it, too, if the program has its texts (en, es), else "
        "in English.",
    )
    languages: tuple[Language, ...] = Field(
        (),
        description="Further languages of the pages, each below a prefix of its own: /es. Their texts come with the "
        "program, the names of topics and regions from the taxonomy; items stay in site.language.",
    )
    descriptions: dict[Language, Annotated[str, StringConstraints(min_length=1)]] = Field(
        {}, description='The description for the pages in further languages: es = "Noticias de …".'
    )
    licence: WebAddress | None = Field(None, description="Address of the licence of the items.")
    rights: str | None = Field(None, description="Copyright and attribution, in one sentence.")
    hub: WebAddress | None = Field(
        None,
        description="Address of the WebSub hub that tells subscribers of news; every feed of the catalogue names it.",
    )
    epoch: date = Field(date(2000, 1, 1), description="The date of a feed that has no item yet.")

    @model_validator(mode="after")
    def _name_languages_once(self) -> Self:
        tags = [tag.lower() for tag in (self.language, *self.languages)]
        if len(set(tags)) < len(tags):
            raise ValueError(f"languages: expected each language once, and not {self.language} (site.language) again")
        return self


class Inbox(Section):
    """Where bulletin files arrive."""

    folders: InboxFolders = Field(
        (Path("inbox"),), min_length=1, description="Folders that are read, with all below them."
    )
    interval_seconds: Whole = Field(
        60, ge=1, le=86_400, description="Time between two polls; file events come between."
    )
    settle_seconds: Number = Field(
        1.0, ge=0, le=600, description="A file younger than this may still be growing; it waits for the next look."
    )
    max_bytes: Whole = Field(20_000_000, ge=1_000, description="Larger files are held, not read.")
    read_seconds: Number = Field(
        30, gt=0, le=3_600, description="A file that takes longer to read is held; the others wait for no longer."
    )
    cycle_seconds: Number = Field(
        60,
        gt=0,
        le=3_600,
        description="After so long a look at a great many new files publishes what it has read; the next goes on, with "
        "the newest files first.",
    )
    max_items: Whole = Field(10_000, ge=1, description="A file that tells of more items is held.")
    item_characters: Whole = Field(200_000, ge=1_000, description="An item with a longer text is held.")
    date_gap_years: Whole = Field(
        8,
        ge=1,
        le=200,
        description="An item is held whose date is so many years from all other dates of its file, if these are three.",
    )

    @model_validator(mode="after")
    def _settle_within_interval(self) -> Self:
        if self.settle_seconds > self.interval_seconds:
            raise ValueError(
                f"settle_seconds ({self.settle_seconds:g}) is longer than interval_seconds ({self.interval_seconds}): "
                "no file would ever be read"
            )
        return self


class Guard(Section):
    """What files may change in 24 hours without a person's word (--force, release); those that change more are held."""

    revised_items: Whole = Field(
        100,
        ge=0,
        description="Items that may be changed. One that is new counts where its own file comes to say otherwise; what "
        "other files add to it on its first day counts for each look alone: a large archive may come in pieces.",
    )
    absent_items: Whole = Field(
        0, ge=0, description="Items that may leave the feeds because files that told of them no longer do."
    )
    emptied_items: Whole = Field(2, ge=0, description="Most items that may leave a feed which is left with none.")


class Bulletins(Section):
    """What in a bulletin is not an item."""

    standing: tuple[str, ...] = Field(
        (), description="Titles of standing text (aims, history, how to join), as they stand on the pages."
    )
    closing: tuple[str, ...] = Field(
        (), description="Lines that end an article (such as 'All news'): nothing after them belongs to it."
    )
    names: tuple[str, ...] = Field(
        (), description="Names of the bulletin that stand before a date ('Update' in 'Update 140. 17 August 2010')."
    )


class Data(Section):
    """What the service keeps."""

    folder: FilePath = Field(Path("data"), description="Folder of the archive and of the published documents.")
    archive: DatabaseAddress | None = Field(
        None,
        description="Database of the archive as an SQLAlchemy address, such as postgresql+psycopg://localhost/feeds; "
        "without it, an SQLite file in the data folder.",
    )
    originals: FilePath | None = Field(
        None,
        description="Folder in which every file that was taken in is kept for good, by the digest of its bytes; "
        "without it, `originals` in the data folder. Machines that share a database should share this, too.",
    )


class Feeds(Section):
    """What a feed holds."""

    items: Whole = Field(50, ge=1, le=1_000, description="Newest items in a feed document.")
    page_items: Whole = Field(20, ge=1, le=1_000, description="Items on one page of a feed, as people see it.")
    item_bytes: Whole = Field(
        64_000, ge=1_000, description="Longest text of an item in a feed; a longer one is cut, and its page linked."
    )
    document_bytes: Whole = Field(
        1_000_000,
        ge=10_000,
        description="Most bytes of a feed's current document, which holds fewer items then, though at least one. An "
        "archive document leaves none out: over this size it shows summaries in place of texts, however many.",
    )
    history: Span = Field(
        Span.YEAR,
        description="How much time one archive document of a feed covers: a month or a day where a year brings "
        "thousands of items. Never change it: the addresses of all archive documents would change with it.",
    )
    max_age_seconds: Whole = Field(
        3_600,
        ge=1,
        le=86_400,
        description="Longest time for which a cache may keep a document.",
    )


class Serve(Section):
    """The web server that ``syndication serve`` starts."""

    host: str = Field("127.0.0.1", description="Address to listen on; 0.0.0.0 for every network interface.")
    port: Whole = Field(8000, ge=1, le=65_535, description="Port to listen on.")
    workers: Whole = Field(2, ge=1, le=64, description="Processes that answer requests.")
    poll: Truth = Field(True, description="Whether this process may poll the inbox when it is elected.")
    limit_per_minute: Whole = Field(
        120,
        ge=0,
        le=60_000,
        description="Pages and documents that each process makes for one client in a minute, in the long run: "
        "searches, unions, the past, further pages. What is published, or was made before and is still true, counts "
        "nothing. 0 for no limit.",
    )
    limit_at_once: Whole = Field(
        600, ge=1, le=600_000, description="How many of them it makes for a client that has not asked for a while."
    )
    trusted_proxies: Whole = Field(
        0,
        ge=0,
        le=16,
        description="How many proxies of yours a request passes, each of which adds to X-Forwarded-For who asked it: "
        "so many of its last addresses are believed. With 0 none is, and a proxy on this machine is not limited.",
    )


class Settings(Section):
    """All settings of one site."""

    site: Site
    inbox: Inbox = Inbox()
    guard: Guard = Guard()
    bulletins: Bulletins = Bulletins()
    data: Data = Data()
    feeds: Feeds = Feeds()
    serve: Serve = Serve()
    root: Path = Field(Path(), exclude=True, description="The site's folder; set by the loader, not by the file.")
    folder: Path = Field(Path(), exclude=True, description="The folder of the configuration files; set by the loader.")
    origins: dict[str, str] = Field(
        {}, exclude=True, description="Key to the variable or flag that goes before the file; set by the loader."
    )

    @property
    def file(self) -> Path:
        """The file in which all that was given otherwise by no variable and no flag is set."""
        return self.folder / locate.FILE_NAME

    @property
    def inbox_folders(self) -> tuple[Path, ...]:
        return tuple(self.root / folder for folder in self.inbox.folders)

    @property
    def data_folder(self) -> Path:
        return self.root / self.data.folder

    @property
    def documents_folder(self) -> Path:
        """The published tree: plain files at their addresses."""
        return self.data_folder / "documents"

    @property
    def originals_folder(self) -> Path:
        """Every file that was taken in, by its digest."""
        return self.root / (self.data.originals or self.data.folder / "originals")

    @property
    def archive_url(self) -> str:
        return self.data.archive or f"sqlite:///{self.data_folder.absolute() / 'archive.db'}"
