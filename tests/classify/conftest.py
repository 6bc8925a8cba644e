from pathlib import Path

import pytest

from syndication.classify import Classifier, Taxonomy, load_taxonomy

CONFIG = Path(__file__).resolve().parents[2] / "config"


@pytest.fixture(scope="session")
def taxonomy() -> Taxonomy:
    return load_taxonomy(CONFIG)


@pytest.fixture(scope="session")
def classifier(taxonomy: Taxonomy) -> Classifier:
    return Classifier(taxonomy)


@pytest.fixture(scope="session")
def slugs(classifier: Classifier):
    """A function: the slugs of an item's categories in one scheme, best first."""

    def find(scheme: str, summary: str, title: str = "", caption: str | None = None) -> list[str]:
        found = classifier.classify(title, summary, caption)
        return [category.slug for category in found if category.scheme == scheme]

    return find
