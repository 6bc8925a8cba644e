"""What a feed is, for who has never used one."""

from flask import Blueprint, Response

from syndication.web.ondemand.showing import show

blueprint = Blueprint("about", __name__)
READERS = (
    ("Feedly", "https://feedly.com"),
    ("Inoreader", "https://www.inoreader.com"),
    ("NewsBlur", "https://www.newsblur.com"),
    ("Thunderbird", "https://www.thunderbird.net"),
    ("NetNewsWire", "https://netnewswire.com"),
    ("Feeder", "https://github.com/spacecowboy/Feeder"),
)
"""Readers to begin with: name and address. All can be had for nothing."""


@blueprint.get("/about")
def about() -> Response:
    return show("about.html", lambda: {"readers": READERS}, path="/about", is_charged=False)
