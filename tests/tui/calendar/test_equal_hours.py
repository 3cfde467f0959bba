"""The hour that the clocks show twice in autumn: each of the two is a place of its own, with real keys."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from tests.tui.screens import Driver, driving, engine_of, setup_of
from tme_tui.model.calendar.axis import axis_of, clock_change
from tme_tui.model.clock import FixedClock
from tme_tui.model.draft import Fields
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence import Recurrence
from tme_tui.model.task import Kind
from tme_tui.tui.calendar.grid_plan import Slots
from tme_tui.tui.calendar.tab import CalendarTab

NOW = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
"""Half past one in Berlin, an hour and a half before the clocks go back."""
DAY, ZONE = "2026-10-25T", "[Europe/Berlin]"


def berlin(clock: str) -> Moment:
    return Moment.from_text(f"{DAY}{clock}{ZONE}")


def test_both_of_an_hour_can_be_chosen_added_to_moved_through_and_selected(home: Path) -> None:
    (home / "config.yaml").write_text("user:\n  zone: Europe/Berlin\n")

    def stored(number: int) -> tuple[str, str]:
        with engine_of(home, FixedClock(NOW)) as engine:
            task = engine.get_task(number)
            return (str(task.starts or task.due).removesuffix(ZONE), str(task.ends).removesuffix(ZONE))

    async def story(driver: Driver) -> None:
        await driver.press("f8", "D", "t")
        tab = driver.screen._tab
        assert isinstance(tab, CalendarTab)
        places = []
        for _ in range(6):
            places.append((tab.place.minute, tab.place.again))
            await driver.press("j")
        assert places == [(90, False), (120, False), (150, False), (120, True), (150, True), (180, False)]

        await driver.press("t", *"jjj", "a")
        await driver.type("Tea")
        await driver.press("enter")
        assert stored(2)[0] == f"{DAY}02:00+01:00"
        assert tab.number == 2, "it stands where it was added"

        await driver.press("t")
        assert tab.number == 1
        seen = []
        for _ in range(4):
            await driver.press(")")
            seen.append(stored(1))
        assert seen == [
            (f"{DAY}02:00", f"{DAY}02:30"),
            (f"{DAY}02:30", f"{DAY}02:00+01:00"),
            (f"{DAY}02:00+01:00", f"{DAY}02:30+01:00"),
            (f"{DAY}02:30+01:00", f"{DAY}03:00"),
        ]
        assert "02:30²" in driver.text
        for _ in range(4):
            await driver.press("(")
        assert stored(1) == (f"{DAY}01:30", f"{DAY}02:00"), "and back the same way"

        view = tab.widget
        row = next(y for y in range(view.rows) if view.render_line(y).text.startswith("02:00²"))
        await driver.pilot.mouse_down(view, offset=(60, row))
        await driver.pilot.hover(view, offset=(60, row + 2))
        await driver.pilot.mouse_up(view, offset=(60, row + 2))
        await driver.settle()
        assert tab.selected is not None
        assert (tab.selected.begin, tab.selected.end, tab.selected.ends_again) == (150, 180, False)
        assert tab.selected.length == 90
        await driver.press("a")
        await driver.type("Long")
        await driver.press("enter")
        assert stored(3) == (f"{DAY}02:30", f"{DAY}03:00")

    with engine_of(home, FixedClock(NOW)) as engine:
        engine.add([Fields(title="Nap", kind=Kind.EVENT, starts=berlin("01:30"), ends=berlin("02:00"))])

    async def run() -> None:
        setup = replace(setup_of(home, NOW), zone="Europe/Berlin")
        async with driving(setup, (140, 38)) as driver:
            await story(driver)

    asyncio.run(run())


def test_a_selection_holds_the_rows_between_its_ends() -> None:
    day = date(2026, 10, 25)
    axis = axis_of(30, [clock_change(day, "Europe/Berlin")])
    slots = Slots(day, 150, 150, ends_again=True, twice=(120, 180))
    held = [(row.minute, row.again) for row in axis.rows if slots.holds(day, row)]
    assert held == [(150, False), (120, True)]
    assert slots.length == 60


def test_a_series_from_the_second_hour_on_begins_there_and_labels_say_which_hour_ends(home: Path) -> None:
    (home / "config.yaml").write_text("user:\n  zone: Europe/Berlin\n")
    with engine_of(home, FixedClock(NOW)) as engine:
        engine.add(
            [
                Fields(title="Nap", kind=Kind.EVENT, starts=berlin("02:30"), ends=berlin("02:15+01:00")),
                Fields(
                    title="Watch",
                    kind=Kind.EVENT,
                    starts=berlin("02:30+01:00"),
                    ends=berlin("03:30"),
                    recurrence=Recurrence("FREQ=DAILY"),
                ),
            ]
        )
        found = engine.diary(date(2026, 10, 25), date(2026, 10, 27), engine.repeating("Europe/Berlin"))
    shown = {
        (one.entry.title, f"{one.begin:%d %H:%M}", one.begin.fold, f"{one.until:%H:%M}")
        for items in found.values()
        for one in items
    }
    assert shown == {
        ("Nap", "25 02:30", 0, "02:15"),
        ("Watch", "25 02:30", 1, "03:30"),
        ("Watch", "26 02:30", 0, "03:30"),
    }

    async def run() -> None:
        setup = replace(setup_of(home, NOW), zone="Europe/Berlin")
        async with driving(setup, (140, 38)) as driver:
            await driver.press("f8", "D", "t")
            await driver.until(lambda: "02:30–02:15²" in driver.text)
            await driver.until(lambda: "02:30²–03:30" in driver.text)

    asyncio.run(run())
