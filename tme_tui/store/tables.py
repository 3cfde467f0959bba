"""The tables: the one description of what is remembered, which the migrations build.

Instants are whole seconds since 1970 in UTC; a moment that a person chose is kept as text (its wall time and
zone, see `model/moment.py`) with the instant beside it in a column ending in `_utc`, for order and search.
Columns in `DERIVED` follow from others: they are recomputed in the transaction that changes what they follow
from, and are no part of the journal.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.sql.schema import SchemaItem

NEVER = 253_402_300_800
"""The year 10000: sorts after every real moment, so that "no date" needs no NULL in an index."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *items: SchemaItem) -> Table:
    return Table(name, metadata, *items)


def _key(name: str = "id") -> Column[int]:
    """A primary key whose numbers the `counters` table gives out, once each."""
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _text(name: str, default: str = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default=default)


def _number(name: str, default: int = 0) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=str(default))


def _instant(name: str) -> Column[int]:
    return Column(name, BigInteger)


def _foreign(target: str) -> ForeignKey:
    """Checked at commit, so that the rows of one step may be written in any order."""
    return ForeignKey(target, deferrable=True, initially="DEFERRED")


def _reference(name: str, target: str, *, required: bool = False) -> Column[int]:
    return Column(name, Integer, _foreign(target), nullable=not required)


meta = _table("meta", Column("key", Text, primary_key=True), _text("value"))

counters = _table("counters", Column("name", Text, primary_key=True), Column("next", Integer, nullable=False))

