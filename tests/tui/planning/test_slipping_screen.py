"""A date that others hang on: the question, its three answers, and what they do."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.tui.screens import Driver, Story, engine_of, play
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock
from tme_tui.tui.form.screen import FormScreen
from tme_tui.tui.planning.slipping_screen import SlippingScreen

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
PLAN, PAINT, MOVE = 1, 2, 3


def house(engine: TaskManager) -> None:
    for title, due in (("Plan", "2026-11-26"), ("Paint", "2026-11-27"), ("Move in", "2026-12-20")):
        engine.add_task(title, due=due)
    engine.depend(PAINT, PLAN)
    engine.depend(MOVE, PAINT)


def dated(home: Path, story: Story, *, tab: str = "f6", locale: str = "en") -> list[str]:
    """Set the first date to the 30th, and go on with the story; the answer is all the dates."""

    async def begin(driver: Driver) -> None:
        await driver.press(tab, "g", "g", "d")
        await driver.type("2026-11-30", "enter")
        await story(driver)

    play(home, NOW, begin, prepare=house, locale=locale)
    with engine_of(home, FixedClock(NOW)) as engine:
        return [str(engine.get_task(number).due)[5:] for number in (PLAN, PAINT, MOVE)]


def test_it_asks_and_moves_along_in_one_step(home: Path) -> None:
    async def story(driver: Driver) -> None:
        assert isinstance(driver.app.screen, SlippingScreen)
        assert "Paint  #2 · due Fri 27 Nov · 3 days too late" in driver.text
        assert "Move 1 task along by 4 days" in driver.text
        assert "Move in" not in "".join(line for line in driver.lines() if "too late" in line)
        await driver.press("1")
        assert "Moved the date of #1 and of 1 task behind it" in driver.toasts[0]

    assert dated(home, story) == ["11-30", "12-01", "12-20"]


def test_only_the_date_moves_and_what_is_late_is_marked(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("2")
        assert "#2 comes 3 days too late" in driver.toasts[0]
        assert driver.screen.chosen == (PAINT,)

    assert dated(home, story) == ["11-30", "11-27", "12-20"]


def test_in_the_tree_too(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("2")
        assert driver.screen.chosen == (PAINT,)
        assert driver.screen.tab_name == "tree"

    assert dated(home, story, tab="f7") == ["11-30", "11-27", "12-20"]


def test_leaving_changes_nothing(home: Path) -> None:
    async def story(driver: Driver) -> None:
        assert "опоздает" in driver.text
        await driver.press("escape")
        assert driver.toasts == ["Срок остался прежним."]

    assert dated(home, story, locale="ru") == ["11-26", "11-27", "12-20"]


def test_a_date_that_hurts_nobody_asks_nothing(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("escape", "d")
        await driver.type("2026-11-27", "enter")
        assert not isinstance(driver.app.screen, SlippingScreen)
        await driver.press("d")
        await driver.type("nonsense", "enter")
        assert driver.screen.prompt.text == "nonsense", "what is refused comes back"
        await driver.press("escape", "d")
        await driver.type("none", "enter")

    assert dated(home, story)[1:] == ["11-27", "12-20"]


def lined(home: Path, story: Story) -> list[str]:
    """Change the line of the first task, its date too, and go on with the story."""

    async def begin(driver: Driver) -> None:
        await driver.press("f6", "g", "g", "e")
        await driver.press("ctrl+e", "ctrl+u")
        await driver.type("Plan well 2026-11-30", "enter")
        await story(driver)

    play(home, NOW, begin, prepare=house)
    with engine_of(home, FixedClock(NOW)) as engine:
        return [f"{task.title} {str(task.due)[5:]}" for task in map(engine.get_task, (PLAN, PAINT))]


def test_a_line_that_is_edited_asks_too(home: Path) -> None:
    async def story(driver: Driver) -> None:
        assert isinstance(driver.app.screen, SlippingScreen)
        await driver.press("1")
        assert "Moved the date of #1 and of 1 task behind it" in driver.toasts[0]
        await driver.press("u", "U")

    assert lined(home, story) == ["Plan well 11-30", "Paint 12-01"]


def test_a_line_that_is_left_at_the_question_comes_back(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("escape")
        assert driver.screen.prompt.text == "Plan well 2026-11-30"
        await driver.press("enter", "2")

    assert lined(home, story) == ["Plan well 11-30", "Paint 11-27"]


def formed(home: Path, story: Story) -> list[str]:
    """Change date and title in the form, and go on with the story."""

    async def begin(driver: Driver) -> None:
        await driver.press("f6", "g", "g", "enter")
        form = driver.app.screen
        assert isinstance(form, FormScreen)
        for name, text in (("title", "Plan well"), ("due", "2026-11-30")):
            form.go_to(form.row(name))
            await driver.press("ctrl+e", "ctrl+u")
            await driver.type(text)
        await driver.press("ctrl+s")
        await story(driver)

    play(home, NOW, begin, prepare=house)
    with engine_of(home, FixedClock(NOW)) as engine:
        return [f"{task.title} {str(task.due)[5:]}" for task in map(engine.get_task, (PLAN, PAINT))]


def test_the_form_asks_before_it_stores(home: Path) -> None:
    async def story(driver: Driver) -> None:
        assert isinstance(driver.app.screen, SlippingScreen)
        await driver.press("escape")
        assert isinstance(driver.app.screen, FormScreen), "it is open as it was"
        await driver.press("ctrl+s", "1")
        assert not isinstance(driver.app.screen, FormScreen)
        await driver.press("u", "U")

    assert formed(home, story) == ["Plan well 11-30", "Paint 12-01"]


def test_the_form_stores_only_its_own_and_marks_what_is_late(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("2")
        assert driver.screen.chosen == (PAINT,)

    assert formed(home, story) == ["Plan well 11-30", "Paint 11-27"]
