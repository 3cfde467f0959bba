"""The line in which tasks are typed: chips that become text again, times to come, numbers that complete."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tests.tui.screens import Driver, engine_of, play
from tme_tui.model.clock import FixedClock


def titles(home: Path, now: datetime) -> list[str]:
    with engine_of(home, FixedClock(now)) as engine:
        return sorted(task.title for task in engine.get_tasks(""))


def test_backspace_behind_a_chip_makes_it_text(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("a")
        await driver.type("Meet at tomorrow")
        assert driver.screen.prompt.last_chip is not None
        await driver.press("backspace")
        assert driver.screen.prompt.last_chip is None
        assert "tomorrow" in driver.screen.prompt.text
        await driver.press("enter")

    play(home, now, story)
    assert titles(home, now) == ["Meet at tomorrow"]


def test_a_chip_is_text_and_a_chip_again(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("a")
        await driver.type("Buy #milk today")
        before = driver.screen.prompt.text
        await driver.press("ctrl+t")
        assert driver.screen.prompt.text != before
        await driver.press("ctrl+t")
        assert driver.screen.prompt.text == before
        assert driver.screen.prompt.last_chip is not None

    play(home, now, story)


def test_what_repeats_shows_its_next_times(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("a")
        await driver.type("Rent every month on the 1st 9:00")
        assert "1 May" in driver.text
        assert "1 Jun" in driver.text

    play(home, now, story)


def test_numbers_complete_by_title(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("a")
        await driver.type("Post it dep:lett")
        assert "#1 Letter" in driver.text
        await driver.press("tab", "enter")

    play(home, now, story, titles=["Letter", "Stamp"])
    with engine_of(home, FixedClock(now)) as engine:
        assert [int(task.id) for task in engine.dependents(1)] == [3]


def test_a_first_visit_is_greeted_and_offered_a_sample(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        assert "Welcome!" in driver.text
        await driver.press("g", "e")
        await driver.until(lambda: driver.screen.tasks.total > 20)
        assert "Welcome!" not in driver.text
        await driver.press("g", "e")
        assert driver.screen.tasks.total < 100
        await driver.press("u")
        await driver.until(lambda: "Welcome!" in driver.text)
        assert "Added the sample" in driver.toasts[-1]
        await driver.press("U")
        await driver.until(lambda: driver.screen.tasks.total > 20)

    play(home, now, story)


def test_the_first_task_of_all_is_shown_wherever_it_belongs(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("a")
        await driver.type("Call Anna in 3 weeks", "enter")
        await driver.until(lambda: driver.titles == ["Call Anna"])
        assert driver.screen.entry.name == "all"
        await driver.press("2", "a")
        await driver.type("Call Boris in 3 weeks", "enter")
        assert driver.screen.entry.name == "today"
        assert ":2 goes there" in driver.toasts[-1]

    play(home, now, story)


def test_an_empty_view_of_a_used_base_greets_nobody(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("8")
        assert "Welcome!" not in driver.text

    play(home, now, story, titles=["One"])
