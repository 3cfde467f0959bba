"""The list stays true: to other programs, to its cursor, over any number of tasks, and at the next start."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.tui.screens import Driver, driving, engine_of, play, setup_of
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock
from tme_tui.model.draft import Fields
from tme_tui.tui.start.first_page import load_page


def many(engine: TaskManager) -> None:
    engine.add([Fields(title=f"Task {number:05}") for number in range(1, 5001)])


def test_what_another_program_does_appears_and_the_cursor_stays(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("j")
        assert driver.current == "Beta"
        with engine_of(home, FixedClock(now)) as other:
            other.add_task("First of all", priority=1, due=now.date())
        await driver.until(lambda: "First of all" in driver.titles)
        assert driver.titles[0] == "First of all"
        assert driver.current == "Beta"

    play(home, now, story, titles=["Alpha", "Beta", "Gamma"])


def test_counts_follow(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        assert "3 tasks" in driver.text
        await driver.press("d")
        await driver.type("today", "enter")
        assert "1 today" in driver.lines()[0]
        await driver.press("d")
        await driver.type("yesterday", "enter")
        assert "1 overdue" in driver.lines()[0]

    play(home, now, story, titles=["Alpha", "Beta", "Gamma"])


def test_the_end_of_a_long_list_is_one_key_away(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("G")
        assert driver.screen.tasks.total == 5000
        last = driver.current
        assert last is not None
        await driver.press("pageup", "pageup")
        assert len(driver.titles) > 20
        assert driver.current not in (None, last)
        await driver.press("g", "g")
        first = driver.current
        assert {first, last} == {"Task 00001", "Task 05000"}

    play(home, now, story, prepare=many)


def test_going_to_the_end_before_the_order_is_known(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.pilot.press("8", "9", "G")
        await driver.settle()
        assert driver.screen.tasks.total == 5000
        assert driver.current in ("Task 05000", "Task 00001")
        assert driver.screen.tasks.scroll_offset.y > 4900

    play(home, now, story, prepare=many)


def test_marking_all_marks_also_what_was_not_read_yet(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.pilot.press("8", "9", "ctrl+a")
        await driver.settle()
        assert "5000 marked" in driver.text

    play(home, now, story, prepare=many)


def test_a_long_list_keeps_few_rows(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        for _ in range(40):
            await driver.press("pagedown")
        assert len(driver.screen.tasks.known) < 1000
        assert len(driver.titles) > 20

    play(home, now, story, prepare=many)


def test_the_scrollbar_can_go_anywhere(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        driver.screen.tasks.scroll_to(y=2500, animate=False)
        await driver.settle()
        assert len(driver.titles) > 20

    play(home, now, story, prepare=many)


def test_the_cursor_stays_on_its_task_when_the_order_changes(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("j", "j")
        task = driver.current
        await driver.press("plus", "plus")
        assert driver.current == task

    play(home, now, story, titles=["Alpha", "Beta", "Gamma", "Delta"])


def test_the_next_start_shows_the_last_picture_before_the_base_is_open(home: Path, now: datetime) -> None:
    page = home / "cache" / "first-page.json"
    setup = replace(setup_of(home, now), first_page=page)
    with engine_of(home, FixedClock(now)) as engine:
        engine.add_task("Remember me", category="Home")

    async def first() -> None:
        async with driving(setup) as driver:
            await driver.press("9")
            await driver.settle()

    asyncio.run(first())
    assert page.stat().st_mode & 0o077 == 0
    kept = load_page(page, "en")
    assert kept is not None
    assert [row.title for row in kept.rows] == ["Remember me"]

    may_open = threading.Event()

    def opens() -> TaskManager:
        may_open.wait()
        return setup.open_engine()

    async def second() -> None:
        from tme_tui.tui.app import TmeApp

        app = TmeApp(replace(setup, open_engine=opens))
        try:
            async with app.run_test(size=(120, 36)) as pilot:
                driver = Driver(pilot, app)
                await driver.until(lambda: "Remember me" in driver.text and "All" in driver.text)
        finally:
            may_open.set()
            app.main.work.stop()

    asyncio.run(second())


def test_a_spoilt_picture_is_passed_over(home: Path, now: datetime) -> None:
    page = home / "first-page.json"
    for content in (
        "",
        "{",
        "[]",
        '{"form": 1}',
        '{"form": 1, "language": "en", "chosen": 1, "rows": [{}]}',
        "[" * 9999,
    ):
        page.write_text(content)
        assert load_page(page, "en") is None


def test_a_base_that_cannot_be_opened_is_explained(home: Path, now: datetime) -> None:
    (home / "tme.db").write_bytes(b"this is no base, but it has some length to it " * 100)

    async def run() -> None:
        from tme_tui.tui.app import TmeApp

        app = TmeApp(setup_of(home, now))
        async with app.run_test(size=(120, 36), notifications=True) as pilot:
            driver = Driver(pilot, app)
            await driver.until(lambda: bool(driver.toasts) and "tme.db" in driver.text)
            await pilot.press("j", "a", "x", "enter")
            prompt = driver.screen.prompt  # what cannot be stored is not thrown away
            await driver.until(lambda: prompt.purpose is not None and prompt.text == "x")
            assert "tme.db" in driver.toasts[-1]
            await pilot.press("escape", "q")
        app.main.work.stop()

    asyncio.run(run())


def test_details_say_all_there_is_to_know(home: Path, now: datetime) -> None:
    def prepare(engine: TaskManager) -> None:
        salary = engine.add_task("Get salary", priority=4)
        close = engine.add_task("Close the month", priority=4)
        bills = engine.add_task(
            "Pay bills",
            due=date(2026, 3, 6),
            priority=1,
            category="Home",
            add_tags=["fin"],
            notes="# Heading\n\nSome *rich* notes",
            recurrence="FREQ=MONTHLY",
            estimate=timedelta(minutes=90),
        )
        engine.assign_dependency(bills, salary)
        engine.assign_dependency(close, bills)
        engine.mark_completed(salary)

    async def story(driver: Driver) -> None:
        await driver.press("colon")
        await driver.type("3", "enter")
        await driver.until(lambda: "Some rich notes" in driver.text)
        for said in (
            "#3 · open · priority 1",
            "Fri 6 Mar · in 2 days",
            "every month",
            "Mon 6 Apr",
            "1 h 30 min",
            "● #1 Get salary",
            "⊘ #2 Close the month",
        ):
            assert said in driver.text, said

    play(home, now, story, prepare=prepare, size=(160, 40))


def test_resizing_keeps_the_cursor_in_sight(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("pagedown", "pagedown", "pagedown")
        task = driver.current
        for size in ((60, 20), (200, 50), (39, 10), (80, 24), (100, 13), (120, 36)):
            await driver.pilot.resize_terminal(*size)
            await driver.settle()
            assert driver.current == task
        assert task in driver.titles

    play(home, now, story, prepare=many)
