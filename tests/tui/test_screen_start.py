"""The screen comes up, on an empty base and on a filled one, in both languages and any size."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.tui.screens import Driver, play


def test_an_empty_base_says_what_to_press(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        assert "Welcome!" in driver.text
        assert "a adds a task" in driver.text

    play(home, now, story, view=None)


def test_tasks_are_listed_with_their_views_and_details(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        assert set(driver.titles) == {"Call Anna", "Buy milk"}
        assert "Inbox" in driver.text
        assert "2 tasks" in driver.text
        assert "#1" in driver.text or "#2" in driver.text

    play(home, now, story, titles=["Call Anna", "Buy milk"])


def test_it_speaks_russian(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        assert "Входящие" in driver.text
        assert "1 задача" in driver.text

    play(home, now, story, titles=["Купить молоко"], locale="ru")


@pytest.mark.parametrize(
    ("size", "panes"),
    [
        ((200, 50), 3),
        ((120, 40), 3),
        ((100, 30), 3),
        ((99, 30), 2),
        ((70, 24), 2),
        ((69, 24), 1),
        ((60, 20), 1),
    ],
)
def test_there_are_as_many_panes_as_fit(home: Path, now: datetime, size: tuple[int, int], panes: int) -> None:
    async def story(driver: Driver) -> None:
        screen = driver.screen
        shown = [pane for pane in (screen.views, screen.tasks, screen.details) if pane.region.width > 10]
        assert len(shown) == panes
        assert "Buy milk" in driver.text
        assert all(len(line) <= size[0] for line in driver.lines())

    play(home, now, story, titles=["Buy milk"], size=size)


@pytest.mark.parametrize("size", [(39, 24), (80, 11), (20, 5), (1, 1)])
def test_where_there_is_no_room_it_says_so_calmly(home: Path, now: datetime, size: tuple[int, int]) -> None:
    async def story(driver: Driver) -> None:
        assert not driver.screen.tasks.region.area
        await driver.pilot.resize_terminal(80, 24)
        await driver.settle()
        assert "Buy milk" in driver.text

    play(home, now, story, titles=["Buy milk"], size=size)
