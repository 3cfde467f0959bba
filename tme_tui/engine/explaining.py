"""Why: what a task's urgency is made of, what hides it, what it waits for."""

from __future__ import annotations

from sqlalchemy import select

from tme_tui.engine.base import EngineBase, TaskRef, number_of
from tme_tui.model.errors import NotFound
from tme_tui.model.task import Task
from tme_tui.model.urgency import Part, urgency_of
from tme_tui.model.value import value
from tme_tui.store import tables
from tme_tui.store.reading import tasks_by_number
from tme_tui.store.settle import category_keys, facts_of, weighty_tags


@value
class Explanation:
    """The reasons behind one task's place in lists."""

    task: Task
    urgency: float
    parts: tuple[Part, ...]
    hidden: str
    """Why ordinary lists do not show it; empty when they do."""
    waits_for: tuple[Task, ...]
    """Its open blockers."""
    holds_up: tuple[Task, ...]
    """Open tasks that wait for it."""


class Explaining(EngineBase):
    """Use cases that answer "why"."""

    def explain(self, task: TaskRef) -> Explanation:
        """Everything that decides where a task stands."""
        number = number_of(task)
        weights = self._around.rules.weights
        with self._store.read() as connection:
            row = (
                connection.execute(select(tables.tasks).where(tables.tasks.c.id == number)).mappings().first()
            )
            found = tasks_by_number(connection, [number])
            if row is None:
                raise NotFound("task", f"#{number}")
            known = weighty_tags(connection, weights)
            tie = tables.task_tags
            tagged = connection.execute(select(tie.c.tag_id).where(tie.c.task_id == number)).scalars()
            names = tuple(known[tag] for tag in tagged if tag in known)
            category = category_keys(connection).get(row["category_id"] or 0, "")
            urgency = urgency_of(facts_of(dict(row), names, category), weights, self._seconds)
            ties = tables.dependencies
            before = connection.execute(select(ties.c.blocker_id).where(ties.c.task_id == number)).scalars()
            after = connection.execute(select(ties.c.task_id).where(ties.c.blocker_id == number)).scalars()
            others = tasks_by_number(connection, blockers := list(before))
            waiting = tasks_by_number(connection, blocked := list(after))
        return Explanation(
            found[number],
            urgency.total,
            urgency.parts,
            self._why_hidden(found[number], row["wait_utc"]),
            tuple(others[one] for one in blockers if others[one].status.is_open),
            tuple(waiting[one] for one in blocked if waiting[one].status.is_open),
        )

    def _why_hidden(self, task: Task, wait: int | None) -> str:
        if not task.status.is_open:
            return self._words.text("it is {status}", status=task.status.value)
        if task.someday:
            return self._words.text("it waits for someday")
        if wait is not None and wait > self._seconds:
            return self._words.text("it is hidden until {moment}", moment=str(task.wait))
        return ""
