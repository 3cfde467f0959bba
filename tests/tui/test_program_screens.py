"""What is about the program: commands, menu, colours, language, history."""

from __future__ import annotations

import asyncio
import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from tests.tui.screens import Driver, driving, engine_of, play, setup_of
from tests.tui.test_picking import labels
from tme_tui.bootstrap import open_manager
from tme_tui.engine.manager import TaskManager
from tme_tui.i18n import translator
from tme_tui.model.clock import FixedClock
from tme_tui.settings import load_settings
from tme_tui.tui.confirm import Confirm
from tme_tui.tui.history.screen import HistoryScreen
from tme_tui.tui.picking.picker import Picker


def test_commands_are_found_and_done(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("ctrl+p")
        await driver.type("compl")
        await driver.type("", "escape")
        await driver.press("ctrl+p")
        await driver.type("done", "enter")
        assert driver.titles == []
        await driver.press("ctrl+p")
        assert labels(driver)[0] == "Done"

    play(home, now, story, titles=["One"])


def test_a_number_that_no_task_has_is_not_found(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press(":")
        await driver.type("42", "enter")
        assert "Nothing found" in driver.text
        await driver.press("escape")
        assert driver.titles == ["One"]

    play(home, now, story, titles=["One"])


def test_the_menu_lists_what_can_be_done_here(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press(".")
        assert "Delete" in labels(driver)
        await driver.type("delete", "enter")
        assert driver.titles == ["Two"]

    play(home, now, story, titles=["One", "Two"])


def test_the_other_button_opens_the_menu(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.pilot.click(driver.screen.tasks, offset=(10, 2), button=3)
        await driver.settle()
        assert isinstance(driver.app.screen, Picker)
        await driver.type("delete", "enter")
        assert driver.titles == ["One"]

    play(home, now, story, titles=["One", "Two"])


def test_a_theme_is_seen_before_it_is_chosen_and_then_kept(home: Path, now: datetime) -> None:
    setup = replace(setup_of(home, now), settings_file=home / "config.yaml")
    (home / "config.yaml").write_text("# mine\nuser:\n  name: Anna\n")

    async def run() -> None:
        async with driving(setup) as driver:
            before = driver.app.theme
            await driver.press("ctrl+t", "down")
            assert driver.app.theme != before
            await driver.press("escape")
            assert driver.app.theme == before
            await driver.press("ctrl+t")
            await driver.type("taiga", "enter")
            assert driver.app.theme == "taiga"

    asyncio.run(run())
    assert load_settings(os.environ).screen.theme == "taiga"
    assert (home / "config.yaml").read_text().startswith("# mine\nuser:\n  name: Anna\n")


def test_keys_that_cannot_be_meant_are_named_and_the_screen_opens(home: Path, now: datetime) -> None:
    setup = replace(
        setup_of(home, now), keys={"ad": "x", "undo": "pgedown", "add": "f7"}, notices=("Noted.",)
    )

    async def run() -> None:
        async with driving(setup) as driver:
            said = driver.toasts[0]
            assert said.startswith("Noted.\n")
            assert "keys.bind.ad" in said
            assert "keys.bind.undo" in said
            await driver.press("f7")
            assert driver.screen.prompt.purpose is not None

    asyncio.run(run())


def test_the_language_is_changed_and_kept(home: Path, now: datetime) -> None:
    setup = replace(setup_of(home, now), settings_file=home / "config.yaml")

    async def run() -> str | None:
        async with driving(setup) as driver:
            driver.send("g")
            driver.send("l")
            await driver.until(lambda: driver.app._exit)
        return driver.app.return_value

    assert asyncio.run(run()) == "ru"
    assert load_settings(os.environ).user.locale == "ru"


def steps(engine: TaskManager) -> None:
    for title in ("One", "Two", "Three"):
        engine.add_task(title)
    engine.complete([2])


def test_history_shows_steps_and_takes_back_to_a_point(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("H")
        screen = driver.app.screen
        assert isinstance(screen, HistoryScreen)
        assert [choice.label for choice in screen.list.choices][-1] == "Added #1 “One”"
        assert "@me" in screen.list.choices[0].note
        await driver.press("j", "b")
        assert isinstance(driver.app.screen, Confirm)
        assert "2 steps" in driver.text
        await driver.press("y")
        assert isinstance(driver.app.screen, Confirm)
        await driver.press("enter")
        assert "2" in driver.toasts[0]

    play(home, now, story, prepare=steps)
    with engine_of(home, FixedClock(now)) as engine:
        assert {task.title for task in engine.get_tasks("")} == {"One", "Two"}


def test_history_has_room_for_the_key_of_help_in_any_width(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("H")
        assert "? Keys" in driver.text.splitlines()[-3]

    play(home, now, story, prepare=steps, size=(60, 20))


def test_history_counts_only_steps_of_one_s_own_to_take_back(home: Path, now: datetime) -> None:
    def others(engine: TaskManager) -> None:
        with open_manager(environment={"TME_HOME": str(home), "USER": "boris"}) as boris:
            boris.add_task("Another's")

    async def story(driver: Driver) -> None:
        await driver.press("H", "b")
        assert isinstance(driver.app.screen, HistoryScreen)
        assert "nothing that you did" in driver.toasts[-1]

    play(home, now, story, prepare=others)


def test_history_goes_to_the_task(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("H", "G", "enter")
        assert driver.current == "One"

    play(home, now, story, prepare=steps)


def test_a_refused_question_changes_nothing(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("H", "b", "escape", "q")
        assert len(driver.titles) == 2

    play(home, now, story, prepare=steps)


def test_the_setting_under_the_cursor_is_explained(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("g", "s")
        await driver.type("user.zone")
        assert "such as Europe/Moscow" in driver.text

    play(home, now, story)


def settings_story(home: Path, now: datetime, *presses: str) -> list[str]:
    """Open the settings, type and press; the answer is what was said last."""
    setup = replace(setup_of(home, now), settings_file=home / "config.yaml")
    said: list[str] = []

    async def run() -> None:
        async with driving(setup) as driver:
            await driver.press("g", "s")
            for press in presses:
                if press.startswith("["):
                    await driver.type(press[1:-1])
                else:
                    await driver.press(press)
            said.extend([*driver.toasts, driver.text])

    asyncio.run(run())
    return said


def test_a_setting_is_found_by_what_it_is_for_and_written(home: Path, now: datetime) -> None:
    (home / "config.yaml").write_text("# mine\nbackup:\n  keep_daily: 7  # a week\n")
    wipe = ["backspace"] * 2
    said = settings_story(home, now, "[keep_daily]", "enter", *wipe, "[30]", "enter")
    assert "30" in said[0]
    assert (home / "config.yaml").read_text() == "# mine\nbackup:\n  keep_daily: 30  # a week\n"
    assert load_settings(os.environ).backup.keep_daily == 30


def test_a_wrong_setting_is_explained_and_not_written(home: Path, now: datetime) -> None:
    said = settings_story(home, now, "[keep_daily]", "enter", "backspace", "[many]", "enter")
    assert "number" in "".join(said)
    assert not (home / "config.yaml").exists()


def test_a_key_that_is_taken_is_named(home: Path, now: datetime) -> None:
    said = settings_story(home, now, "[keys.bind]", "enter", "[done = a]")
    assert "cannot be" in said[-1]


def test_secrets_are_not_written_into_the_file(home: Path, now: datetime) -> None:
    said = settings_story(home, now, "[webhook.secret]", "enter")
    assert "TME_WEBHOOK__SECRET" in said[0]


def test_every_setting_is_explained() -> None:
    from tme_tui.tui.settings_screen import all_settings

    assert [one.key for one in all_settings(os.environ, translator("en")).values() if not one.about] == []
    russian = all_settings(os.environ, translator("ru"))
    assert russian["user.name"].about == "имя, которое видят другие"
    assert russian["backup.keep_daily"].origin == "по умолчанию"


def test_an_answer_that_comes_after_a_dialog_was_left_changes_nothing(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("H")
        driver.send("enter")
        driver.send("escape")
        await driver.settle()
        assert driver.titles == ["One", "Three"]

    play(home, now, story, prepare=steps)


def test_every_dialog_says_which_keys_count(home: Path, now: datetime) -> None:
    async def story(driver: Driver) -> None:
        for way, key, said in (
            ("H", "?", "Undo back to here"),
            ("W", "?", "Close"),
            ("g S", "?", "Restart"),
            ("b", "f1", "Take"),
            ("enter", "f1", "Next field"),
        ):
            await driver.press(*way.split())
            dialog = driver.app.screen
            await driver.press(key)
            assert said in driver.text
            await driver.press("escape")
            assert driver.app.screen is dialog
            await driver.press("escape")
            assert driver.app.screen is driver.screen

    play(home, now, story, titles=["Call", "Bake"])
