"""What a task's urgency is made of, read from its row."""

from __future__ import annotations

from sqlalchemy import Connection, select

from tme_tui.model.urgency import Facts, Weights
from tme_tui.store import tables
from tme_tui.store.settle import category_keys, facts_of, weighty_tags


def facts_about(connection: Connection, number: int, weights: Weights) -> Facts | None:
    """What urgency looks at, for one task; None when there is no such task."""
    task, tie = tables.tasks, tables.task_tags
    row = connection.execute(select(task).where(task.c.id == number)).mappings().first()
    if row is None:
        return None
    known = weighty_tags(connection, weights)
    tagged = connection.execute(select(tie.c.tag_id).where(tie.c.task_id == number)).scalars()
    names = tuple(known[tag] for tag in tagged if tag in known)
    category = category_keys(connection).get(row["category_id"] or 0, "")
    return facts_of(dict(row), names, category)
