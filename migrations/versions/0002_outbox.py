"""The outbox as reminders need it: a name for each delivery that no other has, threads, and steps of a ladder.

The table is made anew, since SQLite cannot drop a constraint; what is in it is carried over.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    kept = [dict(row) for row in op.get_bind().execute(sa.text("SELECT * FROM deliveries")).mappings()]
    op.drop_table("deliveries")
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="reminder", nullable=False),
        sa.Column("reminder_id", sa.Integer(), nullable=True),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("occurrence", sa.Text(), server_default="", nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("due_utc", sa.BigInteger(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), server_default="planned", nullable=False),
        sa.Column("step", sa.Integer(), server_default="0", nullable=False),
        sa.Column("nag", sa.Integer(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("unanswered", sa.Integer(), server_default="0", nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=True),
        sa.Column("lease_holder", sa.Text(), nullable=True),
        sa.Column("random_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("receipt", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), server_default="", nullable=False),
        sa.Column("payload", sa.Text(), server_default="{}", nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("sent", sa.BigInteger(), nullable=True),
        sa.Column("acknowledged", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name="fk_deliveries_person_id_people",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["task_id"],
            ["tasks.id"],
            name="fk_deliveries_task_id_tasks",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint("uid", name="uq_deliveries_uid"),
        sa.UniqueConstraint("cause", name="uq_deliveries_cause"),
    )
    op.create_index("ix_deliveries_state", "deliveries", ["state", "not_before"])
    op.create_index("ix_deliveries_task", "deliveries", ["task_id"])
    op.create_index("ix_deliveries_thread", "deliveries", ["thread"])
    op.create_index("ix_deliveries_person", "deliveries", ["person_id", "due_utc"])
    names = dict.fromkeys((*(kept[0] if kept else ()), "cause", "thread"))
    table = sa.table("deliveries", *(sa.column(name) for name in names))
    for row in kept:
        op.execute(table.insert().values(cause=row["uid"], thread=row["uid"], **row))
