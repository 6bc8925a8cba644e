"""Run by Alembic: migrates over the connection that ``syndication.archive.database`` hands in."""

from alembic import context

from syndication.archive.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
