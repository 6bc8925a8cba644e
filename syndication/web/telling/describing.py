"""What a feed holds, in a plain sentence."""

from syndication.archive import read_query
from syndication.classify import ListedTerms
from syndication.feeds.gathering import label_of
from syndication.feeds.wording import wording
from syndication.models import ALL, REGIONS, TOPICS, Selection
from syndication.web.texts import Texts


def describe(selection: Selection, taxonomy: ListedTerms, texts: Texts, language: str) -> str:
    """``News about Water or Mining, in Northland, with all the words “dam”, “river”, newest first.``"""
    if selection == ALL:
        return texts.say("holds", parts=texts.say("holds_all"))
    any_of = wording(language).any_of
    topics, regions = (
        any_of([label_of(taxonomy, scheme, slug, language) for slug in slugs])
        for scheme, slugs in ((TOPICS, selection.topics), (REGIONS, selection.regions))
    )
    parts = [texts.say("holds_topics", topics=topics) if topics else texts.say("holds_everything")]
    if regions:
        parts.append(texts.say("holds_regions", regions=regions))
    if selection.words:
        parts.append(_describe_words(selection.words, texts))
    return texts.say("holds", parts=", ".join(parts))


def _describe_words(words: str, texts: Texts) -> str:
    asked = [
        texts.say("quoted", words=" ".join(each.words) + "…" * each.is_beginning)  # protest* finds protested
        for each in read_query(words)
    ]
    return texts.say("holds_words" if len(asked) > 1 else "holds_word", words=", ".join(asked))
