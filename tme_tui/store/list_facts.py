"""What a list needs to know of all tasks at once: what is inside what, and what puts tasks together."""

from __future__ import annotations

from sqlalchemy import Connection, case, func, select

from tme_tui.model.grouping import GroupBy
from tme_tui.store import tables
from tme_tui.store.query.occasion import by_start

_task, _category, _person = tables.tasks, tables.categories, tables.people


def nesting(connection: Connection) -> dict[int, int]:
    """The parent of every task that has one."""
    query = select(_task.c.id, _task.c.parent_id).where(
        _task.c.parent_id.is_not(None), _task.c.status != "deleted"
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def group_values(connection: Connection, by: GroupBy, now: int) -> dict[int, str]:
    """What each task is put together by; tasks without it are absent."""
    match by:
        case GroupBy.DAY:
            anchor = case((by_start(_task.c.__getitem__, now), _task.c.starts), else_=_task.c.due)
            query = select(_task.c.id, func.substr(anchor, 1, 10)).where(anchor.is_not(None))
        case GroupBy.CATEGORY:
            query = select(_task.c.id, _category.c.path).join(
                _category, _category.c.id == _task.c.category_id
            )
        case GroupBy.PRIORITY:
            priority = _task.c.priority
            return {n: str(one) for n, one in connection.execute(select(_task.c.id, priority)) if one}
        case GroupBy.ASSIGNEE:
            query = select(_task.c.id, _person.c.login).join(_person, _person.c.id == _task.c.assignee_id)
        case _:
            return {}
    return {row[0]: row[1] for row in connection.execute(query)}
