"""The service for any WSGI server: ``granian --interface wsgi wsgi:app``, ``gunicorn wsgi:app``.

Every worker process stands as a candidate for polling; one is elected. ``serve.poll = false`` keeps them out of it.
"""

from syndication.config import load_settings
from syndication.logs import set_up_logs
from syndication.scheduler import Poller
from syndication.web import create_app

set_up_logs()
settings = load_settings()
app = create_app(settings)
if settings.serve.poll:
    Poller(settings).start()
