"""Headlines on other sites' pages: a script, frames, oEmbed, and a page that gives the code for each."""

from syndication.web.embedding import configuring, frames, presenting, provider, script

PAGES = (frames.blueprint, configuring.blueprint)
"""What there is in every language of the site."""
FOR_MACHINES = (script.blueprint, frames.styles, provider.blueprint)
"""What has no language."""
frames.blueprint.app_context_processor(presenting.values)
