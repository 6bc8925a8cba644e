"""Bringing a schema to its newest revision, with Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from syndication.archive.amendments import index_changes
from syndication.archive.searching import index_archive


def upgrade(connection: Connection, migrations: Path) -> None:
    """Run the migrations in a folder that this database has not seen; raises SQLAlchemyError."""
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise SQLAlchemyError(str(error)) from error
    index_archive(connection)
    index_changes(connection)
