"""Looking: one task, pages of tasks, numbers for views."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from tme_tui.engine.base import TaskRef, number_of
from tme_tui.engine.coerce import moment_from
from tme_tui.engine.organising import Organising
from tme_tui.model.builtin_views import View
from tme_tui.model.errors import NotFound, Refused, StoreError
from tme_tui.model.ids import TaskId
from tme_tui.model.moment import zone_named
from tme_tui.model.query import And, InCategory, Or, Query, TimeField, Within
from tme_tui.model.task import Task
from tme_tui.model.text import clean_line
from tme_tui.model.value import value
from tme_tui.store import finding_tasks, freshness
from tme_tui.store.counts import count_views
from tme_tui.store.query import Unknown, answer
from tme_tui.store.reading import tasks_by_number

if TYPE_CHECKING:
    from tme_tui.language.context import Context

PAGE = 50


@value
class Page:
    """Some tasks in order, and where the next page begins; None at the end."""

    tasks: tuple[Task, ...]
    next: str | None = None
    unknown: tuple[Unknown, ...] = ()
    """Categories, tags, people and types that the query names and the base does not have."""


class Looking(Organising):
    """Use cases that only read."""

    def get_task(self, task: TaskRef) -> Task:
        """One task as it is now, also a deleted one."""
        number = number_of(task)
        self._freshen()
        with self._store.read() as connection:
            found = tasks_by_number(connection, [number])
        if number not in found:
            raise NotFound("task", f"#{number}")
        return found[number]

    def tasks_numbered(self, numbers: Sequence[int]) -> dict[int, Task]:
        """Many tasks by number; what does not exist is absent."""
        self._freshen()
        with self._store.read() as connection:
            return tasks_by_number(connection, numbers)

    def task_with_uid(self, uid: str) -> Task | None:
        """The task with this exchange id."""
        with self._store.read() as connection:
            return finding_tasks.task_with_uid(connection, clean_line(uid))

    def get_tasks(
        self,
        query: str | Query = "",
        *,
        category: str | None = None,
        between: tuple[object, object] | None = None,
        limit: int | None = None,
    ) -> list[Task]:
        """All tasks that a query matches: `get_tasks("#urgent due<friday", category="Work")`.

        `between=(a, b)` asks for what is due or takes place from a up to b (dates, datetimes or ISO text).
        """
        wanted = self._narrow(self.read_query(query), category, between)
        found: list[Task] = []
        cursor: str | None = None
        most = limit if limit is not None else wanted.limit
        while most is None or len(found) < most:
            size = 500 if most is None else min(500, most - len(found))
            page = self.page(wanted, size, cursor)
            found.extend(page.tasks)
            cursor = page.next
            if cursor is None:
                break
        return found

    def page(self, query: str | Query = "", limit: int = PAGE, after: str | None = None) -> Page:
        """The tasks that follow `after` in the order of the query; from the start without it."""
        wanted = self.read_query(query)
        self._freshen()
        with self._store.read() as connection:
            ready = answer(connection, wanted, self.now(), self.person.id)
            page = ready.page(limit, after)
            found = tasks_by_number(connection, page.ids)
        return Page(tuple(found[number] for number in page.ids), page.next, ready.unknown)

    def count(self, query: str | Query = "") -> int:
        """How many tasks a query matches."""
        wanted = self.read_query(query)
        with self._store.read() as connection:
            return answer(connection, wanted, self.now(), self.person.id).count()

    def numbers(self, query: str | Query) -> list[TaskId]:
        """The numbers of all tasks that a query matches, in its order: for changing many at once."""
        wanted = self.read_query(query)
        self._freshen()
        with self._store.read() as connection:
            return list(answer(connection, wanted, self.now(), self.person.id).ids())

    def counts(self) -> dict[View, int]:
        """How many tasks each built-in view holds."""
        zone = zone_named(self.person.zone)
        today = self.now().astimezone(zone).date()
        midnights = [_midnight(today + timedelta(days=days), self.person.zone) for days in (0, 1)]
        with self._store.read() as connection:
            return count_views(connection, self._seconds, *midnights)

    def next_due(self) -> Task | None:
        """The open task whose date comes next."""
        with self._store.read() as connection:
            return finding_tasks.next_due(connection, self._seconds)

    def subtasks(self, task: TaskRef) -> list[Task]:
        """What is directly inside a task, deleted ones left out, in the order of their positions."""
        with self._store.read() as connection:
            return finding_tasks.subtasks_of(connection, [number_of(task)])

    def dependents(self, task: TaskRef) -> list[Task]:
        """The tasks that wait for this one, whatever their state."""
        with self._store.read() as connection:
            return finding_tasks.dependents_of(connection, number_of(task))

    def read_query(self, query: str | Query) -> Query:
        """A query from what a person typed; a mistake says where it is."""
        if isinstance(query, Query):
            return query
        if not query.strip():
            return Query()
        from tme_tui.language.query import parse_query

        return parse_query(query, self.context())

    def context(self) -> Context:
        """What typed lines are read against, for this person."""
        if self._around.context is None:
            raise Refused("this manager was opened without a language to read")
        return self._around.context(self.now(), self.people(), self.types())

    def _narrow(self, query: Query, category: str | None, between: tuple[object, object] | None) -> Query:
        conditions = [] if query.condition is None else [query.condition]
        if category is not None:
            conditions.append(InCategory(category))
        if between is not None:
            start, end = (self._instant(moment) for moment in between)
            either = [Within(field, start, end) for field in (TimeField.DUE, TimeField.STARTS)]
            conditions.append(Or(tuple(either)))
        if not conditions:
            return query
        return replace(query, condition=conditions[0] if len(conditions) == 1 else And(tuple(conditions)))

    def _instant(self, moment: object) -> int | None:
        exact = moment_from(moment, self.person.zone)
        return None if exact is None else int(exact.utc(self.person.zone).timestamp())

    def _freshen(self) -> None:
        """Bring stored urgencies in step with the time; a base that cannot be written is read as it is."""
        now, rules = self._seconds, self._around.rules
        with self._store.read() as connection:
            outdated = freshness.stale(connection, rules, now)
        if not outdated:
            return
        try:
            with self._store.write() as connection:
                freshness.refresh(connection, rules, now)
        except StoreError:
            return


def _midnight(day: date, zone: str) -> int:
    wall = datetime.combine(day, time(), tzinfo=zone_named(zone))
    return int(wall.astimezone(UTC).timestamp())
