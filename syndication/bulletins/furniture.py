"""What in an HTML page is its frame (menus, side columns, cookie notes) and what nobody sees at all."""

import re

from bs4 import Tag

_UNSEEN_TAGS = frozenset(
    {
        *("script", "style", "template", "noscript", "svg", "iframe", "object", "head", "canvas", "audio", "video"),
        *("select", "option", "button", "input", "textarea"),
    }
)

_FRAME_TAGS = {"nav": "menu", "aside": "side column", "dialog": "notice", "form": "form"}
_FRAME_ROLES = {
    "navigation": "menu",
    "banner": "page frame",
    "contentinfo": "page frame",
    "complementary": "side column",
    "search": "form",
    "dialog": "notice",
    "alertdialog": "notice",
}
_FRAME_WORDS = {
    "menu": "nav navbar navigation menu submenu breadcrumb breadcrumbs pagination pager skip toolbar topbar",
    "side column": "sidebar",
    "page frame": "footer masthead",
    "notice": "cookie cookies consent gdpr popup modal",
    "links to share": "share sharing sharedaddy social addtoany jetpack",
    "other articles": "related jp-relatedposts",
    "comments": "comment comments commentlist respond disqus",
}
_REASONS = {word: reason for reason, words in _FRAME_WORDS.items() for word in words.split()}
_PAGE_FRAME_NAMES = frozenset({"site-header", "page-footer", "site-info", "cat-links", "tags-links", "author-box"})
_FRAME_LISTS = ("latest-posts", "recent-posts", "recent-comments", "recent-entries", "related-posts", "blogarchive")
_NOTE = re.compile(
    r"(?:(?:tags?|labels?|etiquetas?|categor(?:y|ies|ías?|ia))\s*:|(?:tagged|filed|archivado|posted|publicado)\s(?:in|under|en)\b"
    r"|(?:no|\d+)\scomments?\b|leave\sa\s(?:comment|reply)\b|comments\s(?:off|are\sclosed)\b|log\s?in\b.*\bcomment"
    r"|(?:sin|\d+)\scomentarios?\b|dej[ae]\sun\scomentario\b|\d+\smin(?:ute)?s?\sread\b|share\s(?:this|on)\b"
    r"|compartir\sen\b|print\sthis\b|back\sto\stop\b|posted\sby\b|permalink\b)",
    re.I,
)
_NOTE_WORDS = 12
_BYLINE_WORDS = frozenset({"meta", "byline", "postinfo", "postmeta", "postmetadata", "postdate", "dateline", "posted"})
_DATE_WORDS = frozenset({"date", "dates", "time", "fecha", "published", "pubdate", "datetime", "timestamp"})
_DECORATION_WORDS = frozenset(
    {
        *("avatar", "avatars", "gravatar", "emoji", "smiley", "smilies", "icon", "icons", "favicon", "logo", "logos"),
        *("sprite", "sprites", "spacer", "placeholder", "captcha"),
    }
)
_WORD = re.compile(r"[a-z]+")


def is_no_text(tag: Tag) -> bool:
    """Whether what it holds is no text of the page: a script, a control, or the time of a revision."""
    return tag.name in _UNSEEN_TAGS or _is_revision_time(tag)


def frame_reason(tag: Tag, in_article: bool) -> str | None:
    """What part of the page's frame a tag is, by its kind, its role or its names; None for content."""
    if tag.name in ("html", "body", "main", "article"):
        return None
    if tag.name in _FRAME_TAGS:
        return _FRAME_TAGS[tag.name]
    if tag.name in ("header", "footer"):
        return "page frame" if tag.name == "footer" or not in_article else None
    role = _FRAME_ROLES.get(attribute(tag, "role").lower())
    return role or _named_reason(tag)


def _named_reason(tag: Tag) -> str | None:
    names = names_of(tag)
    if not _PAGE_FRAME_NAMES.isdisjoint(names):
        return "page frame"
    if any(name == "widget-area" or name.startswith("widget_") for name in names):
        return "side column"
    if any(part in name for name in names for part in _FRAME_LISTS):
        return "other articles"
    return next((_REASONS[word] for name in names for word in _words(name) if word in _REASONS), None)


def is_note(text: str) -> bool:
    """Whether a line is what programs set around a text: tags, how many comments it has, how to share it."""
    return _NOTE.match(text) is not None and len(text.split()) <= _NOTE_WORDS and not text.endswith(".")


def is_byline(tag: Tag) -> bool:
    """Whether its names say that it holds who wrote and when."""
    return any(word in _BYLINE_WORDS for name in names_of(tag) for word in _words(name))


def is_date_place(tag: Tag) -> bool:
    """Whether it is made to hold a date."""
    return tag.name == "time" or any(word in _DATE_WORDS for name in names_of(tag) for word in _words(name))


def is_picture_text(tag: Tag) -> bool:
    """Whether it holds the words of a picture."""
    return tag.name == "figcaption" or any("caption" in _words(name) for name in names_of(tag))


def is_decoration(tag: Tag) -> bool:
    """Whether its names say that it holds a small picture that tells nothing: of an author, a logo, an icon."""
    return any(names_decoration(name) for name in names_of(tag))


def names_decoration(name: str) -> bool:
    """Whether a class name, or a part of a picture's address, names such a picture."""
    return not _DECORATION_WORDS.isdisjoint(_words(name))


def attribute(tag: Tag, name: str) -> str:
    """The value of an attribute as one string, empty if it is not there."""
    value = tag.get(name)
    return " ".join(value) if isinstance(value, list) else value or ""


def _is_revision_time(tag: Tag) -> bool:
    names = names_of(tag)
    return tag.name == "time" and "updated" in names and "published" not in names


def names_of(tag: Tag) -> list[str]:
    """Its classes and its id, in small letters."""
    return f"{attribute(tag, 'class')} {attribute(tag, 'id')}".lower().split()


def _words(name: str) -> list[str]:
    return _WORD.findall(name)
