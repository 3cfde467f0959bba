"""What belongs to a task: tags, dependencies, occurrences, reminders, participants."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Text

from tme_tui.store.tables.shapes import (
    foreign,
    instant_column,
    key_column,
    new_table,
    number_column,
    reference_column,
    text_column,
)

task_tags = new_table(
    "task_tags",
    Column("task_id", Integer, foreign("tasks.id"), primary_key=True, autoincrement=False),
    Column("tag_id", Integer, foreign("tags.id"), primary_key=True, autoincrement=False),
    Index("ix_task_tags_tag", "tag_id", "task_id"),
)

dependencies = new_table(
    "dependencies",
    Column("task_id", Integer, foreign("tasks.id"), primary_key=True, autoincrement=False),
    Column("blocker_id", Integer, foreign("tasks.id"), primary_key=True, autoincrement=False),
    text_column("link", "FS"),
    number_column("lag"),
    instant_column("satisfied"),
    Index("ix_dependencies_blocker", "blocker_id", "task_id"),
)

occurrences = new_table(
    "occurrences",
    Column("task_id", Integer, foreign("tasks.id"), primary_key=True, autoincrement=False),
    Column("occurrence", Text, primary_key=True),
    Column("state", Text, nullable=False),
    instant_column("at"),
    reference_column("person_id", "people.id"),
    text_column("changes", "{}"),
    number_column("version", 1),
)

reminders = new_table(
    "reminders",
    key_column(),
    reference_column("task_id", "tasks.id", required=True),
    Column("before", Integer),
    Column("at", Text),
    Column("channel", Text),
    Column("nag", Integer),
    Index("ix_reminders_task", "task_id"),
)

participants = new_table(
    "participants",
    Column("task_id", Integer, foreign("tasks.id"), primary_key=True, autoincrement=False),
    Column("person_id", Integer, foreign("people.id"), primary_key=True, autoincrement=False),
    text_column("decision", "undecided"),
    instant_column("decided"),
    Index("ix_participants_person", "person_id", "task_id"),
)
