"""The list as a whole: sorted, grouped, folded, put in order by hand, all by keys and by the mouse."""

from __future__ import annotations

from array import array
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from textual import events

from tests.tui.screens import Driver, engine_of, play
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock
from tme_tui.tui.tasks.arranging import Arranged
from tme_tui.tui.working.questions import OrderRead, PageRead


def world(engine: TaskManager) -> None:
    today = engine.now().date()
    engine.add_task("Bake", category="Home", due=today + timedelta(days=1), priority=2)
    report = engine.add_task("Report", category="Work", due=today, priority=1)
    engine.add_task("Ask", category="Work")
    engine.add_task("Figures", parent=report.id)
    engine.add_task("Old", due=today - timedelta(days=3))


def test_a_list_is_sorted_and_the_other_way_round(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("o")
        await driver.type("title", "enter")
        assert driver.titles == ["Ask", "Bake", "Old", "Report", "Figures"]
        await driver.press("o")
        await driver.type("title", "enter")
        assert driver.titles == ["Report", "Figures", "Old", "Bake", "Ask"]

    play(home, now, story, prepare=world)


def test_groups_have_headings_with_counts(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("O")
        await driver.type("categ", "enter")
        lines = [line for line in driver.lines() if "Home" in line or "no category" in line]
        assert len(lines) >= 2
        assert set(driver.titles) == {"Ask", "Bake", "Old", "Report", "Figures"}
        await driver.press("g", "g")
        assert driver.current == "Bake"
        await driver.press("j")
        assert driver.current == "Report"
        await driver.press("k")
        assert driver.current == "Bake"
        await driver.press("O")
        await driver.type("day", "enter")
        text = driver.text
        assert text.index("before today") < text.index("Bake") < text.index("no date")

    play(home, now, story, prepare=world)


def test_subtasks_stand_below_and_fold(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.find_task(2)
        await driver.settle()
        assert driver.titles[driver.titles.index("Report") + 1] == "Figures"
        await driver.press("z")
        assert "Figures" not in driver.titles
        assert driver.current == "Report"
        await driver.press("l")
        assert "Figures" in driver.titles
        await driver.press("j", "h")
        assert driver.current == "Report"
        await driver.press("Z")
        assert "Figures" not in driver.titles
        await driver.press("Z")
        assert "Figures" in driver.titles

    play(home, now, story, prepare=world)


def test_what_is_folded_stays_folded_when_something_changes(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.find_task(2)
        await driver.press("z", "a")
        await driver.type("New", "enter")
        assert "New" in driver.titles
        assert "Figures" not in driver.titles

    play(home, now, story, prepare=world)


def test_tasks_are_put_in_order_by_hand(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("J")
        assert "by hand" in driver.toasts[0]
        assert driver.titles == ["One", "Two", "Three"]
        driver.screen.find_task(1)
        await driver.press("J")
        assert driver.titles == ["Two", "One", "Three"]
        assert driver.current == "One"
        await driver.press("J")
        assert driver.titles == ["Two", "Three", "One"]
        await driver.press("K", "K")
        assert driver.titles == ["One", "Two", "Three"]
        await driver.press("u")
        assert driver.titles == ["Two", "One", "Three"]

    play(home, now, story, titles=["One", "Two", "Three"])


def test_a_task_is_dragged(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("J")
        tasks = driver.screen.tasks
        await driver.pilot.mouse_down(tasks, offset=(10, 1))
        await driver.pilot.hover(tasks, offset=(10, 2))
        await driver.pilot._post_mouse_events([_move()], tasks, offset=(10, 3), button=1)
        await driver.pilot.mouse_up(tasks, offset=(10, 3))
        await driver.settle()
        assert driver.titles == ["Two", "Three", "One"]

    def _move() -> type:
        from textual import events

        return events.MouseMove

    play(home, now, story, titles=["One", "Two", "Three"])


def test_a_task_goes_to_the_category_where_it_is_let_go(home: Path, now: datetime) -> None:
    """And to none of those that the pointer passes on its way; the line that would take it says so."""

    def taking(driver: Driver) -> list[str]:
        return [line[2:10].strip() for line in driver.lines() if line[1] == "→"]

    async def story(driver: Driver) -> None:
        await driver.press("9")
        lines = driver.lines()
        row, blocked_at, home_at, work_at = (
            next(y for y, line in enumerate(lines) if text in line[pane])
            for text, pane in (
                ("Ask", slice(22, None)),
                *((one, slice(20)) for one in ("Blocked", "Home", "Work")),
            )
        )
        await driver.pilot.mouse_down(offset=(40, row))
        inside = 40, row - 1
        work, home = (8, work_at), (8, home_at)
        for way, expected in (
            (inside, []),
            ((8, blocked_at), []),
            (work, ["Work"]),
            (inside, []),
            (home, ["Home"]),
        ):
            await driver.pilot._post_mouse_events([events.MouseMove], None, way, button=1)
            await driver.settle()
            assert taking(driver) == expected
        assert not driver.toasts
        await driver.pilot.mouse_up(offset=home)
        await driver.settle()
        assert taking(driver) == []
        assert "u takes it back" in driver.toasts[-1]

    play(home, now, story, prepare=_three, size=(120, 36))
    with engine_of(home, FixedClock(now)) as engine:
        [task] = engine.get_tasks("Ask")
        assert task.category == "Home"
        assert len(engine.journal()) == 4


def test_what_is_marked_is_dragged_together(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("9", "asterisk")
        row, work_at = (
            next(y for y, line in enumerate(driver.lines()) if text in line[pane])
            for text, pane in (("Ask", slice(22, None)), ("Work", slice(20)))
        )
        await driver.pilot.mouse_down(offset=(40, row))
        for way in ((40, row - 1), (8, work_at)):
            await driver.pilot._post_mouse_events([events.MouseMove], None, way, button=1)
        await driver.pilot.mouse_up(offset=(8, work_at))
        await driver.settle()
        assert not driver.screen.tasks.has_marks

    play(home, now, story, prepare=_three, size=(120, 36))
    with engine_of(home, FixedClock(now)) as engine:
        assert {task.category for task in engine.get_tasks("")} == {"Work"}


@pytest.mark.parametrize("line", ["Today", "Inbox", "Someday"])
def test_a_view_takes_what_is_let_go_on_it(home: Path, now: datetime, line: str) -> None:
    """All that is marked, each at its time of day, in one step."""
    today, later = now.date(), now.date() + timedelta(days=5)
    six = time(18)

    def prepare(engine: TaskManager) -> None:
        engine.add_task("Letter", due=datetime.combine(later, six), category="Work")
        engine.add_task("Bake", due=later, category="Home")

    async def story(driver: Driver) -> None:
        await driver.press("9", "asterisk")
        row, at = (
            next(y for y, one in enumerate(driver.lines()) if y and text in one[pane])
            for text, pane in (("Letter", slice(22, None)), (line, slice(20)))
        )
        await driver.pilot.mouse_down(offset=(40, row))
        for way in ((42, row), (8, at)):
            await driver.pilot._post_mouse_events([events.MouseMove], None, way, button=1)
        await driver.pilot.mouse_up(offset=(8, at))
        await driver.settle()
        assert "u takes it back" in driver.toasts[-1]

    play(home, now, story, prepare=prepare, size=(120, 36))
    with engine_of(home, FixedClock(now)) as engine:
        letter, bake = engine.get_task(1), engine.get_task(2)
        assert letter.due is not None
        assert bake.due is not None
        day = today if line == "Today" else later
        assert (letter.due.local, bake.due.local) == (datetime.combine(day, six), day)
        for task in (letter, bake):
            assert task.someday == (line == "Someday")
            assert (task.category is None) == (line == "Inbox")
        assert len(engine.journal()) == 3, "one step for both"


def _three(engine: TaskManager) -> None:
    engine.add_task("Bake", category="Home")
    engine.add_task("Report", category="Work")
    engine.add_task("Ask")


def test_columns_are_chosen_in_their_order(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.find_task(1)
        await driver.press("C")
        await driver.type("due", "tab")  # it was chosen already, so this lets it go
        await driver.press("enter")
        row = next(line for line in driver.lines() if "Bake" in line and "Home" in line)
        assert "tomorrow" not in row.split("│")[2]

    play(home, now, story, prepare=world, size=(160, 36))


def test_marks_by_query_and_jumps_to_what_is_overdue(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("M")
        await driver.type("+Work", "enter")
        assert set(driver.screen.tasks.marks) == {2, 3}
        await driver.press("g", "u", "g", "o")
        assert driver.current == "Old", driver.toasts

    play(home, now, story, prepare=world)


def test_order_by_hand_is_kept_in_the_base(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("J")
        driver.screen.find_task(3)
        await driver.press("K", "K")

    play(home, now, story, titles=["One", "Two", "Three"])
    with engine_of(home, FixedClock(now)) as engine:
        assert [task.title for task in engine.get_tasks("sort:position")] == ["Three", "One", "Two"]


def test_a_saved_view_is_renamed_deleted_and_brought_back(home: Path, now: datetime) -> None:
    def prepare(engine: TaskManager) -> None:
        engine.add_task("One", tags=["shop"])
        engine.save_view("Shopping", "#shop")

    async def story(driver: Driver) -> None:
        entry = next(each for each in driver.screen.views.entries if each.name == "Shopping")
        driver.screen.open_entry(entry)
        await driver.press("shift+tab", "e")
        await driver.type(" list", "enter")
        assert "Shopping list" in driver.text
        entry = next(each for each in driver.screen.views.entries if each.name == "Shopping list")
        driver.screen.open_entry(entry)
        await driver.press("shift+tab", "x")
        assert "Shopping list" not in [each.name for each in driver.screen.views.entries]
        await driver.press("u")
        assert "Shopping list" in [each.name for each in driver.screen.views.entries]

    play(home, now, story, prepare=prepare)


def test_an_answer_that_comes_late_to_an_older_question_is_not_shown(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        screen = driver.screen
        older, nothing = screen.serial - 1, Arranged(array("q"))
        screen.post_message(PageRead(older, nothing, [], whole=True))
        screen.post_message(OrderRead(older, nothing))
        await driver.settle()
        assert screen.tasks.total == 2

    play(home, now, story, titles=("Buy milk", "Call Anna"))
