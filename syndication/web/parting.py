"""What is answered in the place of an item that has gone."""

from werkzeug.exceptions import Gone


class TakenBack(Gone):
    """An item that its source has taken back: unlike a withdrawn one, it may return without a person's word."""
