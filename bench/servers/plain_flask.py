"""A plain Flask view: the documents' bytes in memory, validators, ``make_conditional``."""

import hashlib
from datetime import UTC, datetime

from flask import Flask, Response, abort, request

from bench.servers.documents import read_documents

app = Flask(__name__)
_BODIES = read_documents()
_ETAGS = {path: hashlib.sha256(body).hexdigest() for path, body in _BODIES.items()}
_MODIFIED = datetime(2026, 7, 1, tzinfo=UTC)


@app.get("/<path:name>")
def document(name: str) -> Response:
    path = f"/{name}"
    if path not in _BODIES:
        abort(404)
    response = Response(_BODIES[path], mimetype="application/atom+xml")
    response.set_etag(_ETAGS[path])
    response.last_modified = _MODIFIED
    response.cache_control.public = True
    response.cache_control.max_age = 300
    response.make_conditional(request)
    return response
