"""What single settings may be: true or false, an address, a domain, a language, the folders of the inbox."""

import re
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Strict, StringConstraints

_LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(rf"({_LABEL}\.)+{_LABEL}")  # RFC 1123, section 2.1: what RFC 4151 lets stand in an id


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


def _named_apart(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    names = [folder.name for folder in folders[1:]]  # which stand before the names of their files, but for the first's
    if len(set(names)) < len(names):
        raise ValueError(f"expected folders after the first that are not called the same, found {', '.join(names)}")
    return folders


Truth = Annotated[bool, Strict()]
"""Without Strict, "off" and 0 would do as well, and nobody is told so."""
WebAddress = Annotated[str, AfterValidator(_web_address), "a web address"]
BaseAddress = Annotated[WebAddress, AfterValidator(_without_slash)]
Domain = Annotated[str, AfterValidator(_domain), "a domain name"]
Language = Annotated[
    str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$"), "a language tag such as en or pt-BR"
]
InboxFolders = Annotated[tuple[Path, ...], AfterValidator(_named_apart)]
