"""The small tables, read whole: categories, tags, types, people, saved views."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from tme_tui.store import tables
from tme_tui.store.entities import Row


def category_counts(connection: Connection) -> list[tuple[str, str, int]]:
    """Path, colour and number of open tasks of every category, by path."""
    table, counted = tables.categories, tables.tallies
    query = (
        select(table.c.path, table.c.colour, counted.c.count)
        .outerjoin(counted, (counted.c.kind == "category") & (counted.c.key == table.c.id))
        .order_by(table.c.key)
    )
    return [(path, colour, count or 0) for path, colour, count in connection.execute(query)]


def tag_counts(connection: Connection) -> list[tuple[str, str, int]]:
    """Name, colour and number of open tasks of every tag, by name."""
    table, counted = tables.tags, tables.tallies
    query = (
        select(table.c.name, table.c.colour, counted.c.count)
        .outerjoin(counted, (counted.c.kind == "tag") & (counted.c.key == table.c.id))
        .order_by(table.c.key)
    )
    return [(name, colour, count or 0) for name, colour, count in connection.execute(query)]


def categories(connection: Connection) -> list[Row]:
    """Every category."""
    return _rows(connection, select(tables.categories))


def task_types(connection: Connection) -> list[Row]:
    """Every task type, by name."""
    return _rows(connection, select(tables.task_types).order_by(tables.task_types.c.key))


def people(connection: Connection) -> list[Row]:
    """Everybody, by login."""
    return _rows(connection, select(tables.people).order_by(tables.people.c.key))


def views(connection: Connection) -> list[Row]:
    """Every saved view, in their order."""
    return _rows(connection, select(tables.views).order_by(tables.views.c.position, tables.views.c.id))


def places_after(connection: Connection, place: float, number: int, most: int) -> list[tuple[int, float]]:
    """The tasks that follow one in the order made by hand, with their places."""
    task = tables.tasks
    later = (task.c.position > place) | ((task.c.position == place) & (task.c.id > number))
    query = select(task.c.id, task.c.position).where(later, task.c.status != "deleted")
    return [
        (row[0], row[1]) for row in connection.execute(query.order_by(task.c.position, task.c.id).limit(most))
    ]


def _rows(connection: Connection, query: Any) -> list[Row]:
    return [dict(row) for row in connection.execute(query).mappings()]
