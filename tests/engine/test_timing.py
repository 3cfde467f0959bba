"""The critical path of a base, and dates that take others along."""

from __future__ import annotations

from datetime import timedelta

from tme_tui.engine.manager import TaskManager
from tme_tui.model.builtin_views import QUERIES, View
from tme_tui.model.grouping import GroupBy
from tme_tui.model.moment import Moment
from tme_tui.model.task import Link

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def house(tasks: TaskManager) -> tuple[int, int, int, int]:
    """A plan first, then paint, which has to dry, and the floor beside it."""
    plan = tasks.add_task("Plan", estimate=2 * HOUR, due="2026-03-09")
    paint = tasks.add_task("Paint", estimate=3 * HOUR, due="2026-03-10")
    floor = tasks.add_task("Lay the floor", estimate=8 * HOUR)
    move = tasks.add_task("Move in", due="2026-03-12")
    for task, blocker in ((paint, plan), (floor, plan), (move, floor)):
        tasks.depend(task, blocker)
    tasks.depend(move, paint, lag=DAY)
    return int(plan.id), int(paint.id), int(floor.id), int(move.id)


def test_the_long_way_is_critical_and_the_other_has_slack(tasks: TaskManager) -> None:
    plan, paint, floor, move = house(tasks)
    alone = int(tasks.add_task("Alone").id)
    found = tasks.critical_path()
    assert {number for number, times in found.items() if times.is_critical} == {plan, paint, move}
    assert found[floor].slack == 19 * 3600
    assert found[alone].margin is None
    tasks.mark_completed(paint)
    assert tasks.critical_path()[floor].is_critical, "what is done decides nothing any more"


def test_hidden_and_planned_tasks_begin_later(tasks: TaskManager) -> None:
    plan, _, _, move = house(tasks)
    now = int(tasks.now().timestamp())
    tasks.edit_task(plan, starts="2026-03-05T12:00", ends="2026-03-05T14:00")
    start = tasks.critical_path()[plan].start
    assert start == now + 22 * 3600, "noon in Riga is ten o'clock here"
    tasks.edit_task(plan, wait="9999-12-30")
    assert tasks.critical_path()[plan].start == start
    assert tasks.critical_path()[move].room is not None


def test_a_later_date_says_what_slips(tasks: TaskManager) -> None:
    plan, paint, _, move = house(tasks)
    assert tasks.slipping(plan, Moment.from_text("2026-03-09")).slips == ()
    found = tasks.slipping(plan, Moment.from_text("2026-03-11"))
    assert [(int(slip.task.id), slip.late) for slip in found.slips] == [
        (paint, DAY + 3 * HOUR),
        (move, 3 * HOUR),
    ]
    assert found.by == 2 * DAY
    assert found.along == (paint, move)
    assert tasks.get_task(plan).due == Moment.from_text("2026-03-09"), "asking changes nothing"


def test_all_move_by_the_same_distance_in_one_step(tasks: TaskManager) -> None:
    plan, paint, floor, move = house(tasks)
    tasks.edit_task(paint, starts="2026-03-10T09:00", ends="2026-03-10T12:00")
    due = Moment.from_text("2026-03-11")
    found = tasks.slipping(plan, due)
    outcome = tasks.shift_all(plan, due, found.along, found.by)
    assert outcome.sentence == f"Moved the date of #{plan} and of 2 tasks behind it"
    dues = {number: str(tasks.get_task(number).due) for number in (plan, paint, floor, move)}
    assert dues == {plan: "2026-03-11", paint: "2026-03-12", floor: "None", move: "2026-03-14"}
    assert str(tasks.get_task(paint).starts).startswith("2026-03-12T09:00")
    assert tasks.slipping(plan, due).slips == ()
    tasks.undo()
    assert [str(tasks.get_task(number).due) for number in (plan, move)] == ["2026-03-09", "2026-03-12"]


def test_hours_move_days_alone_by_whole_days(tasks: TaskManager) -> None:
    first = tasks.add_task("First", due="2026-03-10T12:00")
    second = tasks.add_task("Second", due="2026-03-10")
    tasks.depend(second, first, Link.FINISH_START, 6 * HOUR)
    due = Moment.from_text("2026-03-10T20:00[Europe/Riga]")
    found = tasks.slipping(first, due)
    assert found.by == 8 * HOUR
    tasks.shift_all(first, due, found.along, found.by)
    assert str(tasks.get_task(second).due) == "2026-03-11"


def test_without_a_date_before_there_is_no_distance(tasks: TaskManager) -> None:
    first, second = tasks.add_task("First"), tasks.add_task("Second", due="2026-03-06")
    tasks.depend(second, first)
    found = tasks.slipping(first, Moment.from_text("2026-03-08"))
    assert [int(slip.task.id) for slip in found.slips] == [int(second.id)]
    assert (found.by, found.along) == (timedelta(0), ())


def test_circles_that_would_come_of_a_tie_are_known_before(tasks: TaskManager) -> None:
    first, second, third = (int(tasks.add_task(title).id) for title in ("First", "Second", "Third"))
    tasks.depend(second, first)
    tasks.depend(third, second)
    assert tasks.circles_by_blocking(first, [second, third]) == {
        second: (first, second, first),
        third: (first, third, second, first),
    }
    assert tasks.circles_by_waiting(third, [first]) == {first: (first, third, second, first)}
    assert tasks.circles_by_blocking(third, [first]) == {}


def test_a_day_is_in_the_order_in_which_it_takes_place(tasks: TaskManager) -> None:
    """Events, and blocks that are not over, stand at their start; all else where it is due; groups agree."""
    day = (Moment.at(tasks.now(), "Europe/Riga")).day + DAY
    by_noon = tasks.add_task("By noon", due=f"{day}T12:00")
    all_day = tasks.add_task("Some time", due=f"{day}")
    planned = tasks.add_task("Planned", starts=f"{day}T09:00", ends=f"{day}T10:00", due=f"{day + 3 * DAY}")
    missed = tasks.add_task(
        "Missed", starts=f"{day - 3 * DAY}T09:00", ends=f"{day - 3 * DAY}T10:00", due=f"{day}T15:00"
    )
    event = tasks.add_task("Event", kind="event", starts=f"{day}T08:00", ends=f"{day}T08:30")
    wanted = [event, planned, by_noon, missed, all_day]
    assert [task.title for task in tasks.get_tasks(QUERIES[View.UPCOMING])] == [one.title for one in wanted]
    assert tasks.get_tasks("sort:-when")[0].title == "Some time"
    groups = tasks.group_values(GroupBy.DAY)
    assert {groups[int(one.id)] for one in wanted} == {str(day)}
