"""How often the classifier agrees with people: the figures that the last change reached, kept as a floor.

``items.jsonl`` is re-told news of the kind that the service reads; the other files are of our own wording and
full of traps. Every third item of each file is kept out of tuning: its words were never looked at.
A change that lowers a figure must say why; one that raises it raises the floor.
"""

from pathlib import Path

import pytest

from syndication.classify.agreement import compare
from syndication.classify.labels import LabelledItem, read_labels
from syndication.models import REGIONS, TOPICS

LABELLED = Path(__file__).resolve().parents[1] / "data" / "labelled"
FLOORS = {
    # file, kept out of tuning, scheme
    ("items.jsonl", False, TOPICS): 1.0,
    ("items.jsonl", False, REGIONS): 1.0,
    # Where few items are kept out, a label more or less is chance: when own-13 was learnt from, own-1 fell by 0.002,
    # items rose by 0.016, all that is kept out of the files up to own-12 from 0.873 to 0.880. What taught is repeated a
    # little less exactly, the more items teach.
    ("items.jsonl", True, TOPICS): 0.853,
    ("items.jsonl", True, REGIONS): 1.0,
    ("own-1.jsonl", False, TOPICS): 1.0,
    ("own-1.jsonl", False, REGIONS): 0.98,
    ("own-1.jsonl", True, TOPICS): 0.88,
    ("own-1.jsonl", True, REGIONS): 0.915,
    ("own-2.jsonl", False, TOPICS): 0.996,
    ("own-2.jsonl", False, REGIONS): 1.0,
    ("own-2.jsonl", True, TOPICS): 0.945,
    ("own-2.jsonl", True, REGIONS): 0.966,
    ("own-4.jsonl", False, TOPICS): 1.0,
    ("own-4.jsonl", False, REGIONS): 1.0,
    ("own-4.jsonl", True, TOPICS): 0.923,
    ("own-4.jsonl", True, REGIONS): 1.0,
    ("own-5.jsonl", False, TOPICS): 0.995,
    ("own-5.jsonl", False, REGIONS): 0.978,
    ("own-5.jsonl", True, TOPICS): 0.892,
    ("own-5.jsonl", True, REGIONS): 0.957,
    ("own-6.jsonl", False, TOPICS): 0.997,
    ("own-6.jsonl", False, REGIONS): 0.985,
    ("own-6.jsonl", True, TOPICS): 0.91,
    ("own-6.jsonl", True, REGIONS): 0.98,
    ("own-7.jsonl", False, TOPICS): 0.997,
    ("own-7.jsonl", False, REGIONS): 0.982,
    ("own-7.jsonl", True, TOPICS): 0.917,
    ("own-7.jsonl", True, REGIONS): 0.95,
    ("own-8.jsonl", False, TOPICS): 0.998,
    ("own-8.jsonl", False, REGIONS): 0.938,
    ("own-8.jsonl", True, TOPICS): 0.872,
    ("own-8.jsonl", True, REGIONS): 0.904,
    ("own-9.jsonl", False, TOPICS): 0.996,
    ("own-9.jsonl", False, REGIONS): 0.971,
    ("own-9.jsonl", True, TOPICS): 0.848,
    ("own-9.jsonl", True, REGIONS): 0.917,
    ("own-10.jsonl", False, TOPICS): 0.994,
    ("own-10.jsonl", False, REGIONS): 0.968,
    ("own-10.jsonl", True, TOPICS): 0.837,
    ("own-10.jsonl", True, REGIONS): 0.927,
    ("own-11.jsonl", False, TOPICS): 0.999,
    ("own-11.jsonl", False, REGIONS): 0.92,
    ("own-11.jsonl", True, TOPICS): 0.88,
    ("own-11.jsonl", True, REGIONS): 0.942,
    ("own-12.jsonl", False, TOPICS): 0.998,
    ("own-12.jsonl", False, REGIONS): 0.897,
    ("own-12.jsonl", True, TOPICS): 0.874,
    ("own-12.jsonl", True, REGIONS): 0.903,
    ("own-13.jsonl", False, TOPICS): 0.996,
    ("own-13.jsonl", False, REGIONS): 0.877,
    ("own-13.jsonl", True, TOPICS): 0.8,
    ("own-13.jsonl", True, REGIONS): 0.872,
}


def items(taxonomy, name: str, *, kept_out: bool) -> list[LabelledItem]:
    """A part of a file; a slug that the taxonomy does not know is an error."""
    found = read_labels((LABELLED / name).read_bytes(), name, taxonomy)
    return [item for item in found if (int(item.id[1:]) % 3 == 0) is kept_out]


@pytest.mark.parametrize(("name", "kept_out", "scheme"), FLOORS)
def test_agreement_is_no_lower_than_it_was(taxonomy, classifier, name, kept_out, scheme):
    agreement = compare(items(taxonomy, name, kept_out=kept_out), classifier.classify)
    assert agreement.overall[scheme].f1 >= FLOORS[name, kept_out, scheme]


@pytest.mark.parametrize("path", sorted(LABELLED.glob("*.jsonl")), ids=lambda path: path.name)
def test_every_slug_of_the_labels_is_known(taxonomy, path):
    assert read_labels(path.read_bytes(), path.name, taxonomy)
