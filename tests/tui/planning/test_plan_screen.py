"""The planner's dialog with real keys: all, some or none of what is proposed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.tui.screens import Driver, Story, engine_of, play
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock
from tme_tui.tui.planning.screen import PlanScreen

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
"""A Monday morning."""
HOUR = timedelta(hours=1)
LETTER, REPORT, OVER, NONE = range(1, 5)


def work(engine: TaskManager) -> None:
    engine.add_task("Letter", estimate=HOUR)
    engine.add_task("Report", estimate=12 * HOUR)
    engine.add_task("Over", estimate=HOUR, due="2026-11-22")
    engine.add_task("No estimate")


def planning(home: Path, story: Story, locale: str = "en", size: tuple[int, int] = (120, 36)) -> None:
    async def begin(driver: Driver) -> None:
        await driver.press("g", "P")
        await story(driver)

    play(home, NOW, begin, prepare=work, size=size, locale=locale)


def planned(home: Path) -> set[str]:
    """What has a block now; of pieces, too."""
    with engine_of(home, FixedClock(NOW)) as engine:
        return {task.title for task in engine.get_tasks() if task.starts is not None}


def test_it_says_when_what_and_why(home: Path) -> None:
    async def story(driver: Driver) -> None:
        screen = driver.app.screen
        assert isinstance(screen, PlanScreen)
        labels = [" ".join(choice.label.split()) for choice in screen.list.choices]
        assert labels[0] == "today 09:00–10:00 Over #3"
        assert any(label.startswith("today 11:00–18:00 +1 Report") for label in labels) or len(labels) == 3
        assert "11 h too late: its date has passed" not in labels
        assert "its date has passed" in driver.text
        assert "3 of 3 chosen · 1 late · 1 without an estimate" in driver.text

    planning(home, story)


def test_all_are_accepted_and_taken_back_in_one_step(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("enter")
        assert "Planned 3 tasks" in driver.toasts[0]

    planning(home, story)
    assert planned(home) == {"Letter", "Over", "Report (1/2)", "Report (2/2)"}
    with engine_of(home, FixedClock(NOW)) as engine:
        engine.undo()
    assert planned(home) == set()


def test_some_or_none_are_accepted(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("a", "space", "enter")
        assert "Planned 1 task" in driver.toasts[0]
        await driver.press("g", "P", "escape")
        assert not isinstance(driver.app.screen, PlanScreen)
        await driver.press("g", "P", "a", "enter")

    planning(home, story)
    assert planned(home) == {"Over"}


def test_it_is_drawn_in_the_calendar_and_gone_afterwards(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("escape", "f8", "W", "P")
        tab = driver.screen._tab
        ghosts = tab.ghosts  # type: ignore[union-attr]
        assert {ghost.title for ghost in ghosts} == {"Letter", "Report", "Over"}
        assert [ghost.is_late for ghost in ghosts if ghost.title == "Over"] == [True]
        await driver.press("escape")
        assert tab.ghosts == ()  # type: ignore[union-attr]

    planning(home, story)


def test_it_fits_a_small_screen_and_speaks_russian(home: Path) -> None:
    async def story(driver: Driver) -> None:
        assert "выбрано 3 из 3" in driver.text
        assert "Letter" in driver.text

    planning(home, story, locale="ru", size=(60, 20))
