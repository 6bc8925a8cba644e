"""Another organisation, another country, another language: another taxonomy, the same code."""

from pathlib import Path

import pytest

from syndication.classify import Classifier, load_taxonomy

OTHERLAND = Path(__file__).resolve().parents[1] / "data" / "otherland" / "config"


@pytest.fixture(scope="module")
def otherland() -> Classifier:
    return Classifier(load_taxonomy(OTHERLAND))


@pytest.mark.parametrize(
    ("title", "summary", "slugs"),
    [
        ("Pescadores de Porto Novo", "Menos atum na lota.", ["pescas", "ilha-verde"]),
        ("Novo hospital", "A Vila Alta já tem médicos.", ["saude", "ilha-das-cabras"]),
        ("Assembleia geral", "Nas redes sociais e em Porto Novo.", ["associacao", "ilha-verde"]),
        ("Vacinação adiada", "Tal como em Porto Novo e Vila Alta.", ["saude"]),
        ("As cabras", "Há cabras a oeste de Cabras.", []),
        ("Greve nas minas de Cajamarca", "Os mineiros de Puno pararam.", []),
    ],
)
def test_its_items_have_its_categories(otherland, title, summary, slugs):
    assert [category.slug for category in otherland.classify(title, summary)] == slugs


def test_its_terms_have_names_in_its_language():
    taxonomy = load_taxonomy(OTHERLAND)
    assert [term.label("pt") for term in taxonomy.terms("regions")] == ["Ilha Verde", "Ilha das Cabras"]
