"""The drawer: tasks without planned time are put into the calendar, by keys and by the mouse."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from textual import events
from textual.geometry import Offset

from tests.tui.calendar.test_calendar_tab import at, lines, tab
from tests.tui.screens import Driver, Story, engine_of, play
from tme_tui.engine.manager import TaskManager
from tme_tui.model.clock import FixedClock
from tme_tui.model.draft import Fields
from tme_tui.model.recurrence.values import Recurrence
from tme_tui.model.task import Kind
from tme_tui.tui.calendar.drawer import Drawer, Waiting, width_of

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
PAINT, SAND, SWEEP = 1, 2, 5


def unplanned(engine: TaskManager) -> None:
    engine.add(
        [
            Fields(title="Paint", priority=1, estimate=timedelta(hours=2), due=at("2026-11-25")),
            Fields(title="Sand", priority=2, estimate=timedelta(minutes=90), category="Home"),
            Fields(title="Planned", starts=at("2026-11-27T09:00"), ends=at("2026-11-27T10:00")),
            Fields(title="Party", kind=Kind.EVENT, starts=at("2026-11-28T20:00")),
            Fields(title="Sweep"),
        ]
    )


def drawer(
    home: Path, story: Story, *keys: str, size: tuple[int, int] = (160, 40)
) -> dict[int, tuple[str, str]]:
    """Open it beside a shape of the calendar and go on; the answer is what has which block."""

    async def begin(driver: Driver) -> None:
        await driver.press("f8", *keys, "g", "b")
        await story(driver)

    play(home, NOW, begin, prepare=unplanned, size=size)
    with engine_of(home, FixedClock(NOW)) as engine:
        tasks = [engine.get_task(number) for number in (PAINT, SAND, SWEEP)]
        return {int(task.id): (str(task.starts)[8:16], str(task.ends)[8:16]) for task in tasks if task.starts}


def heads(driver: Driver) -> list[str]:
    opened = tab(driver).drawer
    assert opened is not None
    return [task.title for task in opened.tasks]


def test_it_holds_what_has_no_time_yet_and_its_keys_are_those_of_tasks(home: Path) -> None:
    async def story(driver: Driver) -> None:
        assert heads(driver) == ["Paint", "Sand", "Sweep"]
        assert "To plan · 3" in lines(driver)
        assert "○  Paint" in lines(driver), "due today is not late"
        assert tab(driver).number == PAINT
        await driver.press("j")
        assert tab(driver).number == SAND
        await driver.press("space")
        assert heads(driver) == ["Paint", "Sweep"]
        await driver.press("h")
        assert tab(driver).number is None, "the calendar has the keys again"
        await driver.press("g", "b", "g", "b")
        assert "To plan" not in lines(driver)

    assert drawer(home, story, "W") == {}


def test_a_task_is_carried_to_a_slot_and_put_down(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("j", "enter", "l", "l", "l", "j")
        assert "┊Sand" in lines(driver)
        await driver.press("enter")
        assert tab(driver).place.day == date(2026, 11, 28)
        assert tab(driver).number == SAND
        assert heads(driver) == ["Paint", "Sweep"]

    assert drawer(home, story, "W") == {SAND: ("28T08:30", "28T10:00")}


def test_carrying_can_be_given_up(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("enter", "j", "escape")
        assert "┊" not in lines(driver)
        assert tab(driver).number == PAINT, "it is in the drawer again"

    assert drawer(home, story, "D") == {}


def test_one_after_the_other_is_planned_with_one_key(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("b", "b", "b")
        assert heads(driver) == []
        assert "Nothing to plan" in lines(driver)
        await driver.press("u")
        assert heads(driver) == ["Sweep"]

    assert drawer(home, story, "D") == {PAINT: ("25T08:00", "25T10:00"), SAND: ("25T10:00", "25T11:30")}


async def drag(driver: Driver, begin: Offset, *ways: Offset) -> None:
    """Hold the mouse and go these ways; let go at the last one."""
    await driver.pilot.mouse_down("#calendar", offset=begin)
    for way in ways:
        await driver.pilot.hover("#calendar", offset=way)
        await driver.settle()
    await driver.pilot.mouse_up("#calendar", offset=ways[-1])
    await driver.settle()


async def hold_over(driver: Driver, widget: str | None, place: Offset) -> None:
    """Move the mouse with its button held."""
    await driver.pilot._post_mouse_events([events.MouseMove], widget, place, button=1)
    await driver.settle()


def found(driver: Driver, text: str) -> Offset:
    """Where a text is drawn, counted from the frame."""
    for y, line in enumerate(lines(driver).split("\n")):
        if text in line:
            return Offset(line.index(text) + 1, y + 1)
    raise AssertionError(text)


def test_a_task_is_dragged_onto_a_slot(home: Path) -> None:
    async def story(driver: Driver) -> None:
        tab(driver)._dragged_task = None
        slot = found(driver, "10:00 │") + Offset(12, 0)
        begin = found(driver, "Sand")
        tab(driver).dragged(begin - Offset(1, 1), slot - Offset(1, 1), False)
        await driver.settle()
        assert "┊Sand" in lines(driver)
        await drag(driver, begin, slot - Offset(0, 2), slot)
        assert tab(driver).number == SAND

    assert drawer(home, story, "D") == {SAND: ("25T10:00", "25T11:30")}


def test_a_task_is_dragged_onto_a_day_of_a_month(home: Path) -> None:
    async def story(driver: Driver) -> None:
        day = found(driver, " 30 ") + Offset(3, 0)
        begin = found(driver, "Sweep")
        tab(driver).dragged(begin - Offset(1, 1), day - Offset(1, 1), False)
        await driver.settle()
        assert "┊Sweep" in lines(driver)
        await drag(driver, begin, day)

    assert drawer(home, story) == {SWEEP: ("30T09:00", "30T10:00")}


def test_a_task_of_the_list_is_dragged_over_the_tab_into_the_calendar(home: Path) -> None:
    """The name of the tab opens it under the mouse, and what is held follows to where it is let go."""

    async def story(driver: Driver) -> None:
        await driver.press("g", "b", "g", "b", "f6", "9")
        place = next(n for n, line in enumerate(driver.lines()) if "Sand" in line)
        row = Offset(driver.lines()[place].index("Sand"), place)
        label = Offset(driver.lines()[0].index("Calendar") + 2, 0)
        await driver.pilot.mouse_down(offset=row)
        for way in (row - Offset(0, 1), label):
            await hold_over(driver, None, way)
        await driver.until(lambda: driver.screen.tab_name == "calendar")
        await driver.settle()
        day = found(driver, " 30 ") + Offset(3, 0)
        await hold_over(driver, "#calendar", day)
        assert "┊Sand" in lines(driver)
        await driver.pilot.mouse_up("#calendar", offset=day)
        await driver.settle()

    assert drawer(home, story) == {SAND: ("30T09:00", "30T10:30")}


def test_letting_go_beside_the_calendar_changes_nothing(home: Path) -> None:
    async def story(driver: Driver) -> None:
        begin = found(driver, "Sand")
        await drag(driver, begin, found(driver, "Sweep"))
        assert heads(driver) == ["Paint", "Sand", "Sweep"]

    assert drawer(home, story, "D") == {}


def test_it_is_narrowed_by_a_line_of_its_own(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("f")
        await driver.type("+Home", "enter")
        assert heads(driver) == ["Sand"]
        assert not driver.screen.question.filter
        assert "· +Home" in lines(driver)

    assert drawer(home, story, "W") == {}


def test_where_there_is_no_room_it_takes_the_place_of_the_calendar(home: Path) -> None:
    async def story(driver: Driver) -> None:
        assert lines(driver).split("\n")[0].startswith(" To plan · 3")
        await driver.press("enter")
        assert "To plan" not in lines(driver)
        await driver.press("l", "enter")
        assert tab(driver).place.day == date(2026, 11, 26)

    assert drawer(home, story, "W", size=(60, 20)) == {PAINT: ("26T08:00", "26T10:00")}


def test_its_cursor_is_always_in_sight() -> None:
    tasks = tuple(Waiting(number, "") for number in range(50))
    for place in range(50):
        drawer = Drawer(tasks, place)
        assert drawer.row_at(place - drawer.top(10) + 1, 10) == place
        assert 0 <= place - drawer.top(10) < 9
    assert Drawer(tasks).row_at(0, 10) is None, "the heading"
    assert Drawer(tasks[:2]).row_at(3, 10) is None
    assert Drawer(tasks).by(-5).at == 0
    assert Drawer(tasks).by(500).at == 49
    assert Drawer().chosen is None
    assert (width_of(40), width_of(58), width_of(90), width_of(300)) == (40, 24, 30, 36)
    assert (width_of(60, 48), width_of(72, 48), width_of(86, 48)) == (60, 24, 28)


def test_the_next_time_of_what_repeats_is_planned_alone(home: Path) -> None:
    def daily(engine: TaskManager) -> None:
        engine.add([Fields(title="Water", due=at("2026-11-25"), recurrence=Recurrence("FREQ=DAILY"))])

    async def story(driver: Driver) -> None:
        await driver.press("f8", "D", "g", "b")
        assert heads(driver) == ["Water"]
        assert "Water ↻" in lines(driver)
        await drag(driver, found(driver, "○  Water") + Offset(3, 0), found(driver, "10:00 │") + Offset(12, 0))
        assert heads(driver) == []
        assert tab(driver).number == 1
        assert "▌○ Water" in lines(driver)
        await driver.press("(")
        assert tab(driver).place.minute == 9 * 60 + 30
        await driver.press("space")
        assert heads(driver) == ["Water"], "the next time, which is not planned"

    play(home, NOW, story, prepare=daily, size=(160, 40))
    with engine_of(home, FixedClock(NOW)) as engine:
        task = engine.get_task(1)
        assert (str(task.due), task.starts, task.ends) == ("2026-11-26", None, None)
        engine.undo()
        assert (str(engine.get_task(1).due), str(engine.get_task(1).starts)) == (
            "2026-11-25",
            "2026-11-25T09:30[UTC]",
        )
        said = [str(one.starts) for one in engine.occurrences_between(NOW - timedelta(hours=12), NOW)]
        assert said == ["2026-11-25", "2026-11-25T09:30[UTC]"]
