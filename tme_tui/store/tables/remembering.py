"""What the base knows of itself: the journal, search texts, tallies, counters."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Text

from tme_tui.store.tables.shapes import (
    foreign,
    key_column,
    new_table,
    number_column,
    reference_column,
    text_column,
)

meta = new_table("meta", Column("key", Text, primary_key=True), text_column("value"))

counters = new_table(
    "counters", Column("name", Text, primary_key=True), Column("next", Integer, nullable=False)
)

steps = new_table(
    "steps",
    key_column(),
    Column("at", BigInteger, nullable=False),
    reference_column("person_id", "people.id"),
    text_column("origin", "library"),
    Column("action", Text, nullable=False),
    text_column("sentence"),
    number_column("rows"),
    Column("reverts", Integer),
    Column("reverted_by", Integer),
    Index("ix_steps_person", "person_id", "id"),
    Index("ix_steps_reverted", "person_id", "reverted_by"),
)

changes = new_table(
    "changes",
    Column("step_id", Integer, foreign("steps.id"), primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("entity", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Index("ix_changes_entity", "entity", "key"),
)

search = new_table(
    "search",
    Column("task_id", Integer, foreign("tasks.id"), primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
)
"""Folded title and notes. On SQLite the trigram index `search_index` (FTS5, rowid = task_id) follows this
table by triggers; on PostgreSQL the migration adds a column `grams` (text[]) that the server generates from
`body`, with a GIN index: a substring of three letters or more is `grams @> <its trigrams>` and then LIKE."""

tallies = new_table(
    "tallies",
    Column("kind", Text, primary_key=True),
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("count", Integer, nullable=False),
)
"""How many tasks there are of each kind that a view counts, kept in step with every change."""
