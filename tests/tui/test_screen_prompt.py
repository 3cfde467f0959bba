"""The line for typing: completion, what was typed before, and where the caret of an edit goes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.tui.screens import Driver, play
from tme_tui.engine.manager import TaskManager
from tme_tui.tui.line.completing import Candidate, Known, candidates
from tme_tui.tui.line.prompt import Purpose

KNOWN = Known(("Home", "Work", "Work/Design", "Big house"), ("phone", "shop"), ("anna",))


@pytest.mark.parametrize(
    ("purpose", "line", "found"),
    [
        (Purpose.ADD, "Buy milk +Ho", ["Home"]),
        (Purpose.ADD, "Buy milk +de", ["Work/Design"]),
        (Purpose.ADD, "Buy milk +b", ['"Big house"']),
        (Purpose.ADD, "Buy #", ["phone", "shop"]),
        (Purpose.ADD, "Call @a", ["anna"]),
        (Purpose.ADD, "Buy milk", []),
        (Purpose.ADD, "Buy milk +Home", []),
        (Purpose.EDIT, "Buy #sh", ["shop"]),
        (Purpose.FILTER, "#p", ["phone"]),
        (Purpose.FILTER, "is:over", ["overdue"]),
        (Purpose.CATEGORY, "wo", ["Work", "Work/Design"]),
        (Purpose.TAGS, "phone -s", ["shop"]),
        (Purpose.SEARCH, "sh", []),
    ],
)
def test_names_are_offered_where_they_fit(purpose: Purpose, line: str, found: list[str]) -> None:
    assert [one.text for one in candidates(purpose, line, len(line), KNOWN)] == found


def test_a_candidate_says_what_it_replaces() -> None:
    line = "Buy +Ho tomorrow"
    [one] = candidates(Purpose.ADD, line, len("Buy +Ho"), KNOWN)
    assert one == Candidate("Home", 5, 7)


def prepare(engine: TaskManager) -> None:
    engine.add_task("One", category="Home", add_tags=["phone"])
    engine.add_task("Two", category="Hobby")


def test_tab_completes_and_goes_round(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        prompt = driver.screen.prompt
        await driver.press("a")
        await driver.type("Sweep +ho")
        assert "Hobby" in driver.text.split("⇥")[1]
        await driver.press("tab")
        assert prompt.text == "Sweep +Hobby"
        await driver.press("tab")
        assert prompt.text == "Sweep +Home"
        await driver.press("shift+tab")
        assert prompt.text == "Sweep +Hobby"
        await driver.type(" #ph", "tab")
        assert prompt.text == "Sweep +Hobby #phone"
        await driver.press("enter")
        assert driver.current == "Sweep"

    play(home, now, story, prepare=prepare)


def test_what_was_typed_comes_back_with_the_arrows(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        prompt = driver.screen.prompt
        for line in ("First", "Second"):
            await driver.press("a")
            await driver.type(line, "enter")
        await driver.press("a", "up")
        assert prompt.text == "Second"
        await driver.press("up", "up")
        assert prompt.text == "First"
        await driver.press("down", "down")
        assert prompt.text == ""

    play(home, now, story)


def test_arrows_move_in_what_was_found(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("slash")
        await driver.type("o")
        first = driver.current
        await driver.press("up" if driver.titles[0] != first else "down", "enter")
        assert {first, driver.current} == {"One", "Two"}
        assert driver.has_keys("tasks")

    play(home, now, story, prepare=prepare)


def test_saving_is_offered_for_queries_only(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("a")
        assert "^s" not in driver.lines()[-1]
        await driver.press("escape", "f")
        assert "^s" in driver.lines()[-1]
        await driver.type("+Home")
        await driver.press("ctrl+s")
        await driver.type("At home", "enter")
        assert "At home" in driver.text

    play(home, now, story, prepare=prepare)


def test_a_pasted_line_break_is_no_second_line(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("a")
        await driver.type("x" * 300, "enter")
        assert driver.current == "x" * 300
        assert all(len(line) <= 120 for line in driver.lines())

    play(home, now, story)
