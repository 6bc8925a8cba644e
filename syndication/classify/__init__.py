"""Items to categories, with the words that speak for each; the taxonomy is data."""

from syndication.classify.classifier import Classifier
from syndication.classify.loading import load_taxonomy
from syndication.classify.taxonomy import Taxonomy

__all__ = ["Classifier", "Taxonomy", "load_taxonomy"]
