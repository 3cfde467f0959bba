"""What puzzled people who met the screen for the first time, and must not puzzle them again."""

from __future__ import annotations

import asyncio
import os
import threading
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.support.disks import SmallDisk
from tests.tui.screens import Driver, driving, engine_of, play, setup_of
from tests.tui.test_picking import labels
from tme_tui.demo import fill_demo
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock
from tme_tui.model.errors import StoreDamaged
from tme_tui.settings import load_settings
from tme_tui.tui.app import TmeApp
from tme_tui.tui.line.prompt import Purpose
from tme_tui.tui.picking.picker import Picker
from tme_tui.tui.settings_screen import SettingsPicker
from tme_tui.tui.setup import Setup
from tme_tui.tui.tasks.columns import Column


def three(engine: TaskManager) -> None:
    engine.add_task("Buy bread", add_tags=["shop"], due="2026-03-04")
    engine.add_task("Ring the bell", notes="and buy oil for it")
    engine.add_task("Buy milk", add_tags=["shop"])


def test_a_search_goes_to_its_best_match_and_n_to_the_next(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("G", "slash")
        await driver.type("buy", "enter")
        found = list(driver.titles)
        assert driver.current == found[0]
        seen = []
        for _ in found:
            await driver.press("n")
            seen.append(driver.current)
        assert seen == [*found[1:], found[0]]
        await driver.press("N")
        assert driver.current == found[-1]
        assert driver.screen.prompt.purpose is None
        await driver.press("escape", "n")
        assert driver.screen.prompt.purpose is not None, "without a search it is a note again"

    play(home, now, story, prepare=three)


def test_the_toast_after_undo_names_the_key_that_does_it_again(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("space", "u")
        assert "U does it again" in driver.toasts[-1]
        assert "takes it back" not in driver.toasts[-1]
        await driver.press("U")
        assert "u takes it back" in driver.toasts[-1]

    play(home, now, story, titles=["One"])


def test_a_filter_with_a_mistake_stays_to_be_mended(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        screen = driver.screen
        await driver.press("f")
        await driver.type("#shop", "enter")
        await driver.press("f", "end")
        await driver.type(" due<= and (", "enter")
        assert screen.prompt.purpose is Purpose.FILTER
        assert screen.prompt.text == "#shop due<= and ("
        assert "^^^" in screen.prompt.said.plain
        assert screen.question.filter == "#shop"
        assert set(driver.titles) == {"Buy bread", "Buy milk"}
        assert screen.memory.lines["filter"] == ["#shop"]
        await driver.press("escape")
        assert set(driver.titles) == {"Buy bread", "Buy milk"}

    play(home, now, story, prepare=three)


def test_a_task_that_the_view_does_not_show_says_where_to_find_it(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("a")
        await driver.type("Call mum tomorrow 9:00", "enter")
        assert ":2 goes there" in driver.toasts[-1]
        await driver.press("colon")
        await driver.type("2", "enter")
        assert driver.current == "Call mum"
        await driver.press("escape", "a")
        await driver.type("Call dad today", "enter")
        assert "goes there" not in driver.toasts[-1]
        assert driver.current == "Call dad"

    play(home, now, story, view="view:today", titles=["One"])


def test_columns_begin_with_what_is_shown_and_keep_their_order(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        screen = driver.screen
        await driver.press("C", "enter")
        assert screen.arrangement.columns == tuple(Column)
        await driver.press("C", "tab", "up", "tab", "enter")  # the first is let go, then put in again, last
        assert screen.arrangement.columns == (Column.CATEGORY, Column.TAGS, Column.ASSIGNEE, Column.WHEN)
        await driver.press("C")
        assert "4 due" in driver.text
        await driver.press("tab", "tab", "tab", "tab", "enter")
        assert len(screen.arrangement.columns) == 0

    play(home, now, story, prepare=three)


@pytest.mark.parametrize("width", [120, 60])
def test_help_hangs_below_its_own_column(home: Path, now: datetime, width: int) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("question_mark")
        inside = [piece for line in driver.lines() for piece in line.split("│")]
        [broken] = [piece for piece in inside if "+Home !1" in piece]
        assert "such as" not in broken, "the example of adding is long enough to be broken"
        assert broken.startswith("      ")

    play(home, now, story, titles=["One"], size=(width, 60))


def test_a_sample_that_cannot_be_made_says_why(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("g", "e")
        assert "no task yet" in driver.toasts[-1]

    play(home, now, story, titles=["One"])


def test_nothing_is_counted_before_it_is_known(home: Path, now: datetime) -> None:
    may_open = threading.Event()

    def opens() -> TaskManager:
        may_open.wait()
        return engine_of(home, FixedClock(now))

    async def run() -> None:
        app = TmeApp(replace(setup_of(home, now), open_engine=opens))
        try:
            async with app.run_test(size=(120, 36)) as pilot:
                driver = Driver(pilot, app)
                await driver.until(lambda: "One moment" in driver.text)
                assert "0 tasks" not in driver.text
                assert "No task is chosen" not in driver.text
                may_open.set()
                await driver.until(lambda: "Welcome" in driver.text)
                await driver.settle()
                assert "0 tasks" in driver.text
                assert "No task is chosen" in driver.text
        finally:
            may_open.set()
            app.main.work.stop()

    asyncio.run(run())


def test_undo_passes_over_what_nobody_did(home: Path, now: datetime) -> None:
    with engine_of(home, FixedClock(now)) as engine, engine.as_nobody():
        fill_demo(engine, "en")

    async def run() -> None:
        async with driving(setup_of(home, now)) as driver:
            before = len(driver.screen.views.entries)
            await driver.press("u")
            assert "nothing to undo" in driver.toasts[-1]
            assert len(driver.screen.views.entries) == before
            await driver.press("space", "u")
            assert "Undid" in driver.toasts[-1]

    asyncio.run(run())


def due_in_turn(engine: TaskManager) -> None:
    engine.add_task("Cook", due="2026-03-02")
    engine.add_task("Answer", due="2026-03-03")
    engine.add_task("Bake", due="2026-03-04")


def test_an_order_that_was_chosen_counts_more_than_that_of_the_view(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        assert driver.titles == ["Cook", "Answer", "Bake"]
        await driver.press("o")
        await driver.type("title", "enter")
        assert driver.titles == ["Answer", "Bake", "Cook"]
        await driver.press("f")
        await driver.type("sort:due", "enter")
        assert driver.titles == ["Cook", "Answer", "Bake"], "what is typed counts most"
        await driver.press("escape", "J")
        driver.screen.find_task(1)
        await driver.press("J")
        assert driver.titles == ["Answer", "Cook", "Bake"]
        await driver.press("o")
        await driver.type("as the view", "enter")
        assert driver.titles == ["Cook", "Answer", "Bake"]

    play(home, now, story, prepare=due_in_turn, view="view:today")


def test_the_other_button_opens_a_menu_in_every_pane(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        saved = next(n for n, one in enumerate(driver.screen.views.entries) if one.label == "Mine")
        await driver.pilot.click(driver.screen.views, offset=(5, saved + 1), button=3)
        await driver.settle()
        assert "Rename view" in labels(driver)
        await driver.press("escape")
        assert driver.screen.entry.label == "Mine"
        await driver.pilot.click(driver.screen.details, offset=(5, 2), button=3)
        await driver.settle()
        assert "Open form" in labels(driver)

    def prepare(engine: TaskManager) -> None:
        engine.add_task("One")
        engine.save_view("Mine", "is:open")

    play(home, now, story, prepare=prepare)


def test_going_back_in_the_history_names_the_key_that_does_it_again(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("space", "H", "b", "enter")
        assert "Took back 1 step" in driver.toasts[-1]
        assert "U does it again" in driver.toasts[-1]

    play(home, now, story, titles=["One"])


def test_one_step_of_the_history_is_taken_back_alone(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("space", "H", "down", "x")
        assert "Undid: Changed #1 “One”: priority" in driver.toasts[-1]
        assert "U does it again" in driver.toasts[-1]
        await driver.press("H", "down", "down", "down", "x")
        assert "has changed since" in driver.toasts[-1]
        assert "leaves this out" not in driver.toasts[-1], "there is nothing else to take back with it"

    def prepare(engine: TaskManager) -> None:
        engine.edit_task(engine.add_task("One"), priority=1)

    play(home, now, story, prepare=prepare)


def test_settings_stay_open_and_offer_the_values_there_are(home: Path, now: datetime) -> None:
    async def run() -> None:
        async with driving(replace(setup_of(home, now), settings_file=home / "config.yaml")) as driver:
            await driver.press("g", "s")
            await driver.type("keys.profile", "enter")
            assert isinstance(driver.app.screen, Picker)
            assert labels(driver)[:3] == ["default", "vim", "taskwarrior"]
            await driver.press("down", "enter")
            assert load_settings(os.environ).keys.profile == "vim"
            screen = driver.app.screen
            assert isinstance(screen, SettingsPicker)
            assert screen.list.current is not None
            assert screen.list.current.key == "keys.profile", "the next one is changed from there"
            await driver.type("keep_daily", "enter")
            await driver.type("x", "enter")
            assert driver.screen.prompt.text == "7x", "a mistake can be mended"
            assert "number" in driver.screen.prompt.said.plain
            await driver.press("escape")
            assert driver.app.screen.has_class("-settings")
            await driver.press("escape")
            assert not driver.app.screen.has_class("-settings")

    asyncio.run(run())


def test_a_line_typed_before_the_base_turned_out_unusable_comes_back(home: Path, now: datetime) -> None:
    may_open = threading.Event()

    def opens() -> TaskManager:
        may_open.wait()
        raise StoreDamaged("no room on the disk for " + "/a/long/way/to" * 8)

    async def run() -> None:
        app = TmeApp(replace(setup_of(home, now), open_engine=opens))
        try:
            async with app.run_test(size=(100, 30), notifications=True) as pilot:
                driver = Driver(pilot, app)
                await pilot.press("a", *"Milk", "enter")
                await driver.until(lambda: driver.screen.prompt.purpose is None)
                may_open.set()
                await driver.until(lambda: driver.screen.prompt.purpose is Purpose.ADD)
                assert driver.screen.prompt.text == "Milk"
                middle = [line.split("│")[3] for line in driver.lines() if line.count("│") > 4]
                said = "".join(line.strip() for line in middle).replace(" ", "")
                assert "/a/long/way/to" * 8 in said, "the reason is broken, not cut"
        finally:
            may_open.set()
            app.main.work.stop()

    asyncio.run(run())


def test_nothing_looks_as_if_it_were_there_when_the_base_cannot_be_used(home: Path, now: datetime) -> None:
    setup = replace(setup_of(home, now), first_page=home / "page.json")
    with engine_of(home, FixedClock(now)) as engine:
        three(engine)

    def refuses() -> TaskManager:
        raise StoreDamaged("it was left as it is")

    async def run(opens: Setup, seen: str, unseen: str) -> None:
        app = TmeApp(opens)
        try:
            async with app.run_test(notifications=True) as pilot:
                driver = Driver(pilot, app)
                await driver.until(lambda: seen in driver.text and unseen not in driver.text)
                await driver.press("ctrl+c")
                assert driver.toasts == ["To leave, press q"]
        finally:
            app.main.work.stop()

    asyncio.run(run(setup, "Buy bread", "it was left"))
    asyncio.run(run(replace(setup, open_engine=refuses), "it was left", "Buy bread"))


def test_a_number_repeats_a_motion_in_the_profile_of_vim(home: Path, now: datetime) -> None:
    with engine_of(home, FixedClock(now)) as engine:
        for number in range(1, 31):
            engine.add_task(f"Task {number}")

    async def run() -> None:
        async with driving(replace(setup_of(home, now), profile="vim")) as driver:
            await driver.press("g", "9", *"12j")
            assert driver.current == "Task 13"
            await driver.press(*"3k")
            assert driver.current == "Task 10"
            await driver.press(*"25G")
            assert driver.current == "Task 25"
            assert driver.screen.prompt.purpose is None
            await driver.press("g", "g", *"3dd")
            assert len(driver.titles) == 29, "only motions are repeated"

    asyncio.run(run())


def test_choosing_an_order_says_how_to_turn_it_round(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("o")
        await driver.type("title", "enter")
        await driver.press("o")
        assert "▼ once more: the other way" in driver.text
        await driver.type("title", "enter")
        assert driver.titles == ["Two", "One"]

    play(home, now, story, titles=["One", "Two"])


def test_a_command_is_typed_with_what_it_is_about(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        for line in (":add Milk friday", ":filter Milk", ":priority 2", ":Due saturday 9:00"):
            await driver.press("colon")
            await driver.type(line[1:], "enter")
        assert driver.titles == ["Milk"]
        await driver.press("colon")
        await driver.type("undo all of it", "enter")
        assert "all of it" in driver.toasts[-1], "nothing that was typed is dropped without a word"
        await driver.press("colon")
        await driver.type("wq", "enter")

    play(home, now, story, titles=["One"])
    with engine_of(home, FixedClock(now)) as engine:
        [task] = engine.get_tasks("Milk")
        assert task.priority == 2
        assert task.due is not None
        assert str(task.due).startswith(f"{now.date() + timedelta(days=(5 - now.weekday()) % 7)}T09:00")


def test_a_base_that_can_only_be_read_is_read_and_keeps_what_is_typed(
    small_disk: SmallDisk, now: datetime
) -> None:
    home = small_disk.folder / "home"
    home.mkdir(mode=0o777)
    with engine_of(home, FixedClock(now)) as engine:
        engine.add_task("Bake")

    async def run() -> None:
        async with driving(setup_of(home, now)) as driver:
            await driver.until(lambda: any("Only to be read" in toast for toast in driver.toasts))
            await driver.press("9")
            assert driver.titles == ["Bake"]
            await driver.press("a")
            await driver.type("Milk", "enter")
            await driver.until(lambda: driver.screen.prompt.text == "Milk")
            assert "may not be written" in driver.toasts[-1]
            await driver.press("escape")

    with small_disk.read_only():
        asyncio.run(run())
