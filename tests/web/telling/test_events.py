"""What happened to an item, in a line, in both languages."""

from datetime import UTC, date, datetime

import pytest

from syndication.archive import Event, EventKind
from syndication.classify import load_taxonomy
from syndication.models import TOPICS, Category, Retraction, SourceDate
from syndication.web.telling.events import tell_event
from syndication.web.texts import load_texts

NOON = datetime(2020, 6, 2, 12, tzinfo=UTC)
DAYS = (SourceDate.parse("2019-08-17"), SourceDate.parse("2010-08"))
WATER, HEALTH = Category(TOPICS, "water", 1.0), Category(TOPICS, "health", 1.0)


@pytest.mark.parametrize(
    ("event", "english", "spanish"),
    [
        (
            Event(EventKind.RETITLED, NOON, titles=("Five {0} & more", "Six")),
            "Title changed from “Five {0} & more” to “Six”",
            "El título pasó de «Five {0} & more» a «Six»",
        ),
        (
            Event(EventKind.REDATED, NOON, dates=DAYS),
            "Date corrected from 17 August 2019 to August 2010",
            "Fecha corregida: antes, 17 de agosto de 2019; ahora, agosto de 2010",
        ),
        (
            Event(EventKind.RECATEGORISED, NOON, gained=(WATER, HEALTH), lost=(Category(TOPICS, "retired", 1.0),)),
            "Sorted anew, after its new words: now in Water, Health; no longer in retired",
            "Clasificada de nuevo, según su nuevo texto: ahora en Agua, Salud; ya no en retired",
        ),
        (Event(EventKind.WITHDRAWN, NOON, reason="told {twice}"), "Withdrawn: told {twice}", "Retirada: told {twice}"),
        (Event(EventKind.WITHDRAWN, NOON), "Withdrawn", "Retirada"),
        (
            Event(EventKind.TAKEN_BACK, NOON, retraction=Retraction("news.html", date(2016, 4, 17))),
            "Taken back by its source: no longer in news.html (17 April 2016)",
            "Su fuente la ha retirado: ya no está en news.html (17 de abril de 2016)",
        ),
        (
            Event(EventKind.TAKEN_BACK, NOON, retraction=Retraction("news.html", date(2016, 4, 17), is_disowned=True)),
            "Taken back by its source: news.html (17 April 2016) was found to be wrong",
            "Su fuente la ha retirado: se comprobó que news.html (17 de abril de 2016) era un error",
        ),
        (
            Event(EventKind.TAKEN_BACK, NOON, retraction=Retraction("news.html", None)),
            "Taken back by its source: no longer in news.html",
            "Su fuente la ha retirado: ya no está en news.html",
        ),
        (
            Event(EventKind.TAKEN_BACK, NOON, retraction=Retraction(None, None)),
            "Taken back by its source",
            "Su fuente la ha retirado",
        ),
    ],
    ids=lambda each: str(each.kind) if isinstance(each, Event) else "",
)
def test_an_event_is_told_in_a_line(settings, event, english, spanish):
    taxonomy = load_taxonomy(settings.folder)
    told = [tell_event(event, taxonomy, load_texts(language), language) for language in ("en", "es")]
    assert told == [english, spanish]


@pytest.mark.parametrize("kind", [kind for kind in EventKind if kind not in (EventKind.RETITLED, EventKind.REDATED)])
def test_every_kind_has_words(settings, kind):
    taxonomy = load_taxonomy(settings.folder)
    assert tell_event(Event(kind, NOON), taxonomy, load_texts("en"), "en")
