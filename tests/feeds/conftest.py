"""What judges documents from outside: the grammar of Atom."""

import pytest
from lxml import etree

from tests.feeds.rules.atom import grammar as read_grammar


@pytest.fixture(scope="session")
def grammar() -> etree.RelaxNG:
    """RFC 4287, Appendix B."""
    return read_grammar()
