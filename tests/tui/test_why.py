"""`W` says why a task is where it is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.tui.screens import Driver, play
from tme_tui.engine.manager import TaskManager
from tme_tui.tui.why.screen import WhyScreen

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def rent(engine: TaskManager) -> None:
    engine.add_draft(_draft(engine, "Pay rent every monday 9:00 !1"))
    engine.add_task("Get [bold]salary[/]")
    engine.add_task("Tell the landlord")
    engine.depend(1, 2)
    engine.depend(3, 1)


def _draft(engine: TaskManager, text: str):  # type: ignore[no-untyped-def]
    from tme_tui.language.quickadd import parse_line

    return parse_line(text, engine.context())


def test_reasons_ties_and_what_comes_next(home: Path) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.tasks.go_to(1)
        await driver.press("W")
        assert isinstance(driver.app.screen, WhyScreen)
        text = driver.text
        for said in ("priority", "others wait for it", "urgency", "Get [bold]salary[/]", "Tell the landlord"):
            assert said in text
        for day in ("30 Nov", "7 Dec", "14 Dec", "21 Dec", "28 Dec"):
            assert day in text
        await driver.press("escape")
        assert driver.app.screen_stack[-1] is driver.screen

    play(home, NOW, story, prepare=rent)


def test_what_hides_a_task_is_said(home: Path) -> None:
    def hidden(engine: TaskManager) -> None:
        engine.add_draft(_draft(engine, "Plant bulbs wait:2027-03-01"))

    async def story(driver: Driver) -> None:
        await driver.press("W")
        assert "lists do not show it" in driver.text

    play(home, NOW, story, prepare=hidden, view="view:waiting")


@pytest.mark.parametrize("size", [(60, 20), (120, 36)])
def test_in_russian_in_each_size(home: Path, size: tuple[int, int]) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.tasks.go_to(1)
        await driver.press("W")
        assert "важность" in driver.text or "приоритет" in driver.text
        assert {len(line) for line in driver.lines()} == {size[0]}

    play(home, NOW, story, prepare=rent, size=size, locale="ru")
