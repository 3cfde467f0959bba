"""How many tasks each view holds.

What does not depend on the time of day is kept in `tallies`; the rest is counted in short ranges of indexes.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from tme_tui.model.builtin_views import View
from tme_tui.store import tables
from tme_tui.store.tables import NEVER

_tasks = tables.tasks


def count_views(connection: Connection, now: int, today: int, tomorrow: int) -> dict[View, int]:
    """The number of tasks in each built-in view; `today` and `tomorrow` are local midnights."""
    kept = {
        (kind, key): count
        for kind, key, count in connection.execute(
            select(tables.tallies).where(tables.tallies.c.kind.not_in(("category", "tag")))
        )
    }
    hidden = _hidden(connection, now, today, tomorrow)
    dates = _dates(now, today, tomorrow)
    counted = [
        select(func.count()).where(_tasks.c.live == 1, condition).scalar_subquery()
        for condition in dates.values()
    ]
    dated = dict(zip(dates, connection.execute(select(*counted)).one(), strict=True))
    return {
        View.INBOX: kept.get(("inbox", 0), 0) - hidden["inbox"],
        View.TODAY: sum(dated[part] - hidden[part] for part in ("due today", "starts today")),
        View.UPCOMING: dated["due later"]
        + dated["starts later"]
        - hidden["due later"]
        - hidden["starts later"],
        View.OVERDUE: dated["overdue"] - hidden["overdue"],
        View.BLOCKED: kept.get(("blocked", 0), 0) - hidden["blocked"],
        View.WAITING: hidden["all"] - kept.get(("someday", 0), 0),
        View.SOMEDAY: kept.get(("someday", 0), 0),
        View.DONE: kept.get(("status", 2), 0),
        View.ALL: kept.get(("live", 0), 0),
    }


def _dates(now: int, today: int, tomorrow: int) -> dict[str, ColumnElement[bool]]:
    """Ranges of the date indexes, none of which shares a task with another but `overdue`."""
    due, starts = _tasks.c.due_key, _tasks.c.starts_key
    return {
        "overdue": due < now,
        "due today": due < tomorrow,
        "starts today": and_(starts >= today, starts < tomorrow, due >= tomorrow),
        "due later": and_(due >= tomorrow, due < NEVER),
        "starts later": and_(starts >= tomorrow, starts < NEVER, or_(due < tomorrow, due == NEVER)),
    }


def _hidden(connection: Connection, now: int, today: int, tomorrow: int) -> dict[str, int]:
    """Of the tasks that wait, how many each view would otherwise hold."""
    inbox = and_(_tasks.c.kind == "task", _tasks.c.category_id.is_(None), _tasks.c.parent_id.is_(None))
    conditions = {
        **_dates(now, today, tomorrow),
        "blocked": _tasks.c.open_blockers > 0,
        "inbox": inbox,
    }
    row = connection.execute(
        select(func.count(), *(func.count().filter(condition) for condition in conditions.values())).where(
            _tasks.c.live == 1, _tasks.c.wait_utc > now
        )
    ).one()
    return dict(zip(("all", *conditions), row, strict=True))
