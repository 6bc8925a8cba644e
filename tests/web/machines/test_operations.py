"""Health, crawlers, the little picture."""

import pytest

from syndication.web import create_app


def test_health_is_of_the_process_alone(settings):
    reply = create_app(settings).test_client().get("/healthz")
    assert (reply.status_code, reply.json) == (200, {"status": "ok"})
    assert not settings.data_folder.exists()


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/robots.txt", "text/plain"),
        ("/favicon.ico", "image/x-icon"),
        ("/static/favicon.svg", "image/svg+xml"),
        ("/static/style.css", "text/css"),
    ],
)
def test_what_browsers_and_crawlers_ask_for_is_there_and_may_be_kept(client, path, media_type):
    with client.get(path) as reply:
        assert (reply.status_code, reply.mimetype) == (200, media_type)
        assert "max-age=" in reply.headers["Cache-Control"]
