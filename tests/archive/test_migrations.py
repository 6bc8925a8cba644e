"""The schema's revisions."""

from alembic.config import Config
from alembic.script import ScriptDirectory

from syndication.archive.database import MIGRATIONS, newest_revision


def test_the_newest_revision_is_that_of_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert newest_revision() == ScriptDirectory.from_config(config).get_current_head()
