"""Addresses of the feeds of corrections, each beside that of the feed which it is about; made when asked for."""

from flask import Blueprint, Response

from syndication.formats import Format
from syndication.web.addressing.redirects import refuse_slashes_before
from syndication.web.addressing.requested import Terms, select_with
from syndication.web.ondemand.charging import charge
from syndication.web.ondemand.keeping import charge_nobody
from syndication.web.ondemand.sending import send
from syndication.web.shelf import shelf

blueprint = Blueprint("corrections", __name__)


@blueprint.get("/corrections.<format:form>")
@blueprint.get("/topics/<union:topics>/corrections.<format:form>")
@blueprint.get("/regions/<union:regions>/corrections.<format:form>")
@blueprint.get("/topics/<union:topics>/regions/<union:regions>/corrections.<format:form>")
def corrections(form: Format, topics: Terms = (), regions: Terms = ()) -> Response:
    """404 for a term that the taxonomy does not know. Beside the feeds of the catalogue there are but few of them."""
    refuse_slashes_before()
    selection = select_with(topics, regions, "")
    charge_client = charge_nobody if selection.is_catalogued else charge
    return send(shelf().on_demand.find_corrections(selection, form, charge_client))
