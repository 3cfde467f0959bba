"""Others' hours of work: by their own clocks, beside the days and in the columns of people."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.tui.calendar.test_calendar_tab import lines, tab, with_people
from tests.tui.screens import Driver, engine_of, play
from tme_tui.bootstrap import open_manager
from tme_tui.engine.manager import TaskManager
from tme_tui.model.calendar.axis import axis_of
from tme_tui.model.calendar.hours import Hours, common
from tme_tui.model.clock import FixedClock
from tme_tui.tui.calendar.colours import Colours
from tme_tui.tui.calendar.hours import gutter, gutter_of

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
DAY = date(2026, 11, 25)
SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6)), max_size=3).map(
    lambda found: tuple((begin, begin + length) for begin, length in found)
)


@given(st.lists(SPANS, min_size=1, max_size=3))
def test_what_is_common_is_when_all_work(found: list[tuple[tuple[int, int], ...]]) -> None:
    hours: Hours = tuple((str(number), spans) for number, spans in enumerate(found))
    shared = common(hours)
    for minute in range(30):
        works = [any(begin <= minute < end for begin, end in spans) for _, spans in hours]
        covered = any(begin <= minute < end for begin, end in shared)
        split = any(minute in (begin, end) for spans in found for begin, end in spans)
        assert covered == all(works) or (covered is False and split)


def test_each_has_a_cell_that_begins_with_a_letter() -> None:
    hours: Hours = (("anna", ((540, 660),)), ("boris", ((-60, 30), (600, 1440))))
    rows = axis_of(60).rows
    drawn = ["".join(segment.text for segment in gutter(hours, row, 2, Colours())) for row in rows]
    assert drawn[0] == " B"
    assert drawn[1] == "  "
    assert drawn[9:12] == ["A ", "░B", " ░"]
    many = (*hours, ("carl", ((0, 60),)), ("dora", ((0, 660),)))
    counted = ["".join(segment.text for segment in gutter(many, row, 2, Colours())) for row in rows]
    assert counted[0] == " 3", "who has no cell is counted in the last one"
    assert counted[9:12] == ["A1", "░2", " 1"]
    assert gutter_of(hours[:1], 30) == 0
    assert gutter_of(hours, 30) == 2
    assert gutter_of(hours, 4) == 1


def from_kolkata(home: Path) -> None:
    """Anna opens the base, five and a half hours ahead."""
    environment = {"TME_HOME": str(home), "HOME": str(home), "USER": "anna", "TZ": "Asia/Kolkata"}
    with open_manager(environment=environment, clock=FixedClock(NOW)):
        pass


def test_the_hours_of_others_are_by_their_own_clocks(home: Path) -> None:
    with engine_of(home, FixedClock(NOW)) as engine:
        engine.add_person("anna")
    from_kolkata(home)
    with engine_of(home, FixedClock(NOW)) as engine:
        anna, me = (engine.person_named(login) for login in ("anna", "me"))
        assert engine.hours_of(me, DAY, "UTC") == engine.hours_on(DAY) == ((540, 1080),)
        assert engine.hours_of(anna, DAY, "UTC") == ((210, 750),)
        assert engine.hours_of(anna, DAY, "Pacific/Auckland") == ((0, 90), (990, 1440)), "of two of her days"
        assert engine.hours_of(me, date(2026, 11, 28), "UTC") == (), "a Saturday"


def test_a_narrow_week_counts_whom_it_has_no_cells_for(home: Path) -> None:
    def three(engine: TaskManager) -> None:
        with_people(engine)
        engine.add_person("carl")

    async def story(driver: Driver) -> None:
        await driver.press("f8", "W", "F")
        await driver.type("45m @anna @boris @carl until 1 dec", "enter")
        said = str(tab(driver).widget._border_subtitle)
        assert "@me" in said
        assert "@boris @carl; D shows each" in said
        nine = next(line for line in lines(driver).split("\n") if line.startswith("09:00"))
        assert nine.count("MB") == 0
        assert sum(nine.count(said) for said in ("M1", "M2", "M3", "MA1", "MA2")) == 5, "one digit a day"

    play(home, NOW, story, prepare=three, size=(80, 24))


def test_free_time_and_columns_show_whose_hours_are_when(home: Path) -> None:
    async def story(driver: Driver) -> None:
        await driver.press("F")
        await driver.type("45m @anna until 1 dec", "enter")
        assert tab(driver).workers == ("me", "anna")
        known = tab(driver).page.day(DAY)
        assert known.common == ((540, 750),)
        assert known.shaded == known.common
        assert "@me · @anna" in str(tab(driver).widget._border_subtitle)
        row = next(line for line in lines(driver).split("\n") if line.startswith("09:00"))
        assert row.count("M░") == 5, "I begin at nine, and Anna is at work already"
        await driver.press("escape")
        assert tab(driver).page.day(DAY).hours == ()
        await driver.press("D", "O")
        await driver.type("anna", "tab")
        for _ in "anna":
            await driver.press("backspace")
        await driver.type("me", "tab", "enter")
        assert [column.known.work for column in tab(driver)._grid(80, 30).columns] == [
            ((210, 750),),
            ((540, 1080),),
        ]

    async def begin(driver: Driver) -> None:
        from_kolkata(home)
        await driver.press("f8")
        await story(driver)

    play(home, NOW, begin, prepare=with_people, size=(140, 38))
