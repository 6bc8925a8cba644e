"""What is here for programs, described for programs: OpenAPI, and the JSON schema of a feed."""

from syndication.web.api.description import SCHEMA, describe_api, describe_feed
from syndication.web.api.views import blueprint

__all__ = ["SCHEMA", "blueprint", "describe_api", "describe_feed"]
