"""The planner over a real base: what it proposes, and what accepting writes down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.engine.conftest import OpenManager
from tme_tui.engine.manager import TaskManager
from tme_tui.engine.proposing import Proposal
from tme_tui.model.clock import FixedClock
from tme_tui.model.draft import Fields
from tme_tui.model.errors import Conflict, InvalidValue
from tme_tui.model.moment import Moment
from tme_tui.model.planner import Why
from tme_tui.model.task import Kind

RIGA = ZoneInfo("Europe/Riga")
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def monday(clock: FixedClock) -> None:
    """A Monday at eight in the morning, before work."""
    clock.moment = datetime(2026, 3, 9, 6, 0, tzinfo=UTC)


def said(proposal: Proposal) -> list[tuple[str, str]]:
    """Titles with their blocks, as the clock on the wall shows them."""
    return [
        (one.task.title, f"{begin.astimezone(RIGA):%a %H:%M}-{end.astimezone(RIGA):%H:%M}")
        for one in proposal.planned
        for begin, end in one.blocks
    ]


def test_work_goes_around_what_is_there_already(tasks: TaskManager) -> None:
    meeting = Fields(
        title="Meeting",
        kind=Kind.EVENT,
        starts=Moment.from_text("2026-03-09T10:00[Europe/Riga]"),
        ends=Moment.from_text("2026-03-09T11:00[Europe/Riga]"),
    )
    tasks.add([meeting])
    tasks.add_task("Planned", starts="2026-03-09T11:00", ends="2026-03-09T12:00", estimate=HOUR)
    tasks.add_task("Letter", estimate=2 * HOUR, due="2026-03-10")
    tasks.add_task("Call", estimate=timedelta(minutes=30))
    tasks.add_task("No estimate")
    found = tasks.propose_plan(3)
    assert said(found) == [("Call", "Mon 09:00-09:30"), ("Letter", "Mon 12:00-14:00")]
    assert (found.late, found.unestimated) == ((), 1)


def test_dependencies_due_dates_and_people_count(tasks: TaskManager) -> None:
    tasks.add_person("anna")
    first = tasks.add_task("First", estimate=HOUR)
    second = tasks.add_task("Second", estimate=HOUR, due="2026-03-09T11:00", priority=1)
    theirs = tasks.add_task("Hers", estimate=HOUR, assignee="anna", due="2026-03-10T15:00")
    after = tasks.add_task("After hers", estimate=HOUR)
    between = tasks.add_task("Between")
    last = tasks.add_task("Last", estimate=HOUR)
    for task, blocker in ((second, first), (after, theirs), (between, after), (last, between)):
        tasks.depend(task, blocker)
    assert said(tasks.propose_plan(5)) == [
        ("First", "Mon 09:00-10:00"),
        ("Second", "Mon 10:00-11:00"),
        ("After hers", "Tue 15:00-16:00"),
        ("Last", "Tue 16:00-17:00"),
    ]


def test_subtasks_stand_for_the_task_that_holds_them(tasks: TaskManager) -> None:
    whole = tasks.add_task("Whole", estimate=9 * HOUR)
    before = tasks.add_task("Before", estimate=HOUR)
    behind = tasks.add_task("Behind", estimate=HOUR, priority=1)
    for title in ("One", "Two"):
        tasks.add_task(title, estimate=HOUR, parent=int(whole.id))
    tasks.depend(whole, before)
    tasks.depend(behind, whole)
    titles = [title for title, _ in said(tasks.propose_plan(5))]
    assert titles[0] == "Before"
    assert set(titles[1:3]) == {"One", "Two"}
    assert titles[3:] == ["Behind"]


def test_what_is_late_says_why(tasks: TaskManager) -> None:
    tasks.add_task("Over", estimate=HOUR, due="2026-03-08")
    tasks.add_task("Huge", estimate=40 * HOUR)
    late = {one.task.title: one for one in tasks.propose_plan(2).late}
    assert late.keys() == {"Over", "Huge"}
    assert late["Over"].delay is not None
    assert late["Over"].delay.why is Why.PASSED
    assert late["Huge"].blocks == ()
    assert late["Huge"].delay is not None
    assert late["Huge"].delay.why is Why.NO_ROOM


def test_accepting_is_one_step(tasks: TaskManager) -> None:
    tasks.add_task("Letter", estimate=HOUR)
    long = tasks.add_task("Long", estimate=11 * HOUR, category="Work")
    proposal = tasks.propose_plan(5)
    outcome = tasks.accept_plan(proposal)
    assert outcome.sentence == "Planned 2 tasks"
    parts = tasks.subtasks(long)
    assert [part.title for part in parts] == ["Long (1/2)", "Long (2/2)"]
    assert sum((part.estimate or HOUR for part in parts), timedelta(0)) == 11 * HOUR
    assert all(part.category == "Work" and part.starts and part.ends for part in parts)
    assert tasks.propose_plan(5).planned == (), "what is planned is not planned again"
    tasks.undo()
    assert tasks.subtasks(long) == []
    assert said(tasks.propose_plan(5)) == said(proposal)


def test_only_some_are_accepted(tasks: TaskManager) -> None:
    one = tasks.add_task("One", estimate=HOUR)
    two = tasks.add_task("Two", estimate=HOUR)
    outcome = tasks.accept_plan(tasks.propose_plan(2), [two])
    assert [task.title for task in outcome.tasks] == ["Two"]
    assert tasks.get_task(one).starts is None
    assert str(tasks.get_task(two).starts).endswith("[Europe/Riga]")


def test_what_has_changed_meanwhile(tasks: TaskManager, open_again: OpenManager) -> None:
    one = tasks.add_task("One", estimate=HOUR)
    two = tasks.add_task("Two", estimate=HOUR)
    proposal = tasks.propose_plan(2)
    other = open_again()
    other.mark_completed(one)
    outcome = tasks.accept_plan(proposal)
    assert [task.title for task in outcome.tasks] == ["Two"]
    assert outcome.notices == (f"#{one.id} is closed by now",)
    tasks.undo()
    other.edit_task(int(two.id), starts="2026-03-10T09:00", ends="2026-03-10T10:00")
    with pytest.raises(Conflict, match="starts"):
        tasks.accept_plan(proposal)


def test_a_block_that_has_passed_is_planned_again(tasks: TaskManager) -> None:
    tasks.add_task("Missed", estimate=HOUR, starts="2026-03-06T09:00", ends="2026-03-06T10:00")
    assert said(tasks.propose_plan(1)) == [("Missed", "Mon 09:00-10:00")]


def test_days_are_bounded(tasks: TaskManager) -> None:
    for days in (0, 400):
        with pytest.raises(InvalidValue, match="1 to 366"):
            tasks.propose_plan(days)
