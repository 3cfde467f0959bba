"""Dates that others hang on, moved in the calendar: the same question as in the list, and its answers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from tests.tui.calendar.test_calendar_tab import at, lines, tab
from tests.tui.screens import Driver, Story, engine_of, play
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock
from tme_tui.model.draft import Fields
from tme_tui.model.recurrence.values import Recurrence
from tme_tui.tui.planning.slipping_screen import SlippingScreen

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
PLAN, PAINT = 1, 2


def house(engine: TaskManager) -> None:
    """A task that another waits for, and one that was given its time already."""
    engine.add(
        [
            Fields(title="Plan", due=at("2026-11-25")),
            Fields(title="Paint", due=at("2026-11-27")),
            Fields(title="Dig", starts=at("2026-11-25T13:00"), ends=at("2026-11-25T14:00")),
            Fields(title="Sow", due=at("2026-11-25T15:00")),
        ]
    )
    engine.depend(PAINT, PLAN)
    engine.depend(4, 3)


def moved(home: Path, story: Story, *keys: str) -> list[str]:
    """Press keys in the calendar and go on with the story; the answer is when all begins or is due."""

    async def begin(driver: Driver) -> None:
        await driver.press("f8", *keys)
        await story(driver)

    play(home, NOW, begin, prepare=house, size=(140, 38))
    with engine_of(home, FixedClock(NOW)) as engine:
        tasks = [engine.get_task(number) for number in range(1, 5)]
        return [str(task.starts or task.due)[8:16].removesuffix("[UTC]") for task in tasks]


def test_a_date_moved_by_keys_takes_the_others_along_in_one_step(home: Path) -> None:
    async def story(driver: Driver) -> None:
        tab(driver).find(PLAN)
        await driver.press(")", ")")
        assert not isinstance(driver.app.screen, SlippingScreen), "until the 27th nobody is late"
        await driver.press(")")
        assert "Paint  #2 · due Fri 27 Nov · 1 day too late" in driver.text
        await driver.press("1")
        assert "Moved the date of #1 and of 1 task behind it" in driver.toasts[0]
        assert tab(driver).number == PLAN

    assert moved(home, story)[:2] == ["28", "28"]


def test_leaving_it_brings_the_cursor_back_to_the_task(home: Path) -> None:
    async def story(driver: Driver) -> None:
        tab(driver).find(PLAN)
        await driver.press("g", "k", "l", "l", "l", "l", "g", "j")
        assert isinstance(driver.app.screen, SlippingScreen)
        await driver.press("escape")
        assert driver.toasts == ["The date stays as it was."]
        assert tab(driver).number == PLAN
        assert tab(driver).place.day == date(2026, 11, 25)

    assert moved(home, story)[:2] == ["25", "27"]


def test_a_block_moved_by_keys_asks_for_what_waits_for_its_end(home: Path) -> None:
    async def story(driver: Driver) -> None:
        tab(driver).find(3)
        await driver.press(")", ")")
        assert not isinstance(driver.app.screen, SlippingScreen)
        await driver.press(")")
        assert "With #3 planned until today 15:30 this comes too late" in driver.text
        await driver.press("escape")
        assert tab(driver).number == 3
        await driver.press(")", "1")
        assert tab(driver).number == 3
        await driver.press("u", "u", "u")
        assert "Dig" in lines(driver)

    assert moved(home, story, "D")[2:] == ["25T13:00", "25T15:00"]


def test_a_task_that_is_planned_here_asks_too(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("t", "l", "l", "l", "l", "b")
        await driver.type("Plan", "enter")
        assert isinstance(driver.app.screen, SlippingScreen)
        await driver.press("2")
        assert "#2 comes" in driver.toasts[0]

    assert moved(home, story, "W")[0] == "29T12:00"


def weekly(engine: TaskManager) -> None:
    """A series that another task waits for."""
    engine.add(
        [
            Fields(title="Count", due=at("2026-11-25"), recurrence=Recurrence("FREQ=WEEKLY")),
            Fields(title="Report", due=at("2026-11-26")),
        ]
    )
    engine.depend(2, 1)


def test_one_time_of_a_series_asks_when_others_wait_for_it(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("f8", "]")
        tab(driver).find(1)
        await driver.press(")", "enter")
        assert not isinstance(driver.app.screen, SlippingScreen), "nobody waits for a later time"
        await driver.press("t")
        tab(driver).find(1)
        await driver.press(")", "enter")
        assert not isinstance(driver.app.screen, SlippingScreen), "until the 26th nobody is late"
        await driver.press(")", "enter")
        assert "Report  #2 · due tomorrow · 1 day too late" in driver.text
        await driver.press("1")
        assert tab(driver).place.day == date(2026, 11, 27)

    play(home, NOW, story, prepare=weekly, size=(140, 38))
    with engine_of(home, FixedClock(NOW)) as engine:
        count, report = engine.get_task(1), engine.get_task(2)
        assert (str(count.due), str(report.due)) == ("2026-11-27", "2026-11-27")
        assert str(count.occurrence) == "2026-11-25"
        engine.undo()
        assert (str(engine.get_task(1).due), str(engine.get_task(2).due)) == ("2026-11-26", "2026-11-26")


def test_what_follows_and_a_whole_series_ask_too(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("f8", "]")
        tab(driver).find(1)
        await driver.press("g", "k", "l", "l", "g", "j", "down", "down", "enter")
        assert "With #1 due Fri 27 Nov this comes too late" in driver.text
        assert "Only the series  2" in driver.text
        await driver.press("1")
        assert tab(driver).number == 1
        await driver.press("t", "l", "l")
        assert tab(driver).number == 1
        await driver.press("g", "k", "l", "l", "g", "j", "down", "enter")
        assert "With #1 due Sun 29 Nov this comes too late" in driver.text
        for key in ("escape", "h"):
            driver.send(key)
        await driver.settle()
        assert driver.toasts == ["The date stays as it was."]
        assert tab(driver).place.day == date(2026, 11, 26), "back at its place, and a day to the left"

    play(home, NOW, story, prepare=weekly, size=(140, 38))
    with engine_of(home, FixedClock(NOW)) as engine:
        assert [str(engine.get_task(one).due) for one in (1, 2)] == ["2026-11-27", "2026-11-28"]
