"""Why: what a task's urgency is made of, what hides it, what it waits for."""

from __future__ import annotations

from tme_tui.engine.base import EngineBase, TaskRef, number_of
from tme_tui.model.conflict import DateConflict
from tme_tui.model.errors import NotFound
from tme_tui.model.moment import Moment
from tme_tui.model.task import Task
from tme_tui.model.urgency import Part, urgency_of
from tme_tui.model.value import value
from tme_tui.store.conflicts import conflicts
from tme_tui.store.finding_tasks import blockers_of, dependents_of
from tme_tui.store.reading import tasks_by_number
from tme_tui.store.reasons import facts_about


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
    alerts: tuple[str, ...] = ()
    """Why its alerts came or did not, the latest first."""
    conflicts: tuple[DateConflict, ...] = ()
    """Blockers that are due after it, the latest first."""


class Explaining(EngineBase):
    """Use cases that answer "why"."""

    def explain(self, task: TaskRef) -> Explanation:
        """Everything that decides where a task stands."""
        number = number_of(task)
        from tme_tui.engine.alert_words import MOST, alert_reasons
        from tme_tui.store.outbox.reading import deliveries

        weights = self._around.rules.weights
        with self._store.read() as connection:
            facts = facts_about(connection, number, weights)
            if facts is None:
                raise NotFound("task", f"#{number}")
            found = tasks_by_number(connection, [number])[number]
            blockers = blockers_of(connection, number)
            waiting = dependents_of(connection, number)
            too_late = tuple(conflicts(connection, [number]).get(number, ()))
            sent = deliveries(connection, task=number, limit=MOST)
        urgency = urgency_of(facts, weights, self._seconds)
        return Explanation(
            found,
            urgency.total,
            urgency.parts,
            self._why_hidden(found),
            tuple(one for one in blockers if one.status.is_open),
            tuple(one for one in waiting if one.status.is_open),
            alert_reasons(found, sent, self._words, self.now(), self.person.zone),
            too_late,
        )

    def coming(self, task: TaskRef, count: int = 5) -> tuple[Moment, ...]:
        """The next occurrences of a recurring task, the open one first; empty when nothing is foreseen.

        What repeats from its completion has no next one before it is completed.
        """
        found = self._found(number_of(task))
        first, rule = found.anchor, found.recurrence
        if rule is None or first is None or not found.status.is_open:
            return ()
        from tme_tui.model.recurrence.values import Anchor
        from tme_tui.model.recurrence.windows import next_after

        moments = [first]
        last, home = found.occurrence or first, self._around.rules.home
        if rule.anchor is Anchor.SCHEDULE:
            start = found.series_start or first
            while len(moments) < count:
                following = next_after(rule, start, last, calendar=self.calendar, home=home)
                if following is None:
                    break
                moments.append(following)
                last = following
        return tuple(moments)

    def _found(self, number: int) -> Task:
        with self._store.read() as connection:
            found = tasks_by_number(connection, [number])
        if number not in found:
            raise NotFound("task", f"#{number}")
        return found[number]

    def _why_hidden(self, task: Task) -> str:
        if not task.status.is_open:
            return self._words.text("it is {status}", status=task.status.value)
        if task.someday:
            return self._words.text("it waits for someday")
        if task.wait is not None and task.wait.utc(self._around.rules.home) > self.now():
            return self._words.text("it is hidden until {moment}", moment=str(task.wait))
        return ""
