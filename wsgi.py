"""The service for any WSGI server: ``granian --interface wsgi wsgi:app``, ``gunicorn wsgi:app``."""

from syndication.web import create_app

app = create_app()
