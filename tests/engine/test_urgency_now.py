"""An urgency that is shown is that of the moment, wherever it is shown."""

from __future__ import annotations

from datetime import timedelta

from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock


def test_a_task_alone_is_as_urgent_as_in_lists_and_as_explained(
    tasks: TaskManager, clock: FixedClock
) -> None:
    due = (tasks.now() + timedelta(days=3)).date()
    number = tasks.add_task("Pay rent", due=due, priority=2).id
    for days in (0, 2, 30):
        clock.moment += timedelta(days=days)
        shown = tasks.get_task(number).urgency
        assert tasks.tasks_numbered([number])[number].urgency == shown
        assert tasks.explain(number).urgency == shown
        assert tasks.page().tasks[0].urgency == shown
