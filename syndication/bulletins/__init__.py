"""Bytes of bulletin files to items: decoding, layout, page shapes, dates, standing text.

bytes -> text -> page (lines and regions) -> entries -> shape -> items and omissions
"""

from syndication.bulletins.bounded import parse_within
from syndication.bulletins.reading import parse_bulletin
from syndication.bulletins.standing import set_apart_repeated

__all__ = ["parse_bulletin", "parse_within", "set_apart_repeated"]
