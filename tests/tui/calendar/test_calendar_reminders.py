"""Reminders as entries of the calendar: where they stand, what they lead to, and a key that hides them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.tui.calendar.test_calendar_tab import at, lines, tab
from tests.tui.screens import Driver, Story, engine_of, play
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock
from tme_tui.model.diary import Role
from tme_tui.model.draft import Fields
from tme_tui.model.task import Kind, Reminder

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
LUNCH = 1


def reminding(engine: TaskManager) -> None:
    minutes = (Reminder(before=timedelta(minutes=length)) for length in (30, 120, 1440))
    engine.add(
        [
            Fields(
                title="Lunch",
                kind=Kind.EVENT,
                starts=at("2026-11-26T13:00"),
                ends=at("2026-11-26T14:00"),
                reminders=tuple(minutes),
            ),
            Fields(title="Report", due=at("2026-11-26T17:00")),
        ]
    )


def calendar(home: Path, story: Story, *keys: str, size: tuple[int, int] = (140, 44)) -> None:
    async def begin(driver: Driver) -> None:
        await driver.press("f8", *keys)
        await story(driver)

    play(home, NOW, begin, prepare=reminding, size=size)


def test_they_stand_in_the_agenda_at_their_own_times(home: Path) -> None:
    async def story(driver: Driver) -> None:
        text = lines(driver)
        times = re.findall(r"(\d\d:\d\d) +♪  Lunch", text)
        assert times == ["13:00", "11:00", "12:30"], "a day, two hours and half an hour before"
        assert "13:00–14:00 ◇  Lunch ♪" in text
        assert "2 items" in driver.text, "what only reminds is not counted"

    calendar(home, story, "l", "A")


def test_a_month_only_says_how_many_there_are(home: Path) -> None:
    async def story(driver: Driver) -> None:
        text = lines(driver)
        assert " ♪2" in text
        assert text.count("Lunch") == 1
        await driver.press("g", "h")
        assert driver.toasts == ["Reminders are not shown."]
        assert "♪2" not in lines(driver)

    calendar(home, story, size=(200, 44))


def test_enter_opens_the_task_and_moving_says_what_to_do(home: Path) -> None:
    async def story(driver: Driver) -> None:
        tab(driver).go(tab(driver).place._replace(minute=11 * 60))
        await driver.settle()
        item = tab(driver).item
        assert item is not None
        assert item.role is Role.REMINDER
        for keys in (")", "<", "g k"):
            await driver.press(*keys.split())
            assert driver.toasts == ["A reminder goes with its task; R changes it."]
        await driver.press("enter")
        assert driver.app.screen is not driver.screen
        assert "Lunch" in driver.text

    calendar(home, story, "l", "D")
    with engine_of(home, FixedClock(NOW)) as engine:
        assert str(engine.get_task(LUNCH).starts) == "2026-11-26T13:00[UTC]"


def test_what_is_moved_keeps_the_cursor_and_its_reminders_go_along(home: Path) -> None:
    async def story(driver: Driver) -> None:
        tab(driver).find(LUNCH)
        await driver.press(")")
        item = tab(driver).item
        assert item is not None
        assert item.role is Role.BLOCK
        assert item.begin.hour == 13
        assert item.begin.minute == 30
        assert any(
            one.begin.hour == 11 and one.begin.minute == 30
            for one in tab(driver).page.day(item.begin.date()).rings
        )

    calendar(home, story, "l", "D")


def test_they_stay_hidden_until_the_next_time(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("g", "h")
        assert tab(driver).state() == {"shape": "week", "reminders": False}
        assert lines(driver).count("Lunch") == 1
        tab(driver).restore({"shape": "day", "reminders": False})
        assert not tab(driver).has_rings
        tab(driver).restore({"shape": "day"})
        assert tab(driver).has_rings

    calendar(home, story, "l", "W")
