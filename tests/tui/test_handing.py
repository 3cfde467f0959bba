"""Text that is pasted, copied, edited elsewhere: nothing of it is lost."""

from __future__ import annotations

import os
import stat
from datetime import datetime
from pathlib import Path

import pytest
from textual import events

from tests.tui.screens import Driver, engine_of, play
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock


def paste(driver: Driver, text: str) -> None:
    event = events.Paste(text)
    event.set_sender(driver.app)
    assert driver.app._driver is not None
    driver.app._driver.send_message(event)


def stored(home: Path, now: datetime) -> dict[str, object]:
    with engine_of(home, FixedClock(now)) as engine:
        tasks = {int(task.id): task for task in engine.get_tasks("")}
        return {task.title: tasks[task.parent].title if task.parent else None for task in tasks.values()}


def test_many_lines_are_many_tasks_and_one_step(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        paste(driver, "Groceries\n  - milk\n  - bread !1\n\nCall Anna #phone\n")
        await driver.until(lambda: len(driver.titles) == 4)
        assert "4" in driver.toasts[0]
        await driver.press("u")
        await driver.until(lambda: not driver.titles)
        await driver.press("U")

    play(home, now, story)
    assert stored(home, now) == {
        "Groceries": None,
        "milk": "Groceries",
        "bread": "Groceries",
        "Call Anna": None,
    }


def test_hundreds_of_lines_are_all_there(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        paste(driver, "\n".join(f"Line {number}" for number in range(450)))
        await driver.until(lambda: driver.screen.tasks.total == 450)

    play(home, now, story)


def test_one_line_is_typed_and_can_be_looked_at(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        paste(driver, "Buy milk tomorrow")
        await driver.until(lambda: driver.screen.prompt.text == "Buy milk tomorrow")
        await driver.settle()
        await driver.press("enter")

    play(home, now, story)
    assert list(stored(home, now)) == ["Buy milk"]


def test_lines_pasted_behind_what_was_typed_go_on_with_it(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("a")
        await driver.type("Buy ")
        paste(driver, "milk\nbread")
        await driver.until(lambda: len(driver.titles) == 2)

    play(home, now, story)
    assert set(stored(home, now)) == {"Buy milk", "bread"}


def test_tasks_are_copied_as_lines_and_pasted_again(home: Path, now: datetime) -> None:
    def prepare(engine: TaskManager) -> None:
        engine.add_task("Call Anna", priority=1, tags=["phone"])

    async def story(driver: Driver) -> None:
        await driver.press("y")
        assert driver.app.clipboard == "Call Anna #phone !1"
        await driver.press("ctrl+v")
        await driver.press("enter")
        assert driver.titles == ["Call Anna", "Call Anna"]

    play(home, now, story, prepare=prepare)


@pytest.fixture
def editor(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that puts a line below what there is."""
    script = home / "editor"
    script.write_text('#!/bin/sh\nprintf "\\nfrom the editor" >> "$1"\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", os.fspath(script))
    return script


def test_a_terminal_that_cannot_rest_says_so(home: Path, now: datetime, editor: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("E")
        assert "cannot make room" in driver.toasts[0]

    play(home, now, story, titles=["One"])


def test_a_task_without_a_link_says_so(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("g", "x")
        assert "no link" in driver.toasts[0]

    play(home, now, story, titles=["One"])
