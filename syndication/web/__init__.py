"""The web application: documents, pages, catalogue, health. Imports nothing that takes bulletins in."""

from urllib.parse import urlsplit

from flask import Flask
from jinja2 import StrictUndefined

from syndication.audience import Audience, Ledger
from syndication.classify import load_terms
from syndication.config import Settings, load_settings
from syndication.delivery import DeliveryLayer, Desk, Library
from syndication.web import api, assets, embedding, errors, headers, machines, pages, sizes
from syndication.web.addressing import languages
from syndication.web.addressing.converters import CONVERTERS
from syndication.web.addressing.languages import LanguageMiddleware
from syndication.web.addressing.prefix import PrefixMiddleware
from syndication.web.addressing.queries import QueryMiddleware
from syndication.web.graphics.outlines import load_outlines
from syndication.web.ondemand.allowance import Allowance
from syndication.web.ondemand.keeping import Keeping
from syndication.web.ondemand.unpublished import OnDemand
from syndication.web.reading_room import ReadingRoom
from syndication.web.shelf import EXTENSION, Shelf
from syndication.web.telling import presenting
from syndication.web.texts import load_all_texts

__all__ = ["create_app"]


def create_app(settings: Settings | None = None, *, for_export: bool = False) -> Flask:
    """Build the application of a site; raises ConfigError for faults in settings, taxonomy or outlines.

    Pages for an export to files offer nothing that a running service would have to answer. The archive is not opened
    here: documents must be served without it.
    """
    settings = settings or load_settings()
    library = Library(settings.documents_folder)
    desk = Desk(library, Audience(Ledger(settings.data_folder)))
    taxonomy, reading_room = load_terms(settings.folder), ReadingRoom(settings)
    app = Flask(__name__, static_folder=None)  # assets.py sends them, compressed
    app.extensions[EXTENSION] = Shelf(
        settings=settings,
        taxonomy=taxonomy,
        outlines=load_outlines(settings.folder, taxonomy),
        reading_room=reading_room,
        on_demand=OnDemand(settings, taxonomy, reading_room),
        pages=Keeping(),
        library=library,
        desk=desk,
        allowance=Allowance(0 if for_export else settings.serve.limit_per_minute, settings.serve.limit_at_once),
        texts_by_language=load_all_texts(settings),
        prefix=urlsplit(settings.site.base_url).path,
        is_export=for_export,
    )
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    app.url_map.converters |= CONVERTERS
    app.url_map.merge_slashes = False  # the one redirect to the canonical address is in errors.py
    for_machines = (*machines.BLUEPRINTS, *embedding.FOR_MACHINES, api.blueprint, assets.blueprint)
    for blueprint in (*pages.BLUEPRINTS, *embedding.PAGES, *for_machines):
        app.register_blueprint(blueprint)
    for part in (errors, headers, sizes, languages, presenting):
        part.register(app)
    in_languages = LanguageMiddleware(app.wsgi_app, settings.site.languages)
    delivery = DeliveryLayer(QueryMiddleware(in_languages), desk)
    app.wsgi_app = PrefixMiddleware(delivery, app.extensions[EXTENSION].prefix)  # type: ignore[method-assign]
    return app
