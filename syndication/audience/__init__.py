"""How many people read a feed, as far as the services that poll for them tell: ``NewsBlur … - 12 subscribers``.

No word of a single reader is kept: a service's name, a document's address, a number and a day, nothing else.
"""

from syndication.audience.ledger import Ledger
from syndication.audience.listening import Audience
from syndication.audience.reports import Report, read_report

__all__ = ["Audience", "Ledger", "Report", "read_report"]
