"""What a use case answers: the step it made, and what a person should hear of it."""

from __future__ import annotations

from tme_tui.model.ids import StepId
from tme_tui.model.task import Task
from tme_tui.model.value import value


@value
class Outcome:
    """One gesture, done. `step` is None when there was nothing to change."""

    step: StepId | None
    sentence: str
    tasks: tuple[Task, ...] = ()
    """The tasks that were meant, as they are now."""
    notices: tuple[str, ...] = ()
    """What it did to others, such as "#12 is no longer blocked"."""

    @property
    def task(self) -> Task:
        """The one task, where the use case was called for one."""
        return self.tasks[0]
