"""Clues with their month: one item is compared with what is of its month, however often its words were used before."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_CLUES = ("title", "opening", "url")


def upgrade() -> None:
    for clue in _CLUES:
        op.drop_index(f"variants_by_{clue}", table_name="variants")
        op.create_index(f"variants_by_{clue}", "variants", [f"{clue}_key", "month"])


def downgrade() -> None:
    for clue in _CLUES:
        op.drop_index(f"variants_by_{clue}", table_name="variants")
        op.create_index(f"variants_by_{clue}", "variants", [f"{clue}_key"])
