"""How Flask sends what was prepared: as the delivery layer does with published documents."""

from flask import Response, request
from werkzeug.datastructures import Headers

from syndication.delivery import Reply, answer
from syndication.web.ondemand.rendered import Rendered


class DocumentResponse(Response):
    """A reply as the delivery layer makes it.

    Werkzeug would strip Last-Modified from a 304, give it a Content-Type (RFC 9110, section 15.4.5), and say of a
    HEAD's body that it is empty (section 8.6).
    """

    default_mimetype = None

    def get_wsgi_headers(self, environ: object) -> Headers:
        return self.headers


def send(rendered: Rendered) -> Response:
    """Answer a GET or HEAD: 200, 304 or 412, in a coding that the client takes."""
    return respond(answer(request.environ, rendered.offer, lambda form: rendered.bodies[form.coding]))


def respond(reply: Reply) -> Response:
    return DocumentResponse([reply.body], reply.status, reply.headers)
