"""What stands at the port of ``syndication serve``: published documents are answered at once, all else is passed on.

An event loop in a thread of each worker. A request for a document, as nearly every request to a service of feeds is,
costs it about as much as it costs nginx. Whatever else comes in, pages, odd and broken requests, goes byte for byte to
the WSGI server behind, which knows HTTP as a whole.
"""

from syndication.front.answers import Answers
from syndication.front.behind import stand_behind
from syndication.front.callers import LONGEST_FOLDER
from syndication.front.connections import CONNECTIONS
from syndication.front.listening import Front, start

__all__ = ["CONNECTIONS", "LONGEST_FOLDER", "Answers", "Front", "stand_behind", "start"]
