"""When each feed changed, instead of only whether its documents are due; when what renders them changed.

A feed that has items counts as changed when a file was last read.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SORTED_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


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
    op.execute("""
        INSERT INTO changes (selection, topic, region, number, at, published)
        SELECT selection, topic, region, mark, (SELECT max(read_at) FROM readings), 0 FROM due
    """)
    op.execute("""
        INSERT INTO changes (selection, topic, region, number, at, published)
        SELECT selection, topic, region, 1, (SELECT max(read_at) FROM readings), 1 FROM tallies
        WHERE selection NOT IN (SELECT selection FROM due)
    """)
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
