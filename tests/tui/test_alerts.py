"""Reminders on the screen: they pop up, are answered by a key, and leave who asked for it in peace."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

from tests.scheduler.reminders import Desk
from tests.tui.screens import Driver, Story, driving, engine_of
from tme_tui.i18n import translator
from tme_tui.model.clock import FixedClock
from tme_tui.model.draft import Fields
from tme_tui.model.moment import Moment
from tme_tui.model.outbox import Fate
from tme_tui.model.task import Reminder, Status
from tme_tui.tui.alerts.popup import ReminderPopup
from tme_tui.tui.alerts.services import ServicesScreen
from tme_tui.tui.picking.choice_list import ChoiceList
from tme_tui.tui.setup import Setup


def _remind(home: Path, clock: FixedClock, *titles: str) -> None:
    """Tasks of which one was reminded a minute ago."""
    with engine_of(home, clock) as engine:
        due = Moment.at(clock.now() + timedelta(minutes=15), "UTC")
        reminders = (Reminder(before=timedelta(minutes=14)),)
        engine.add([Fields(title=title, due=due, reminders=reminders) for title in titles])
    clock.moment += timedelta(minutes=2)


def _play(home: Path, clock: FixedClock, story: Story) -> None:
    """A story on a screen whose clock the test moves."""

    async def run() -> None:
        setup = Setup(lambda: engine_of(home, clock), words=translator("en"))
        async with driving(setup) as driver:
            await story(driver)

    asyncio.run(run())


def _is_open(driver: Driver) -> bool:
    return isinstance(driver.app.screen, ReminderPopup)


def test_what_came_due_pops_up_and_a_key_completes_it(home: Path, clock: FixedClock) -> None:
    _remind(home, clock, "Call Anna")

    async def act(driver: Driver) -> None:
        await driver.until(lambda: _is_open(driver))
        assert "Call Anna" in driver.text
        await driver.press("space")
        await driver.until(lambda: not _is_open(driver))

    _play(home, clock, act)
    with engine_of(home, clock) as engine:
        assert engine.get_task(1).status is Status.DONE
        assert engine.alerts() == []


def test_snoozing_puts_one_off_and_leaves_the_others(home: Path, clock: FixedClock) -> None:
    _remind(home, clock, "First", "Second")

    async def act(driver: Driver) -> None:
        await driver.until(lambda: _is_open(driver))
        await driver.press("1")
        await driver.settle()
        assert _is_open(driver)
        await driver.press("escape")

    _play(home, clock, act)
    with engine_of(home, clock) as engine:
        assert [alert.task.title for alert in engine.alerts()] == ["Second"]
        clock.moment += timedelta(minutes=11)
        assert [alert.task.title for alert in engine.alerts()] == ["Second", "First"]


def test_what_was_left_is_listed_again_when_asked_for(home: Path, clock: FixedClock) -> None:
    _remind(home, clock, "Call Anna")

    async def act(driver: Driver) -> None:
        await driver.until(lambda: _is_open(driver))
        await driver.press("escape")
        await driver.settle()
        assert not _is_open(driver)
        await driver.press("g", "w")
        await driver.until(lambda: _is_open(driver))

    _play(home, clock, act)


def test_nothing_pops_up_over_what_is_being_typed(home: Path, clock: FixedClock) -> None:
    async def act(driver: Driver) -> None:
        await driver.press("a")
        await driver.type("Buy milk")
        _remind(home, clock, "Call Anna")
        driver.screen.look_for_alerts()
        await driver.settle()
        assert not _is_open(driver)
        assert "Buy milk" in driver.text
        await driver.press("escape")
        driver.screen.look_for_alerts()
        await driver.until(lambda: _is_open(driver))

    _play(home, clock, act)


def test_peace_for_an_hour_keeps_reminders_away(home: Path, clock: FixedClock) -> None:
    async def act(driver: Driver) -> None:
        await driver.press("g", "n")
        await driver.until(lambda: any("No reminders until" in toast for toast in driver.toasts))
        _remind(home, clock, "Call Anna")
        driver.screen.look_for_alerts()
        await driver.settle()
        assert not _is_open(driver)
        await driver.press("g", "n")
        await driver.until(lambda: _is_open(driver))

    _play(home, clock, act)


_BROKEN: dict[str, tuple[str, int, dict[str, object]]] = {
    "ear telegram": ("failed", 0, {"error": "the token is wrong"})
}


def test_the_panel_of_services_shows_deliveries_and_explains_them(home: Path, clock: FixedClock) -> None:
    with engine_of(home, clock) as engine:
        engine.report_services("elsewhere:1:a", _BROKEN)

    async def act(driver: Driver) -> None:
        await driver.press("g", "S")
        await driver.until(lambda: isinstance(driver.app.screen, ServicesScreen))
        await driver.until(lambda: "ear telegram" in driver.text)
        await driver.press("enter")
        await driver.settle()
        assert ".env" in driver.text

    _play(home, clock, act)


def test_what_did_not_arrive_is_not_hidden_by_what_is_planned(home: Path, clock: FixedClock) -> None:
    with engine_of(home, clock) as engine:
        due = [Moment.at(clock.now() + timedelta(minutes=15 + 60 * hour), "UTC") for hour in range(40)]
        reminders = (Reminder(before=timedelta(minutes=14)),)
        engine.add([Fields(title=f"Turn {n}", due=one, reminders=reminders) for n, one in enumerate(due)])
        engine.plan_ahead()
        clock.moment += timedelta(minutes=2)
        desk = Desk(engine)
        [claimed] = desk.take("desktop")
        desk.report(claimed, Fate.REFUSED, error="no such thing")

    async def act(driver: Driver) -> None:
        await driver.until(lambda: _is_open(driver))
        await driver.press("escape", "g", "S")
        await driver.until(lambda: "no such thing" in driver.text)
        panel = driver.app.screen
        assert isinstance(panel, ServicesScreen)
        text = driver.text
        assert text.index("Turn 0") < text.index("Turn 1 ") < text.index("Turn 2 ")
        lines = panel.query_one(ChoiceList)
        await driver.press("G")
        assert lines.place == len(lines.choices) - 1
        await driver.press("g", "g")
        assert lines.place == 0
        assert "Turn 30" not in text
        await driver.press("S")
        await driver.until(lambda: any("sent again" in toast for toast in driver.toasts))

    _play(home, clock, act)
