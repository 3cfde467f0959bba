"""What leaves and arrives: addresses, the outbox of deliveries, the inbox, living services."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Text, UniqueConstraint

from tme_tui.store.tables.shapes import (
    instant_column,
    key_column,
    new_table,
    number_column,
    reference_column,
    text_column,
)

addresses = new_table(
    "addresses",
    key_column(),
    reference_column("person_id", "people.id", required=True),
    Column("channel", Text, nullable=False),
    Column("address", Text, nullable=False),
    text_column("state", "linked"),
    text_column("details", "{}"),
    instant_column("linked"),
    UniqueConstraint("person_id", "channel"),
    UniqueConstraint("channel", "address"),
)

link_codes = new_table(
    "link_codes",
    Column("digest", Text, primary_key=True),
    reference_column("person_id", "people.id", required=True),
    Column("channel", Text, nullable=False),
    Column("expires", BigInteger, nullable=False),
    instant_column("used"),
)

deliveries = new_table(
    "deliveries",
    key_column(),
    Column("uid", Text, nullable=False, unique=True),
    Column("cause", Text, nullable=False, unique=True),
    Column("thread", Text, nullable=False),
    text_column("kind", "reminder"),
    Column("reminder_id", Integer),
    reference_column("task_id", "tasks.id"),
    text_column("occurrence"),
    reference_column("person_id", "people.id", required=True),
    Column("channel", Text, nullable=False),
    Column("due_utc", BigInteger, nullable=False),
    Column("not_before", BigInteger, nullable=False),
    text_column("state", "planned"),
    number_column("step"),
    Column("nag", Integer),
    number_column("attempts"),
    number_column("unanswered"),
    instant_column("lease_until"),
    Column("lease_holder", Text),
    Column("random_id", Integer),
    text_column("address"),
    Column("receipt", Text),
    text_column("error"),
    text_column("payload", "{}"),
    Column("created", BigInteger, nullable=False),
    instant_column("sent"),
    instant_column("acknowledged"),
    Index("ix_deliveries_state", "state", "not_before"),
    Index("ix_deliveries_task", "task_id"),
    Index("ix_deliveries_thread", "thread"),
    Index("ix_deliveries_person", "person_id", "due_utc"),
)
"""The outbox. `not_before` is when a row is next of interest: when it may be sent or tried again, and, while
it is being sent, when its lease ends; so one short look at an index finds what is due and what was left."""

inbox = new_table(
    "inbox",
    Column("channel", Text, primary_key=True),
    Column("update_id", Text, primary_key=True),
    text_column("chat"),
    text_column("payload", "{}"),
    text_column("state", "new"),
    Column("received", BigInteger, nullable=False),
)

services = new_table(
    "services",
    Column("holder", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    text_column("state", "starting"),
    Column("since", BigInteger, nullable=False),
    Column("heartbeat", BigInteger, nullable=False),
    text_column("details", "{}"),
)
