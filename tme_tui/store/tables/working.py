"""Tasks and events, and the columns that follow from others."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Double, Index, Integer, SmallInteger, Text

from tme_tui.store.tables.shapes import (
    NEVER,
    instant_column,
    key_column,
    new_table,
    number_column,
    reference_column,
    text_column,
)

tasks = new_table(
    "tasks",
    key_column(),
    Column("uid", Text, nullable=False, unique=True),
    text_column("kind", "task"),
    Column("title", Text, nullable=False),
    text_column("notes"),
    text_column("link"),
    reference_column("category_id", "categories.id"),
    reference_column("type_id", "task_types.id"),
    text_column("attributes", "{}"),
    text_column("status", "open"),
    Column("priority", SmallInteger),
    Column("created", BigInteger, nullable=False),
    Column("modified", BigInteger, nullable=False),
    instant_column("started"),
    instant_column("completed"),
    Column("starts", Text),
    instant_column("starts_utc"),
    Column("ends", Text),
    instant_column("ends_utc"),
    Column("due", Text),
    instant_column("due_utc"),
    Column("wait", Text),
    instant_column("wait_utc"),
    Column("expires", Text),
    instant_column("expires_utc"),
    Column("estimate", Integer),
    reference_column("parent_id", "tasks.id"),
    Column("recurrence", Text),
    Column("series_start", Text),
    Column("occurrence", Text),
    reference_column("owner_id", "people.id"),
    reference_column("assignee_id", "people.id"),
    Column("position", Double, nullable=False, server_default="0"),
    number_column("version", 1),
    # derived
    number_column("live"),
    Column("due_key", BigInteger, nullable=False, server_default=str(NEVER)),
    Column("starts_key", BigInteger, nullable=False, server_default=str(NEVER)),
    Column("priority_key", SmallInteger, nullable=False, server_default="5"),
    Column("urgency", Double, nullable=False, server_default="0"),
    Column("urgency_since", BigInteger, nullable=False, server_default="0"),
    Column("urgency_turns", BigInteger, nullable=False, server_default=str(NEVER)),
    number_column("open_blockers"),
    number_column("blocking"),
    number_column("subtasks"),
    number_column("subtasks_done"),
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

Index("ix_tasks_live_urgency", tasks.c.live, tasks.c.urgency.desc(), tasks.c.id)
Index("ix_tasks_live_due", tasks.c.live, tasks.c.due_key, tasks.c.id)
Index("ix_tasks_live_starts", tasks.c.live, tasks.c.starts_key, tasks.c.due_key)
Index("ix_tasks_category", tasks.c.category_id, tasks.c.live, tasks.c.urgency.desc(), tasks.c.id)
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
