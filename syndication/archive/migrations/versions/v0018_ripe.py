"""Items that are dated ahead of today wait for their day, and no longer for a person who replays them."""

from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_QUARANTINE = sa.table(
    "quarantine", sa.column("number", sa.Integer), sa.column("reason"), sa.column("ripe_on", sa.Date)
)
_TOLD = "dated ahead of today: "
_REPLAY = "or replay the entry when the day has come"
_WAIT = "or wait: it is read again when the day comes"


def upgrade() -> None:
    op.add_column("quarantine", sa.Column("ripe_on", sa.Date()))
    op.create_index("quarantine_by_day", "quarantine", ["ripe_on"])
    ahead = sa.select(_QUARANTINE.c.number, _QUARANTINE.c.reason).where(_QUARANTINE.c.reason.startswith(_TOLD))
    for number, reason in op.get_bind().execute(ahead).all():
        told = reason.removeprefix(_TOLD).partition(";")[0]
        day = date.fromisoformat(told if len(told) == len("2016-04-17") else f"{told}-01")
        entry = sa.update(_QUARANTINE).where(_QUARANTINE.c.number == number)
        op.execute(entry.values(ripe_on=day - timedelta(days=1), reason=reason.replace(_REPLAY, _WAIT)))


def downgrade() -> None:
    op.drop_index("quarantine_by_day", table_name="quarantine")
    op.drop_column("quarantine", "ripe_on")
    op.execute(
        sa.update(_QUARANTINE)
        .where(_QUARANTINE.c.reason.startswith(_TOLD))
        .values(reason=sa.func.replace(_QUARANTINE.c.reason, _WAIT, _REPLAY))
    )
