"""What tasks are put in order with: people, categories, tags, types, saved views."""

from __future__ import annotations

from sqlalchemy import Column, Double, Text

from tme_tui.store.tables.shapes import (
    key_column,
    new_table,
    number_column,
    reference_column,
    text_column,
)

people = new_table(
    "people",
    key_column(),
    Column("uid", Text, nullable=False, unique=True),
    Column("login", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    text_column("name"),
    text_column("zone", "UTC"),
    text_column("locale", "en"),
    text_column("role", "member"),
    text_column("schedule", "{}"),
    text_column("preferences", "{}"),
    number_column("version", 1),
)

categories = new_table(
    "categories",
    key_column(),
    Column("uid", Text, nullable=False, unique=True),
    Column("path", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    text_column("colour"),
    Column("position", Double, nullable=False, server_default="0"),
    number_column("version", 1),
)

tags = new_table(
    "tags",
    key_column(),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    text_column("colour"),
    number_column("version", 1),
)

task_types = new_table(
    "task_types",
    key_column(),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    text_column("attributes", "[]"),
    number_column("version", 1),
)

views = new_table(
    "views",
    key_column(),
    Column("uid", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    text_column("query"),
    text_column("columns", "[]"),
    Column("position", Double, nullable=False, server_default="0"),
    reference_column("owner_id", "people.id"),
    number_column("version", 1),
)
