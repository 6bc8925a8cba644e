from syndication.classify.taxonomy import Taxonomy
from syndication.models import Category


class Classifier:
    """Finds the topics and the regions of an item."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy

    def classify(self, title: str, summary: str, caption: str | None = None) -> tuple[Category, ...]:
        return ()
