"""Copies of process templates keep distances, times of day, structure and ties."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tme_tui.model.errors import InvalidValue
from tme_tui.model.ids import TaskId
from tme_tui.model.moment import Moment
from tme_tui.model.person import Decision
from tme_tui.model.recurrence import Shift
from tme_tui.model.task import Dependency, Kind, Link, Participation, Reminder, Task
from tme_tui.model.template import plan_copies


def at(text: str) -> Moment:
    return Moment.from_text(text)


def task(number: int, title: str, **fields: object) -> Task:
    return Task(TaskId(number), f"uid-{number}", title, Kind.TEMPLATE, **fields)  # type: ignore[arg-type]


ONBOARDING = [
    task(12, "Order a laptop", parent=TaskId(10), due=at("2026-02-23")),
    task(10, "Onboarding", due=at("2026-03-02")),
    task(
        11,
        "First day",
        parent=TaskId(10),
        starts=at("2026-03-02T10:00[Europe/Moscow]"),
        ends=at("2026-03-02T11:30[Europe/Moscow]"),
        participants=(Participation("anna", Decision.YES),),
        reminders=(
            Reminder(before=timedelta(minutes=15)),
            Reminder(at=at("2026-03-01T18:00[Europe/Moscow]")),
        ),
        depends=(
            Dependency(TaskId(11), TaskId(12), Link.FINISH_START, timedelta(days=1)),
            Dependency(TaskId(11), TaskId(99)),
        ),
    ),
    task(13, "Ask how it goes", parent=TaskId(11), due=at("2026-03-30"), wait=at("9999-12-30")),
]


def test_dates_keep_their_distance_and_their_time_of_day() -> None:
    copies = {copy.source.title: copy for copy in plan_copies(ONBOARDING, date(2026, 10, 26))}
    assert copies["Onboarding"].due == at("2026-10-26")
    assert copies["Order a laptop"].due == at("2026-10-19")
    assert copies["First day"].starts == at("2026-10-26T10:00[Europe/Moscow]")
    assert copies["First day"].ends == at("2026-10-26T11:30[Europe/Moscow]")
    assert copies["First day"].reminders == (
        Reminder(before=timedelta(minutes=15)),
        Reminder(at=at("2026-10-25T18:00[Europe/Moscow]")),
    )
    assert copies["Ask how it goes"].due == at("2026-11-23")
    assert copies["Ask how it goes"].wait == at("9999-12-30"), "someday stays someday"


def test_structure_and_ties_are_kept_and_parents_come_first() -> None:
    copies = plan_copies(ONBOARDING, date(2026, 10, 26))
    titles = [copy.source.title for copy in copies]
    assert titles[0] == "Onboarding"
    assert titles.index("First day") < titles.index("Ask how it goes")
    first_day = copies[titles.index("First day")]
    assert first_day.parent == 10
    assert [(tie.blocker, tie.lag) for tie in first_day.depends] == [(12, timedelta(days=1))]
    assert [tie.blocker for tie in first_day.outside] == [99]
    assert first_day.kind is Kind.EVENT
    assert copies[0].kind is Kind.TASK
    assert copies[0].parent is None


def test_days_off_can_be_avoided_without_stretching_a_block() -> None:
    copies = {
        copy.source.title: copy for copy in plan_copies(ONBOARDING, date(2026, 10, 24), shift=Shift.NEXT)
    }
    assert copies["Onboarding"].due == at("2026-10-26")
    assert copies["Order a laptop"].due == at("2026-10-19")
    assert copies["First day"].starts == at("2026-10-26T10:00[Europe/Moscow]")
    assert copies["First day"].ends == at("2026-10-26T11:30[Europe/Moscow]")
    earlier = {
        copy.source.title: copy for copy in plan_copies(ONBOARDING, date(2026, 10, 24), shift=Shift.PREVIOUS)
    }
    assert earlier["Onboarding"].due == at("2026-10-23")


def test_without_a_date_on_the_root_the_earliest_is_the_anchor() -> None:
    tasks = [
        task(1, "Close the month"),
        task(2, "Send bills", parent=TaskId(1), due=at("2026-01-05")),
        task(3, "Collect hours", parent=TaskId(1), due=at("2026-01-02")),
    ]
    copies = {copy.source.title: copy for copy in plan_copies(tasks, date(2026, 2, 1))}
    assert copies["Collect hours"].due == at("2026-02-01")
    assert copies["Send bills"].due == at("2026-02-04")
    assert copies["Close the month"].due is None


def test_a_template_without_dates_is_copied_as_it_is() -> None:
    (copy,) = plan_copies([task(1, "Think")], date(2026, 2, 1))
    assert (copy.source.title, copy.due, copy.starts) == ("Think", None, None)


def test_what_cannot_be_copied_is_refused() -> None:
    with pytest.raises(InvalidValue):
        plan_copies([], date(2026, 2, 1))
    circle = [task(1, "a", parent=TaskId(2)), task(2, "b", parent=TaskId(1))]
    with pytest.raises(InvalidValue):
        plan_copies(circle, date(2026, 2, 1))
    late = [task(1, "a", due=at("2026-01-01")), task(2, "b", parent=TaskId(1), due=at("2036-01-01"))]
    with pytest.raises(InvalidValue):
        plan_copies(late, date(9999, 12, 1))
