"""Choosing: what fits what was typed, what cannot be chosen and why, and what the choice does."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.tui.screens import Driver, engine_of, play
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock
from tme_tui.model.task import Task
from tme_tui.tui.picking.choices import Choice, best
from tme_tui.tui.picking.fuzzy import score
from tme_tui.tui.picking.picker import Picker


def task_named(home: Path, now: datetime, title: str) -> Task:
    with engine_of(home, FixedClock(now)) as engine:
        return next(task for task in engine.get_tasks("") if task.title == title)


def picker(driver: Driver) -> Picker:
    screen = driver.app.screen
    assert isinstance(screen, Picker)
    return screen


def labels(driver: Driver) -> list[str]:
    return [choice.label for choice in picker(driver).list.choices]


@pytest.mark.parametrize(
    ("better", "worse", "typed"),
    [
        ("Write the report", "Rewrite all", "wri"),
        ("Buy milk", "Ambush my ilk", "milk"),
        ("Call Anna", "Clean all nights nearby after", "clan"),
        ("Ёлка", "Зелёная калитка", "елка"),
    ],
)
def test_what_begins_a_word_fits_better(better: str, worse: str, typed: str) -> None:
    choices = [Choice(1, worse), Choice(2, better)]
    assert best(choices, typed)[0].label == better


def test_letters_in_another_order_do_not_fit() -> None:
    assert score("klim", "milk") is None
    assert score("report write", "Write the report") is not None
    assert list(best([Choice(1, "milk")], "")) == [Choice(1, "milk")]


def three(engine: TaskManager) -> None:
    letter = engine.add_task("Letter")
    report = engine.add_task("Report")
    engine.add_task("Stamp")
    engine.depend(report, letter)


def test_a_blocker_is_chosen_by_typing(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.find_task(1)
        await driver.press("b")
        assert "Letter" not in labels(driver)
        await driver.type("sta", "enter")
        assert "waits for" in driver.toasts[0]

    play(home, now, story, prepare=three)
    assert [tie.blocker for tie in task_named(home, now, "Letter").depends] == [3]


def test_what_would_go_round_is_grey_and_says_why(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.find_task(1)
        await driver.press("b")
        await driver.type("rep")
        assert picker(driver).list.current == picker(driver).list.choices[0]
        assert "waits for it already" in driver.text
        await driver.press("enter")
        assert isinstance(driver.app.screen, Picker)
        await driver.press("escape")
        assert not isinstance(driver.app.screen, Picker)

    play(home, now, story, prepare=three)
    assert task_named(home, now, "Letter").depends == ()


def test_several_are_chosen_with_tab(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.find_task(1)
        await driver.press("B")
        await driver.type("", "down")
        await driver.press("up", "tab", "tab", "enter")

    play(home, now, story, titles=["One", "Two", "Three"])
    with engine_of(home, FixedClock(now)) as engine:
        assert {int(task.id) for task in engine.dependents(1)} == {2, 3}


def test_a_task_is_put_inside_another_and_taken_out(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.find_task(2)
        await driver.press("T")
        await driver.type("#1", "enter")
        assert task_named(home, now, "Two").parent == 1
        driver.screen.find_task(2)
        await driver.press("<")

    play(home, now, story, titles=["One", "Two", "Three"])
    assert task_named(home, now, "Two").parent is None


def test_somebody_is_chosen(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("P")
        await driver.type("ann", "enter")

    def prepare(engine: TaskManager) -> None:
        engine.add_person("anna")
        engine.add_task("One")

    play(home, now, story, prepare=prepare)
    assert task_named(home, now, "One").assignee == "anna"


def test_letters_typed_at_once_reach_the_dialog(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.find_task(1)
        await driver.settle()
        for key in ("b", "s", "t", "a", "enter"):
            driver.send(key)
            if key == "a":
                await driver.settle()
        await driver.settle()

    play(home, now, story, prepare=three)
    assert [tie.blocker for tie in task_named(home, now, "Letter").depends] == [3]


@pytest.mark.parametrize(
    ("key", "typed", "expected"),
    [
        ("!", "2", ("priority", 2)),
        ("~", "1h30m", ("estimate", timedelta(minutes=90))),
        ("~", "полчаса", ("estimate", timedelta(minutes=30))),
    ],
)
def test_one_key_asks_for_one_field(
    home: Path, now: datetime, key: str, typed: str, expected: tuple[str, object]
) -> None:
    async def story(driver: Driver) -> None:
        await driver.press(key)
        await driver.type(typed, "enter")

    play(home, now, story, titles=["One"])
    assert getattr(task_named(home, now, "One"), expected[0]) == expected[1]


def test_a_repetition_and_reminders_are_typed_and_taken_away(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("r")
        await driver.type("every mon 9:00")
        assert "every Monday" in driver.text
        await driver.press("enter", "R")
        await driver.type("15m, 1d", "enter")
        task = task_named(home, now, "One")
        assert task.recurrence is not None
        assert len(task.reminders) == 2
        await driver.press("r")
        await driver.type("none", "enter")
        await driver.press("R")
        await driver.type("нет", "enter")

    play(home, now, story, titles=["One"])
    task = task_named(home, now, "One")
    assert task.recurrence is None
    assert task.reminders == ()


def test_what_is_no_such_field_comes_back(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("~")
        await driver.type("soon")
        assert "45m, 1h30m" in driver.text
        await driver.press("enter")
        assert any("soon" in toast for toast in driver.toasts)

    play(home, now, story, titles=["One"])
    assert task_named(home, now, "One").estimate is None


def test_a_line_is_added_to_the_notes(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        for line in ("first", "second"):
            await driver.press("n")
            await driver.type(line, "enter")

    play(home, now, story, titles=["One"])
    assert task_named(home, now, "One").notes == "first\nsecond"


def test_a_circle_is_drawn_where_it_is_refused(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.find_task(1)
        await driver.press("b")
        await driver.type("rep")
        lines = [line.strip("│ \n") for line in driver.lines()]
        (row,) = [place for place, line in enumerate(lines) if " → #" in line]
        assert lines[row].startswith("#1 → #")
        assert "▲" in lines[row + 1]
        assert "╰─" in lines[row + 2]
        await driver.press("escape", "e")
        blocked = int(lines[row].split("#")[2].split()[0])
        await driver.type(f" dep:{blocked}", "enter")
        assert f"#1 → #{blocked}" in driver.toasts[0]

    play(home, now, story, prepare=three)
