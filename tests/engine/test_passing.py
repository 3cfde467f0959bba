"""A state set by editing is the same gesture as the one that has a name of its own."""

from __future__ import annotations

import pytest

from tme_tui.engine.manager import TaskManager
from tme_tui.model.draft import Fields
from tme_tui.model.errors import CycleRefused, Refused
from tme_tui.model.ids import TaskId
from tme_tui.model.task import Dependency, Status


def state_of(tasks: TaskManager, *numbers: int) -> list[Status]:
    return [tasks.get_task(number).status for number in numbers]


def test_a_recurring_task_set_done_goes_on_to_its_next_time(tasks: TaskManager) -> None:
    rent = tasks.add_task("Pay rent", due="2026-12-01", recurrence="FREQ=MONTHLY")
    outcome = tasks.edit(rent, Fields(status=Status.DONE))
    assert (str(outcome.task.due), outcome.task.status) == ("2027-01-01", Status.OPEN)
    assert any("next" in notice for notice in outcome.notices)
    with pytest.raises(Refused, match="already done"):
        tasks.edit(rent, Fields(status=Status.DONE))
    tasks.undo()
    assert str(tasks.get_task(rent.id).due) == "2026-12-01"


@pytest.mark.parametrize("state", [Status.DONE, Status.CANCELLED, Status.DELETED])
def test_what_is_inside_ends_with_it_and_others_are_told(tasks: TaskManager, state: Status) -> None:
    tasks.add(
        [
            Fields(title="whole"),
            Fields(title="part", parent=TaskId(1)),
            Fields(title="waits", depends_on=(Dependency(TaskId(0), TaskId(1)),)),
        ]
    )
    outcome = tasks.edit(1, Fields(status=state, priority=1))
    assert state_of(tasks, 1, 2, 3) == [state, state, Status.OPEN]
    assert outcome.task.priority == 1
    assert outcome.notices == ("with it 1 subtask: #2 “part”", "no longer blocked: #3 “waits”")
    tasks.undo()
    assert state_of(tasks, 1, 2, 3) == [Status.OPEN] * 3
    assert tasks.get_task(3).blocked


def test_those_that_have_the_state_already_are_left_in_peace(tasks: TaskManager) -> None:
    tasks.add([Fields(title="one"), Fields(title="two")])
    done = tasks.mark_completed(1)
    tasks.edit([1, 2], Fields(status=Status.DONE))
    assert state_of(tasks, 1, 2) == [Status.DONE, Status.DONE]
    assert tasks.get_task(1) == done
    tasks.edit([1, 2], Fields(status=Status.OPEN, category="Again"))
    assert state_of(tasks, 1, 2) == [Status.OPEN, Status.OPEN]
    with pytest.raises(Refused):
        tasks.edit([tasks.mark_completed(1), 2], Fields(status=Status.CANCELLED))
    assert state_of(tasks, 1, 2) == [Status.DONE, Status.OPEN]


def test_a_long_circle_is_told_in_one_short_line(tasks: TaskManager) -> None:
    links = [(Dependency(TaskId(0), TaskId(number)),) if number else () for number in range(300)]
    tasks.add([Fields(title="link " * 20, depends_on=tie) for tie in links])
    with pytest.raises(CycleRefused) as refusal:
        tasks.depend(1, on=300)
    said = str(refusal.value)
    assert said.startswith("that would go in a circle: #1 waits for #300 waits for #299 waits for")
    assert said.endswith("waits for #3 waits for #2 waits for #1")
    assert len(said) < 250
    assert len(refusal.value.path) == 301


def test_a_long_circle_of_parents_is_told_in_one_short_line(tasks: TaskManager) -> None:
    tasks.add([Fields(title="box", parent=TaskId(n)) if n else Fields(title="box") for n in range(100)])
    with pytest.raises(CycleRefused, match=r"#1 inside #100 inside .* inside #2 inside #1$") as refusal:
        tasks.nest(1, 100)
    assert len(str(refusal.value)) < 250
