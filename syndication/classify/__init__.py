"""Items to categories, with the words that speak for each; the taxonomy is data."""

from syndication.classify.classifier import Classifier
from syndication.classify.loading import load_taxonomy, load_terms
from syndication.classify.taxonomy import ListedTerms, Taxonomy

__all__ = ["Classifier", "ListedTerms", "Taxonomy", "load_taxonomy", "load_terms"]
