"""One step alone is taken back: what is left is as if it had never been done, or nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tme_tui.bootstrap import open_manager
from tme_tui.engine.manager import TaskManager
from tme_tui.engine.outcome import Outcome
from tme_tui.model.draft import Fields
from tme_tui.model.errors import NotFound, Refused, UndoRefused
from tme_tui.model.ids import StepId, TaskId
from tme_tui.model.task import Task

Change = Callable[[TaskManager, Sequence[int]], Outcome]
CHANGES: dict[str, Change] = {
    "title": lambda tasks, them: tasks.edit(them, Fields(title="Call Anna")),
    "priority": lambda tasks, them: tasks.edit(them, Fields(priority=1, notes="Soon")),
    "tags": lambda tasks, them: tasks.tag(them, add=["now"]),
    "category": lambda tasks, them: tasks.move(them, "Home/Garden"),
    "inside": lambda tasks, them: tasks.edit(them[1:], Fields(parent=TaskId(them[0]))),
    "done": lambda tasks, them: tasks.complete(them),
    "gone": lambda tasks, them: tasks.delete(them),
}
"""What can be done to tasks."""


def seen(tasks: TaskManager, numbers: Sequence[int]) -> list[Task]:
    """The tasks with all that people see of them; how often they were changed, they remember."""
    found = tasks.tasks_numbered(list(numbers))
    return [replace(found[number], modified=found[number].created, version=1) for number in numbers]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
@given(data=st.data())
def test_a_step_in_the_middle_is_as_if_it_had_never_been(tasks: TaskManager, data: st.DataObject) -> None:
    mine, others = ([int(tasks.add_task(title).id) for title in ("One", "Two")] for _ in range(2))
    changes = st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=3, unique=True)
    before = seen(tasks, mine)
    middle = CHANGES[data.draw(st.sampled_from(sorted(CHANGES)))](tasks, mine).step
    for name in data.draw(changes):
        with suppress(Refused):  # what is gone is not changed
            CHANGES[name](tasks, others)
    after = seen(tasks, others)
    if middle is None:  # which changed nothing
        return
    undone = tasks.undo_step(middle)
    assert undone.sentence.startswith("Undid: ")
    assert seen(tasks, mine) == before
    assert seen(tasks, others) == after
    [again] = tasks.redo()
    assert again.sentence.startswith("Did again: ")


def test_a_later_change_of_the_same_stands_against_it(tasks: TaskManager) -> None:
    task = tasks.add_task("Call")
    added = tasks.journal()[0].id
    tasks.edit_task(task, title="Call Anna")
    renamed = tasks.journal()[0].id
    tasks.edit_task(task.id, priority=1)
    tasks.edit_task(task.id, title="Call Boris")
    with pytest.raises(UndoRefused, match=r"#1 “Call Boris” has changed since: title \(step \d+, @me\)"):
        tasks.undo_step(renamed)
    with pytest.raises(UndoRefused, match="has changed since"):
        tasks.undo_step(added)
    tasks.undo()
    tasks.undo_step(renamed)
    now = tasks.get_task(task.id)
    assert (now.title, now.priority) == ("Call", 1)
    with pytest.raises(UndoRefused, match="it is taken back already"):
        tasks.undo_step(renamed)
    with pytest.raises(UndoRefused, match="it set another step back itself"):
        tasks.undo_step(tasks.journal()[0].id)
    with pytest.raises(NotFound, match="there is no step 999"):
        tasks.undo_step(StepId(999))
    [again] = tasks.redo()
    assert tasks.get_task(task.id).title == "Call Anna", again.sentence


def test_nobody_takes_back_what_another_did(tasks: TaskManager, home: Path, store_url: str) -> None:
    task = tasks.add_task("Call")
    with open_manager(store_url, environment={"TME_HOME": str(home), "USER": "boris"}) as boris:
        boris.edit_task(task.id, priority=1)
    with pytest.raises(UndoRefused, match="that is not your step"):
        tasks.undo_step(tasks.journal()[0].id)
