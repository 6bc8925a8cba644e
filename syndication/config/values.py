"""What single settings may be: true or false, a number, an address, a domain, a language, a path."""

import re
from contextlib import suppress
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Strict, StringConstraints

from syndication.errors import ArchiveError

_LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"({_LABEL}\.)+{_LABEL}")  # RFC 1123, section 2.1: what RFC 4151 lets stand in an id


def read_number(text: str) -> int | float | str:
    """The number that is written in a text, where that can hold nothing else; what is none stays as it is."""
    for kind in (int, float):
        with suppress(ValueError):
            return kind(text)
    return text


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(f"expected an address such as https://feeds.example.org, found {text!r}")
    return text


def _without_slash(text: str) -> str:
    return text.rstrip("/")


def _domain(text: str) -> str:
    if not _DOMAIN.fullmatch(text):
        raise ValueError(f"expected a domain name of yours in small letters, such as example.org, found {text!r}")
    return text


def _not_empty(path: object) -> object:
    if isinstance(path, str) and not path.strip():  # which pathlib takes for the site's folder itself
        raise ValueError(f"expected a path in quotes, found {path!r}; leave it out for the default")
    return path


def _database(address: str) -> str:
    from syndication.archive.database import parse_address  # with SQLAlchemy, which takes long to load

    try:
        parse_address(address)
    except ArchiveError as error:
        raise ValueError(str(error)) from None  # not named as the cause: it may quote the address
    return address


def _named_apart(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    names = [folder.name for folder in folders[1:]]  # which stand before the names of their files, but for the first's
    if len(set(names)) < len(names):
        raise ValueError(f"expected folders after the first that are not called the same, found {', '.join(names)}")
    return folders


Truth = Annotated[bool, Strict()]
"""Without Strict, "off" and 0 would do as well, and nobody is told so."""
Whole = Annotated[int, Strict()]
Number = Annotated[float, Strict()]
"""Without Strict, "80" and true would do as well."""
FilePath = Annotated[Path, BeforeValidator(_not_empty)]
DatabaseAddress = Annotated[str, AfterValidator(_database)]
WebAddress = Annotated[str, AfterValidator(_web_address), "a web address"]
BaseAddress = Annotated[WebAddress, AfterValidator(_without_slash)]
Domain = Annotated[str, AfterValidator(_domain), "a domain name"]
Language = Annotated[
    str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$"), "a language tag such as en or pt-BR"
]
InboxFolders = Annotated[tuple[FilePath, ...], AfterValidator(_named_apart)]
