"""Feeds: which there are, what each holds, and its documents as Atom, RSS, JSON Feed and OPML."""

from syndication.feeds.compiling import CatalogueCompiler, Compiler
from syndication.feeds.corrections import render_corrections
from syndication.feeds.edition import digest_edition
from syndication.feeds.gathering import every_selection, gather, name_of
from syndication.feeds.opml import FLAT, opml_address, render_opml
from syndication.feeds.rendering import Renderer

__all__ = [
    "FLAT",
    "CatalogueCompiler",
    "Compiler",
    "Renderer",
    "digest_edition",
    "every_selection",
    "gather",
    "name_of",
    "opml_address",
    "render_corrections",
    "render_opml",
]