people = _table(
    "people",
    _key(),
    Column("uid", Text, nullable=False, unique=True),
    Column("login", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    _text("name"),
    _text("zone", "UTC"),
    _text("locale", "en"),
    _text("role", "member"),
    _text("schedule", "{}"),
    _text("preferences", "{}"),
    _number("version", 1),
)

categories = _table(
    "categories",
    _key(),
    Column("uid", Text, nullable=False, unique=True),
    Column("path", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    _text("colour"),
    Column("position", Double, nullable=False, server_default="0"),
    _number("version", 1),
)

tags = _table(
    "tags",
    _key(),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    _text("colour"),
    _number("version", 1),
)

task_types = _table(
    "task_types",
    _key(),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    _text("attributes", "[]"),
    _number("version", 1),
)

tasks = _table(
    "tasks",
    _key(),
    Column("uid", Text, nullable=False, unique=True),
    _text("kind", "task"),
    Column("title", Text, nullable=False),
    _text("notes"),
    _text("link"),
    _reference("category_id", "categories.id"),
    _reference("type_id", "task_types.id"),
    _text("attributes", "{}"),
    _text("status", "open"),
    Column("priority", SmallInteger),
    Column("created", BigInteger, nullable=False),
    Column("modified", BigInteger, nullable=False),
    _instant("started"),
    _instant("completed"),
    Column("starts", Text),
    _instant("starts_utc"),
    Column("ends", Text),
    _instant("ends_utc"),
    Column("due", Text),
    _instant("due_utc"),
    Column("wait", Text),
    _instant("wait_utc"),
    Column("expires", Text),
    _instant("expires_utc"),
    Column("estimate", Integer),
    _reference("parent_id", "tasks.id"),
    Column("recurrence", Text),
    Column("series_start", Text),
    Column("occurrence", Text),
    _reference("owner_id", "people.id"),
    _reference("assignee_id", "people.id"),
    Column("position", Double, nullable=False, server_default="0"),
    _number("version", 1),
    # derived
    _number("live"),
    Column("due_key", BigInteger, nullable=False, server_default=str(NEVER)),
    Column("starts_key", BigInteger, nullable=False, server_default=str(NEVER)),
    Column("priority_key", SmallInteger, nullable=False, server_default="5"),
    Column("urgency", Double, nullable=False, server_default="0"),
    Column("urgency_since", BigInteger, nullable=False, server_default="0"),
    Column("urgency_turns", BigInteger, nullable=False, server_default=str(NEVER)),
    _number("open_blockers"),
    _number("blocking"),
    _number("subtasks"),
    _number("subtasks_done"),
    Column("moves_at", BigInteger, nullable=False, server_default=str(NEVER)),
)

DERIVED = frozenset(
    {
        *("starts_utc", "ends_utc", "due_utc", "wait_utc", "expires_utc"),
        *("live", "due_key", "starts_key", "priority_key"),
        *("urgency", "urgency_since", "urgency_turns"),
        *("open_blockers", "blocking", "subtasks", "subtasks_done", "moves_at"),
    }
)
BOOKKEEPING = frozenset({"version", "modified"})
"""Columns that move with every change, also when a change is undone."""

Index("ix_tasks_live_urgency", tasks.c.live, tasks.c.urgency, tasks.c.id)
Index("ix_tasks_live_due", tasks.c.live, tasks.c.due_key, tasks.c.id)
Index("ix_tasks_live_starts", tasks.c.live, tasks.c.starts_key, tasks.c.due_key)
Index("ix_tasks_category", tasks.c.category_id, tasks.c.live, tasks.c.urgency, tasks.c.id)
Index("ix_tasks_parent", tasks.c.parent_id)
Index("ix_tasks_assignee", tasks.c.assignee_id, tasks.c.live)
Index("ix_tasks_status_completed", tasks.c.status, tasks.c.completed, tasks.c.id)
Index("ix_tasks_urgency_since", tasks.c.live, tasks.c.urgency_since)
Index("ix_tasks_urgency_turns", tasks.c.live, tasks.c.urgency_turns)
Index("ix_tasks_blocked", tasks.c.live, tasks.c.open_blockers)
PARTIAL_INDEXES: dict[str, tuple[tuple[str, ...], str]] = {
    "ix_tasks_live_wait": (
        ("live", "wait_utc", "due_key", "starts_key", "open_blockers", "kind", "category_id", "parent_id"),
        "wait_utc IS NOT NULL",
    ),
    "ix_tasks_moves": (("moves_at", "id"), f"moves_at < {NEVER}"),
}
"""Indexes of some rows of `tasks`: name, columns and condition. They are described apart, because an `Index`
with a condition makes SQLAlchemy load every dialect, which costs each start as much as opening the base."""

task_tags = _table(
    "task_tags",
    Column("task_id", Integer, _foreign("tasks.id"), primary_key=True, autoincrement=False),
    Column("tag_id", Integer, _foreign("tags.id"), primary_key=True, autoincrement=False),
    Index("ix_task_tags_tag", "tag_id", "task_id"),
)

dependencies = _table(
    "dependencies",
    Column("task_id", Integer, _foreign("tasks.id"), primary_key=True, autoincrement=False),
    Column("blocker_id", Integer, _foreign("tasks.id"), primary_key=True, autoincrement=False),
    _text("link", "FS"),
    _number("lag"),
    _instant("satisfied"),
    Index("ix_dependencies_blocker", "blocker_id", "task_id"),
)

occurrences = _table(
    "occurrences",
    Column("task_id", Integer, _foreign("tasks.id"), primary_key=True, autoincrement=False),
    Column("occurrence", Text, primary_key=True),
    Column("state", Text, nullable=False),
    _instant("at"),
    _reference("person_id", "people.id"),
    _text("changes", "{}"),
    _number("version", 1),
)

reminders = _table(
    "reminders",
    _key(),
    _reference("task_id", "tasks.id", required=True),
    Column("before", Integer),
    Column("at", Text),
    Column("channel", Text),
    Column("nag", Integer),
    Index("ix_reminders_task", "task_id"),
)

participants = _table(
    "participants",
    Column("task_id", Integer, _foreign("tasks.id"), primary_key=True, autoincrement=False),
    Column("person_id", Integer, _foreign("people.id"), primary_key=True, autoincrement=False),
    _text("decision", "undecided"),
    _instant("decided"),
    Index("ix_participants_person", "person_id", "task_id"),
)

views = _table(
    "views",
    _key(),
    Column("uid", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    _text("query"),
    _text("columns", "[]"),
    Column("position", Double, nullable=False, server_default="0"),
    _reference("owner_id", "people.id"),
    _number("version", 1),
)

addresses = _table(
    "addresses",
    _key(),
    _reference("person_id", "people.id", required=True),
    Column("channel", Text, nullable=False),
    Column("address", Text, nullable=False),
    _text("state", "linked"),
    _text("details", "{}"),
    _instant("linked"),
    UniqueConstraint("person_id", "channel"),
    UniqueConstraint("channel", "address"),
)

link_codes = _table(
    "link_codes",
    Column("digest", Text, primary_key=True),
    _reference("person_id", "people.id", required=True),
    Column("channel", Text, nullable=False),
    Column("expires", BigInteger, nullable=False),
    _instant("used"),
)

deliveries = _table(
    "deliveries",
    _key(),
    Column("uid", Text, nullable=False, unique=True),
    _text("kind", "reminder"),
    Column("reminder_id", Integer),
    _reference("task_id", "tasks.id"),
    _text("occurrence"),
    _reference("person_id", "people.id", required=True),
    Column("channel", Text, nullable=False),
    Column("due_utc", BigInteger, nullable=False),
    _text("state", "planned"),
    _number("attempts"),
    Column("not_before", BigInteger, nullable=False),
    _instant("lease_until"),
    Column("lease_holder", Text),
    Column("random_id", Integer),
    Column("receipt", Text),
    _text("error"),
    _text("payload", "{}"),
    Column("created", BigInteger, nullable=False),
    _instant("sent"),
    _instant("acknowledged"),
    UniqueConstraint("reminder_id", "occurrence", "person_id", "channel"),
    Index("ix_deliveries_state", "state", "not_before"),
    Index("ix_deliveries_task", "task_id"),
)

inbox = _table(
    "inbox",
    Column("channel", Text, primary_key=True),
    Column("update_id", Text, primary_key=True),
    _text("chat"),
    _text("payload", "{}"),
    _text("state", "new"),
    Column("received", BigInteger, nullable=False),
)

services = _table(
    "services",
    Column("holder", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    _text("state", "starting"),
    Column("since", BigInteger, nullable=False),
    Column("heartbeat", BigInteger, nullable=False),
    _text("details", "{}"),
)

steps = _table(
    "steps",
    _key(),
    Column("at", BigInteger, nullable=False),
    _reference("person_id", "people.id"),
    _text("origin", "library"),
    Column("action", Text, nullable=False),
    _text("sentence"),
    _number("rows"),
    Column("reverts", Integer),
    Column("reverted_by", Integer),
    Index("ix_steps_person", "person_id", "id"),
    Index("ix_steps_reverted", "person_id", "reverted_by"),
)

changes = _table(
    "changes",
    Column("step_id", Integer, _foreign("steps.id"), primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("entity", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Index("ix_changes_entity", "entity", "key"),
)

search = _table(
    "search",
    Column("task_id", Integer, _foreign("tasks.id"), primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
)
"""Folded title and notes. On SQLite the trigram index `search_index` (FTS5, rowid = task_id) follows this
table by triggers; on PostgreSQL the migration adds a column `grams` (text[]) that the server generates from
`body`, with a GIN index: a substring of three letters or more is `grams @> <its trigrams>` and then LIKE."""

tallies = _table(
    "tallies",
    Column("kind", Text, primary_key=True),
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("count", Integer, nullable=False),
)
"""How many tasks there are of each kind that a view counts, kept in step with every change."""
