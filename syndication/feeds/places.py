"""Where things are, as GeoRSS-Simple says it (OGC 17-002r1, section 7)."""

from syndication.feeds.mending import Element, add

GEORSS = "http://www.georss.org/georss"

Point = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""
Box = tuple[float, float, float, float]
"""South, west, north and east."""
Place = Point | Box


def add_place(parent: Element, place: Place) -> None:
    """Append a point, or a box as the polygon of its corners, to the metre, never in powers of ten.

    ``georss:box`` would say it shorter, but W3C's validator calls it an undefined element.
    """
    match place:
        case (latitude, longitude):
            add(parent, f"{{{GEORSS}}}point", _list((latitude, longitude)))
        case (south, west, north, east):
            corners = (south, west, south, east, north, east, north, west, south, west)
            add(parent, f"{{{GEORSS}}}polygon", _list(corners))


def describe_place(place: Place) -> dict[str, Place]:
    """The place with its name in JSON."""
    match place:
        case (_, _):
            return {"point": place}
        case _:
            return {"box": place}


def _list(degrees: tuple[float, ...]) -> str:
    return " ".join(f"{degree:.5f}" for degree in degrees)
