"""Usual reminders: those that somebody wishes for tasks without any of their own, by priority and category.

When these wishes change, only the tasks that they matter to are planned anew.
"""

from __future__ import annotations

from sqlalchemy import Connection, exists, func, or_, select

from tme_tui.model.reminding import USUAL, read_preferences
from tme_tui.model.text import fold
from tme_tui.store import tables
from tme_tui.store.notes import erase, note, noted
from tme_tui.store.outbox import states
from tme_tui.store.outbox.rows import DAY

CHANGED = "usual_changed"
"""The key in `meta` under which it stands that such wishes changed, and when."""
_p, _t, _d = tables.people, tables.tasks, tables.deliveries
_SAID = or_(*(_p.c.preferences.like(f'%"{name}":%') for name in USUAL))
_ANYBODY = select(_p.c.id).where(_SAID).limit(1)


def has_usual(connection: Connection) -> bool:
    """Whether anybody wishes to be reminded of what has no reminder of its own."""
    return connection.execute(_ANYBODY).first() is not None


def usual_changed(connection: Connection) -> str | None:
    """Since when wishes wait to be planned for; None when none do."""
    return noted(connection, CHANGED)


def change_usual(connection: Connection, now: int) -> None:
    """Somebody's usual reminders changed: what they matter to is planned anew.

    The instant is another one each time, so that whoever is planning meanwhile sees that more has changed.
    """
    before = usual_changed(connection)
    note(connection, CHANGED, str(now if before is None else max(now, int(before) + 1)))


def usual_planned(connection: Connection, since: str) -> None:
    """What changed up to then is planned; what changed meanwhile is not."""
    erase(connection, CHANGED, since)


def with_usual(connection: Connection, since: int, until: int) -> set[int]:
    """The tasks that may have usual reminders in a window."""
    priorities: set[int] = set()
    paths: set[str] = set()
    for text in connection.execute(select(_p.c.preferences).where(_SAID)).scalars():
        wishes, _ = read_preferences(text)
        priorities.update(priority for priority, _ in wishes.usual_by_priority)
        paths.update(path for path, _ in wishes.usual_by_category)
    if not (priorities or paths):
        return set()
    known = connection.execute(select(tables.categories.c.id, tables.categories.c.path))
    categories = [number for number, path in known if fold(path) in paths]
    anchor = func.coalesce(_t.c.due_utc, _t.c.starts_utc)
    query = select(_t.c.id).where(
        _t.c.live == 1,
        or_(_t.c.priority.in_(priorities), _t.c.category_id.in_(categories)),
        or_(_t.c.recurrence.is_not(None), anchor.between(since - 2 * DAY, until + 60 * DAY)),
        ~exists().where(tables.reminders.c.task_id == _t.c.id),
    )
    return set(connection.execute(query).scalars())


def waiting_as_usual(connection: Connection) -> set[int]:
    """The tasks whose usual reminders stand in the outbox."""
    query = select(_d.c.task_id).where(
        _d.c.state.in_(states.WAITING),
        _d.c.reminder_id.is_(None),
        _d.c.kind.in_(("reminder", "escalation")),
        _d.c.task_id.is_not(None),
    )
    return set(connection.execute(query.distinct()).scalars())
