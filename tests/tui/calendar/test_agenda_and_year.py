"""The agenda and the year: what is drawn, without a screen."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.tui.calendar.test_month import TODAY, event, page_of
from tme_tui.i18n import translator
from tme_tui.tui.calendar.agenda import AgendaPainter, Line, lines_around, stop_beside, stops
from tme_tui.tui.calendar.colours import Colours
from tme_tui.tui.calendar.month import Look
from tme_tui.tui.calendar.place import Place, Shape
from tme_tui.tui.calendar.year import Fullness, YearPainter, map_of

AGENDA = Place(Shape.AGENDA, TODAY)
FIRST, AFTER = AGENDA.days(0)


def test_an_agenda_names_days_and_when_things_are() -> None:
    page = page_of([event(1, "2026-11-25T13:00", category="Work"), event(2, "2026-11-27T09:00", 3000)])
    look = Look(AGENDA)
    lines = lines_around(page, look, 20, FIRST, AFTER)
    strips = AgendaPainter(translator("en")).paint(page, look, lines, 80, 20, Colours())
    text = [strip.text.rstrip() for strip in strips]
    assert {strip.cell_length for strip in strips} == {80}
    assert text[0].startswith("Wed 25 Nov 2026 · today")
    assert text[0].endswith("1 h")
    assert text[1].startswith("▌ 13:00–14:00 ◇W Item 1")
    assert text[3].startswith("  09:00–…")
    assert text[5].startswith("  …–…")
    assert text[7].startswith("  …–11:00")


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 23)), max_size=60), st.integers(1, 40), st.data()
)
def test_every_item_is_a_stop_and_the_cursor_is_always_in_sight(
    times: list[tuple[int, int]], height: int, data: st.DataObject
) -> None:
    begin = date(2026, 10, 10)
    page = page_of(
        [
            event(number, f"{begin + timedelta(days=day)}T{hour:02}:00", 45)
            for number, (day, hour) in enumerate(times)
        ]
    )
    found = stops(page, FIRST, AFTER, TODAY)
    items = [stop for stop in found if stop.at is not None]
    assert len(items) == len(times)
    assert any(stop.day == TODAY for stop in found)
    stop = data.draw(st.sampled_from(found))
    look = Look(AGENDA.on(stop.day), stop.at or 0)
    lines = lines_around(page, look, height, FIRST, AFTER)
    assert len(lines) <= height
    assert Line(stop.day, stop.at) in lines
    days = dict.fromkeys(one.day for one in found if one.at is not None or one.day == stop.day)
    every = [line for day in days for line in (Line(day), *(one for one in items if one.day == day))]
    start = min(max(every.index(stop) - height // 3, 0), max(len(every) - height, 0))
    assert lines == every[start : start + height]
    steps = data.draw(st.integers(-70, 70))
    place = found.index(stop) + steps
    beside = stop_beside(page, stop, steps, FIRST, AFTER)
    if TODAY in (stop.day, *(one.day for one in items)):
        assert beside == (found[place] if 0 <= place < len(found) else None)


def test_a_year_says_how_full_its_days_are_without_colours() -> None:
    year = {date(2026, 3, 2): Fullness(2, 120, 0.1), date(2026, 3, 3): Fullness(5, 900, 1.7)}
    page = page_of([])
    strips = YearPainter(translator("en")).paint(
        year, Look(Place(Shape.YEAR, TODAY)), page, (70, 30), Colours()
    )
    text = "\n".join(strip.text for strip in strips)
    assert {strip.cell_length for strip in strips} == {70}
    assert text.count("░") == 2, "one day, one in the legend"
    assert text.count("█") == 2
    assert "March" in text
    assert "7 items" in text


@given(st.integers(1950, 2150), st.integers(0, 6), st.integers(57, 200))
def test_every_day_of_a_year_has_a_cell(year: int, first: int, width: int) -> None:
    plan = map_of(date(year, 6, 1), first, width)
    found = {plan.day_at(3 + plan.cell * week, 2 + row) for week in range(plan.weeks) for row in range(7)}
    day = date(year, 1, 1)
    while day.year == year:
        assert day in found
        day += timedelta(days=1)


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)), st.integers(0, 6), st.integers(8, 56))
def test_the_cursor_is_in_sight_where_a_year_has_no_room(day: date, first: int, width: int) -> None:
    plan = map_of(day, first, width)
    assert plan.weeks <= width - 3
    assert day in {plan.day_at(x, y) for x in range(width) for y in range(2, 9)}
