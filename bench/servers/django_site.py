"""Django's syndication framework behind Django's cache, with its middleware for conditional requests."""

from datetime import datetime
from typing import Any

import django
from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.handlers.wsgi import WSGIHandler
from django.http import Http404, HttpRequest
from django.urls import path
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.cache import cache_page

from bench.servers.documents import read_feeds

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["127.0.0.1"],
    MIDDLEWARE=["django.middleware.http.ConditionalGetMiddleware"],
    CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 5000}}},
    SECRET_KEY="of no use here",  # noqa: S106 (nothing is signed)
    USE_TZ=True,
)
django.setup()
_FEEDS = read_feeds()


class Bulletins(Feed):  # type: ignore[misc]  # Django has no types
    """One view for all feeds."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, name: str) -> dict[str, Any]:
        try:
            return _FEEDS[f"/{name}"]
        except KeyError as error:
            raise Http404(name) from error

    def title(self, feed: dict[str, Any]) -> str:
        return str(feed["title"])

    def link(self, feed: dict[str, Any]) -> str:
        return str(feed["home_page_url"])

    def description(self, feed: dict[str, Any]) -> str:
        return str(feed["description"])

    def items(self, feed: dict[str, Any]) -> list[dict[str, Any]]:
        return list(feed["items"])

    def item_title(self, item: dict[str, Any]) -> str:
        return str(item["title"])

    def item_description(self, item: dict[str, Any]) -> str:
        return str(item["content_html"])

    def item_link(self, item: dict[str, Any]) -> str:
        return str(item["url"])

    def item_guid(self, item: dict[str, Any]) -> str:
        return str(item["id"])

    def item_pubdate(self, item: dict[str, Any]) -> datetime:
        return datetime.fromisoformat(item["date_published"])

    def item_updateddate(self, item: dict[str, Any]) -> datetime:
        return datetime.fromisoformat(item["date_modified"])

    def item_categories(self, item: dict[str, Any]) -> list[str]:
        return list(item["tags"])


urlpatterns = [path("<path:name>", cache_page(300)(Bulletins()))]
app = WSGIHandler()
