"""Habits come back at the next start, and a file that cannot be read costs nothing."""

from __future__ import annotations

import asyncio
import stat
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from tests.tui.screens import Driver, Story, driving, engine_of, setup_of
from tme_tui.model.clock import FixedClock
from tme_tui.model.grouping import GroupBy
from tme_tui.model.query import InCategory, Query, SortKey
from tme_tui.tui.private_file import write_private
from tme_tui.tui.remembering import Memory, recall
from tme_tui.tui.tasks.arranging import Arrangement
from tme_tui.tui.tasks.columns import Column
from tme_tui.tui.views.view_entries import Entry, EntryKind


def visit(home: Path, now: datetime, story: Story, locale: str = "en") -> None:
    """Start the program in a home that remembers, and leave it again."""
    setup = replace(
        setup_of(home, now, locale),
        memory=home / "screen.json",
        first_page=home / "cache" / "first-page.json",
    )

    async def run() -> None:
        async with driving(setup) as driver:
            await story(driver)

    asyncio.run(run())


def test_memory_is_the_same_after_writing_and_reading(home: Path) -> None:
    memory = Memory(
        view=Entry(EntryKind.CATEGORY, "Home", "Home", Query(InCategory("Home")), 3),
        panes={"views": 30},
        hidden=["details"],
        arrangements={"view:all": Arrangement(SortKey.DUE, True, GroupBy.DAY, (Column.TAGS,))},
        cursors={"view:all": 7},
        folded=[3],
        lines={"add": ["Купить молоко"]},
        tab="tree",
        tabs={"tree": {"mode": "graph"}},
    )
    path = home / "data" / "screen.json"
    write_private(path, memory.as_json())
    assert recall(path) == memory
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", ["", "{", "[]", '{"form": 99}', '{"form": 1, "panes": 3}', "[" * 100_000])
def test_what_cannot_be_read_is_forgotten(home: Path, content: str) -> None:
    (home / "screen.json").write_text(content)
    assert recall(home / "screen.json") == Memory()


def test_lines_are_kept_once_and_cleaned() -> None:
    memory = Memory()
    for line in ("one", "two", "one", " ", "\x1b[31mred"):
        memory.keep_line("add", line)
    assert memory.lines["add"][:2] == ["two", "one"]
    assert "\x1b" not in memory.lines["add"][-1]


def test_view_cursor_folds_widths_and_order_come_back(home: Path, now: datetime) -> None:
    with engine_of(home, FixedClock(now)) as engine:
        for title in ("Bake", "Ask"):
            engine.add_task(title)
        engine.add_task("Inside", parent=1)

    async def first(driver: Driver) -> None:
        await driver.press("9", "o")
        await driver.type("title", "enter")
        driver.screen.find_task(1)
        await driver.press("z", "tab", "tab", "}", "}")
        await driver.press("tab", "tab")
        await driver.type("", "a")
        await driver.type("One more", "enter")
        driver.screen.find_task(1)
        await driver.settle()

    async def second(driver: Driver) -> None:
        assert driver.titles == ["Ask", "Bake", "One more"]
        assert driver.current == "Bake"
        assert driver.screen.views.outer_size.width == 26
        await driver.press("a", "up")
        assert driver.screen.prompt.text == "One more"
        await driver.press("escape", "l")
        assert "Inside" in driver.titles

    visit(home, now, first)
    visit(home, now, second)


def test_the_view_comes_back_also_in_the_other_language(home: Path, now: datetime) -> None:
    """There is no picture of a view that was narrowed, nor one in another language."""
    with engine_of(home, FixedClock(now)) as engine:
        for title in ("Bake", "Ask"):
            engine.add_task(title, category="Home")

    async def first(driver: Driver) -> None:
        await driver.press("9")
        at = [entry.key for entry in driver.screen.views.entries].index("category:Home")
        driver.screen.open_entry(driver.screen.views.entries[at])
        await driver.settle()
        await driver.press("f")
        await driver.type("Bake", "enter")
        assert driver.titles == ["Bake"]

    async def second(driver: Driver) -> None:
        assert driver.screen.entry.key == "category:Home"
        assert sorted(driver.titles) == ["Ask", "Bake"]
        await driver.press("8")

    async def third(driver: Driver) -> None:
        assert driver.screen.entry.label == "Done"

    visit(home, now, first)
    visit(home, now, second, "ru")
    visit(home, now, third)


def test_panes_are_drawn_wider_with_the_mouse(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        screen = driver.screen
        before = screen.views.outer_size.width
        edge = screen.views.region.right - 1
        await driver.pilot.mouse_down(offset=(edge, 5))
        await driver.pilot.hover(offset=(edge + 6, 5))
        await driver.pilot.mouse_up(offset=(edge + 6, 5))
        await driver.settle()
        assert screen.views.outer_size.width == before + 6

    visit(home, now, story)


def test_each_view_has_its_own_cursor(home: Path, now: datetime) -> None:
    with engine_of(home, FixedClock(now)) as engine:
        for number in range(5):
            engine.add_task(f"Task {number}")

    async def story(driver: Driver) -> None:
        await driver.press("9", "G")
        last = driver.current
        await driver.press("1", "g", "g", "9")
        assert driver.current == last

    visit(home, now, story)
