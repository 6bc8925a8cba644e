"""Headlines on other sites' pages: a script, frames, oEmbed, and a page that gives the code for each."""

from syndication.web.embedding import script

BLUEPRINTS = (script.blueprint,)
"""What the application answers for other sites."""
