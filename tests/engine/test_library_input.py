"""What a caller of the library may get wrong, and text that was never meant well."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import pytest

from tme_tui.engine.manager import TaskManager
from tme_tui.model.draft import Fields
from tme_tui.model.errors import InvalidValue, NotFound
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Recurrence
from tme_tui.model.task import Kind, Reminder, Status
from tme_tui.store.transaction import CHUNK

HOSTILE = "one\x1b]0;owned\x07 \u202etwo\x9b2J three\ud800\nfour\x00"
UNMADE = ("assignee", "type")
"""What is named by a task and not made by naming it."""


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": None},
        {"title": 5},
        {"kind": "banana"},
        {"status": "nah"},
        {"position": "first"},
        {"parent": "x"},
        {"parent": 1.5},
        {"depends_on": "12"},
        {"depends": ["x"]},
        {"no_longer_on": [None]},
        {"blocks": "3"},
        {"reminders": ["tomorrow"]},
        {"tags": 7},
        {"tags": [None]},
        {"participants": [3]},
        {"category": ["a"]},
        {"type": 5},
        {"assignee": 5},
    ],
)
def test_a_value_of_the_wrong_kind_is_named_and_nothing_is_written(
    tasks: TaskManager, wrong: dict[str, Any]
) -> None:
    (name,) = wrong
    with pytest.raises(InvalidValue) as refusal:
        tasks.add_task(**{"title": "Call Anna", **wrong})
    assert refusal.value.field in (name, "depends_on")
    assert tasks.journal() == []


def test_several_values_may_be_one_or_none(tasks: TaskManager) -> None:
    first = tasks.add_task("first", tags=None, reminders=None, depends_on=None)
    second = tasks.add_task("second", depends_on=first, due="2026-12-01", reminders=timedelta(hours=1))
    third = tasks.add_task("third", depends_on=[first.id, second], blocks=tasks.add_task("fourth"))
    assert [tie.blocker for tie in second.depends] == [first.id]
    assert [reminder.before for reminder in second.reminders] == [timedelta(hours=1)]
    assert [tie.blocker for tie in third.depends] == [first.id, second.id]
    assert [task.title for task in tasks.dependents(third)] == ["fourth"]


@pytest.mark.parametrize("wrong", ["12", 1.5, None, True, ["1"], b"1"])
def test_only_tasks_and_numbers_stand_for_tasks(tasks: TaskManager, wrong: Any) -> None:
    tasks.add([Fields(title="one"), Fields(title="two")])
    with pytest.raises(InvalidValue):
        tasks.complete(wrong)
    assert tasks.count("is:open") == 2


@pytest.mark.parametrize("number", [2**31, 2**63 - 1, 2**70, -(2**70), 0, -1])
def test_a_number_beyond_all_others_is_just_unknown(tasks: TaskManager, number: int) -> None:
    with pytest.raises(NotFound, match=f"#{number}"):
        tasks.get_task(number)
    with pytest.raises(NotFound, match=f"#{number}"):
        tasks.delete([number])
    with pytest.raises(NotFound, match=f"#{number}"):
        tasks.add_task("waits", depends_on=[number])
    with pytest.raises(NotFound, match=f"#{number}"):
        tasks.add_task("inside", parent=number)


def test_the_journal_quotes_only_harmless_text(tasks: TaskManager) -> None:
    outcomes = [tasks.add([Fields(title=HOSTILE)])]
    outcomes.append(tasks.move(1, f"Work/{HOSTILE}"))
    tasks.rename_category(f"Work/{HOSTILE}", f"Home/{HOSTILE}")
    tasks.delete_category(f"Home/{HOSTILE}")
    tasks.save_view(HOSTILE, f"tag:{HOSTILE}")
    tasks.delete_view(HOSTILE)
    outcomes += tasks.undo(2)
    said = [step.sentence for step in tasks.journal()] + [outcome.sentence for outcome in outcomes]
    assert len(said) == 12
    assert all(sentence.isprintable() for sentence in said)


@pytest.mark.parametrize("field", ["title", "notes", "link", "category", "tags", *UNMADE])
def test_text_that_no_database_can_hold_never_ends_in_a_crash(tasks: TaskManager, field: str) -> None:
    refused = pytest.raises(NotFound, match="there is no") if field in UNMADE else nullcontext()
    with refused:
        tasks.add_task(**{"title": "t", field: "half\ud800 a pair\x00"})
    assert tasks.count() == (field not in UNMADE)


def test_unknown_uids_are_not_found_whatever_they_hold(tasks: TaskManager) -> None:
    assert tasks.task_with_uid("\ud800") is None
    assert tasks.task_with_uid("\x00") is None


def test_a_view_keeps_a_query_that_can_be_stored(tasks: TaskManager) -> None:
    tasks.save_view("mine", "title:a\x00\ud800b")
    assert tasks.views()[0].query.isprintable()


def test_a_state_given_at_once_is_kept(tasks: TaskManager) -> None:
    done = tasks.add_task("Wrote it down afterwards", status="done")
    started = tasks.add([Fields(title="On it", status=Status.STARTED)]).task
    assert (done.status, done.completed) == (Status.DONE, tasks.now().replace(microsecond=0))
    assert started.status is Status.STARTED
    assert tasks.count("is:open") == 1
    tasks.undo()
    tasks.undo()
    assert tasks.count() == 0


def test_people_who_take_part_in_a_task_are_kept_and_shown(tasks: TaskManager) -> None:
    tasks.add_person("anna")
    task = tasks.add_task("Call the bank together", participants=["anna"])
    assert [one.login for one in task.participants] == ["anna"]
    assert tasks.get_tasks()[0].participants == task.participants


def test_a_step_of_thousands_of_rows_is_undone_and_done_again(tasks: TaskManager) -> None:
    count = CHUNK + 10
    tasks.add([Fields(title=f"task {number}", add_tags=("old",)) for number in range(count)])
    numbers = tasks.numbers("tag:old")
    tasks.edit(numbers, Fields(add_tags=("new",), remove_tags=("old",), priority=2))
    assert tasks.undo()[0].sentence == f"Undid: Changed {count} tasks: tags, priority"
    assert (tasks.count("tag:old"), tasks.count("tag:new"), tasks.count("priority:2")) == (count, 0, 0)
    tasks.redo()
    assert (tasks.count("tag:old"), tasks.count("tag:new"), tasks.count("priority:2")) == (0, count, count)


def test_reminders_and_rules_may_be_exact_values(tasks: TaskManager) -> None:
    weekly = Recurrence("FREQ=WEEKLY")
    half_an_hour = Reminder(before=timedelta(minutes=30))
    start = Moment.from_text("2026-12-01T10:00[Europe/Riga]")
    event = tasks.add_task("Stand-up", kind="event", starts=start, recurrence=weekly, reminders=half_an_hour)
    assert (event.kind, event.recurrence, event.starts) == (Kind.EVENT, weekly, start)
    assert [reminder.before for reminder in event.reminders] == [timedelta(minutes=30)]
