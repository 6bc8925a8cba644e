"""What changed in a feed's items, as its page of corrections and its feeds of them tell it."""

from syndication.archive import Amendment, Withdrawn
from syndication.classify import ListedTerms
from syndication.feeds import name_of
from syndication.models import ALL, Correction, Selection
from syndication.web.telling.events import tell_event
from syndication.web.texts import Texts


def name_corrections(selection: Selection, taxonomy: ListedTerms, texts: Texts, language: str) -> str:
    """What the corrections of a feed are called in a language."""
    if selection == ALL:
        return texts.say("corrections")
    return texts.say("corrections_of", feed=name_of(selection, taxonomy, language))


def tell_correction(amendment: Amendment, taxonomy: ListedTerms, texts: Texts, language: str) -> Correction:
    """What changed, in a line; an item that was withdrawn or taken back leaves none of its words, as on its page."""
    item, event = amendment.item, amendment.event
    line = tell_event(event, taxonomy, texts, language)
    if isinstance(item, Withdrawn):
        title = texts.say("taken_back_item" if item.retraction else "withdrawn_item", date=texts.date(item.date))
        return Correction(item.id, item.path, event.kind, event.instant, title, line)
    return Correction(item.id, item.path, event.kind, event.instant, item.title, line, item.categories)
