"""The month: what is drawn, without a screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tme_tui.i18n import translator
from tme_tui.model.calendar.days import Day, load_of, week_number, window
from tme_tui.model.diary import DAY, Appearance, Entry, Role, by_day
from tme_tui.tui.calendar.colours import Colours
from tme_tui.tui.calendar.month import Look, MonthPainter, rows_of
from tme_tui.tui.calendar.page import Page
from tme_tui.tui.calendar.place import Place, Shape, week_at

TODAY = date(2026, 11, 25)


def event(number: int, begin: str, minutes: int = 60, category: str | None = None) -> Appearance:
    start = datetime.fromisoformat(begin)
    entry = Entry(number, f"Item {number}", "event")._replace(category=category)
    return Appearance(start, start + timedelta(minutes=minutes), False, Role.BLOCK, entry)


def page_of(items: Sequence[Appearance], first_weekday: int = 0) -> Page:
    """October to December 2026 with these items."""
    found = by_day(items, date(2026, 10, 1), date(2027, 1, 1))
    weeks: dict[int, dict[date, Day]] = {}
    day = date(2026, 10, 1)
    while day < date(2027, 1, 1):
        there = found.get(day, ())
        weeks.setdefault(week_at(day), {})[day] = Day(there, ((540, 1080),), False, load_of(there, day))
        day += DAY
    return Page(weeks, datetime.combine(TODAY, time(12)), first_weekday)


def drawn(page: Page, place: Place, width: int = 100, height: int = 31, chosen: int = 0) -> list[str]:
    painter = MonthPainter(translator("en"))
    strips = painter.paint(page, Look(place, chosen), width, height, Colours())
    assert {strip.cell_length for strip in strips} == {width}
    assert len(strips) == height
    return [strip.text for strip in strips]


def test_a_month_has_week_numbers_today_items_and_how_full_a_day_is() -> None:
    lunch = event(1, "2026-11-25T13:00", category="Work")
    lines = drawn(page_of([lunch]), Place(Shape.MONTH, TODAY))
    assert lines[0].split() == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    (row,) = [at for at, line in enumerate(lines) if "[25]" in line]
    assert lines[row].startswith("48 ")
    assert "━" in lines[row]
    assert "▌W Item 1" in lines[row + 1]


def test_what_has_no_room_is_counted_and_comes_into_sight_when_it_is_chosen() -> None:
    items = [event(number, f"2026-11-25T{8 + number:02}:00") for number in range(1, 9)]
    page = page_of(items)
    text = "\n".join(drawn(page, Place(Shape.MONTH, TODAY)))
    assert "Item 4" not in text
    assert "+5 more" in text
    assert "Item 8" in "\n".join(drawn(page, Place(Shape.MONTH, TODAY), chosen=7))


def test_a_week_begins_where_it_does_and_is_numbered_by_its_thursday() -> None:
    lines = drawn(page_of([], first_weekday=6), Place(Shape.MONTH, TODAY))
    assert lines[0].split()[0] == "Su"
    assert week_number(date(2026, 12, 27)) == 53
    assert week_number(date(2026, 12, 28)) == 53
    assert week_number(date(2027, 1, 4)) == 1


def test_weeks_that_look_as_before_are_the_same_lines() -> None:
    page, painter, colours = page_of([]), MonthPainter(translator("en")), Colours()
    first = painter.paint(page, Look(Place(Shape.MONTH, TODAY)), 80, 31, colours)
    second = painter.paint(page, Look(Place(Shape.MONTH, TODAY + DAY)), 80, 31, colours)
    same = sum(one is other for one, other in zip(first, second, strict=True))
    assert same == 26, "all but those of one week"


@given(st.integers(0, 60), st.integers(0, 12), st.integers(0, 59))
def test_every_item_can_be_brought_into_sight(count: int, slots: int, chosen: int) -> None:
    shown, more = window(count, slots, chosen)
    assert len(shown) + more == count
    assert len(shown) + (more > 0) <= max(slots, 1)
    if chosen < count and slots > 1:
        assert chosen in shown


@given(
    st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(0, 6), st.integers(10, 250), st.integers(7, 80)
)
def test_every_day_of_a_month_has_a_cell_that_the_mouse_finds(
    day: date, first: int, width: int, height: int
) -> None:
    place = Place(Shape.MONTH, day)
    rows = rows_of(place, first, width, height)
    found = {rows.day_at(x, y) for x in range(width) for y in range(height)}
    days = {each[0] for each in found if each is not None}
    begin, after = place.days(first)
    assert days == {begin + timedelta(days=number) for number in range((after - begin).days)}
    assert begin.weekday() == first
    assert begin <= day.replace(day=1)


def test_before_the_present_day_is_known_any_shape_has_days_whichever_day_begins_the_week() -> None:
    for shape in Shape:
        for first_weekday in range(7):
            first, after = Place(shape, date.min).days(first_weekday)
            assert first <= after
