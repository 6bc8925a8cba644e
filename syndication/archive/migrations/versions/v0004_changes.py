"""When each feed changed, instead of only whether its documents are due; when what renders them changed.

A feed that has items counts as changed when a file was last read, in whole seconds.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SORTED_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)

_READINGS = sa.table("readings", sa.column("read_at", INSTANT))
_DUE = """
    INSERT INTO changes (selection, topic, region, number, at, published)
    SELECT selection, topic, region, mark, :at, 0 FROM due
"""
_PUBLISHED = """
    INSERT INTO changes (selection, topic, region, number, at, published)
    SELECT selection, topic, region, 1, :at, 1 FROM tallies
    WHERE selection NOT IN (SELECT selection FROM due)
"""


def upgrade() -> None:
    op.create_table(
        "changes",
        sa.Column("selection", SORTED_TEXT, primary_key=True),
        sa.Column("topic", SORTED_TEXT),
        sa.Column("region", SORTED_TEXT),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("published", sa.Integer(), server_default="0", nullable=False),
    )
    op.create_table(
        "editions",
        sa.Column("digest", SORTED_TEXT, primary_key=True),
        sa.Column("at", INSTANT, nullable=False),
    )
    _note_changes(op.get_bind())
    op.drop_table("due")


def downgrade() -> None:
    op.create_table(
        "due",
        sa.Column("selection", SORTED_TEXT, primary_key=True),
        sa.Column("topic", sa.Text()),
        sa.Column("region", sa.Text()),
        sa.Column("mark", sa.Integer(), nullable=False),
    )
    op.execute("""
        INSERT INTO due (selection, topic, region, mark)
        SELECT selection, topic, region, number FROM changes WHERE published < number
    """)
    op.drop_table("changes")
    op.drop_table("editions")


def _note_changes(connection: sa.Connection) -> None:
    """Take over what is due, and the feeds that have items; nothing where no file was ever read."""
    last = connection.scalar(sa.select(sa.func.max(_READINGS.c.read_at)))
    if last is not None:
        at = sa.bindparam("at", last.replace(microsecond=0), INSTANT)
        connection.execute(sa.text(_DUE).bindparams(at))
        connection.execute(sa.text(_PUBLISHED).bindparams(at))
