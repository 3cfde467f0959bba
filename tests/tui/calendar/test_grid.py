"""The time grid: rows of hours, also when clocks change, and blocks that never cover each other."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.tui.calendar.test_month import TODAY, event, page_of
from tme_tui.i18n import translator
from tme_tui.model.calendar.axis import ALL_DAY, DAY_MINUTES, ClockChange, Row, axis_of, clock_change
from tme_tui.model.calendar.days import week_of
from tme_tui.model.calendar.lanes import cells_of, in_sight, rows_taken, side_by_side, timed
from tme_tui.model.diary import DAY, Appearance, by_day
from tme_tui.tui.calendar.colours import Colours
from tme_tui.tui.calendar.ghosts import Ghost
from tme_tui.tui.calendar.grid import GridPainter
from tme_tui.tui.calendar.grid_plan import GridLook, Slots, columns_of, grid_of, item_under, items_at
from tme_tui.tui.calendar.page import Page
from tme_tui.tui.calendar.place import ZOOMS, Place, Shape

WEEK = Place(Shape.WEEK, TODAY, 13 * 60, 60)
MIDNIGHT = datetime.combine(TODAY, time())


def drawn(
    page: Page,
    look: GridLook,
    width: int = 110,
    height: int = 28,
    ghosts: tuple[Ghost, ...] = (),
    days: tuple[date, date] | None = None,
) -> list[str]:
    first = week_of(look.place.day, 0)
    columns = columns_of(page, *(days or (first, first + 7 * DAY)), ghosts)
    grid = grid_of(page, columns, look, width, height, 0)
    strips = GridPainter(translator("en")).paint(page, grid, look, Colours())
    assert {strip.cell_length for strip in strips} == {width}
    assert len(strips) == height
    return [strip.text for strip in strips]


def test_a_week_has_hours_blocks_whole_days_and_the_present_time() -> None:
    lunch = event(1, "2026-11-25T13:00", 120, category="Work")
    trip = event(2, "2026-11-26T00:00", 1440)._replace(all_day=True)
    lines = drawn(page_of([lunch, trip]), GridLook(WEEK))
    assert lines[0].split("│")[3].split()[:2] == ["We", "[25]"]
    assert "Item 2" in lines[1].split("│")[4]
    (row,) = [at for at, line in enumerate(lines) if line.startswith("13:00")]
    assert "▎◇W Item 1" in lines[row]
    assert "13:00–15:00" in lines[row + 1]
    assert lines[row - 1].startswith("▸12:00")
    assert "───" in lines[row - 1].split("│")[3]


@given(st.sampled_from(ZOOMS), st.integers(0, 1439))
def test_rows_of_an_even_axis_are_counted_as_they_are_looked_for(zoom: int, minute: int) -> None:
    axis = axis_of(zoom)
    assert axis.even == zoom
    assert axis.row_at(minute) == axis._replace(even=0).row_at(minute)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=40))
def test_lanes_are_as_few_as_can_be(drawn: list[tuple[int, int]]) -> None:
    taken = [(first, first + length) for first, length in drawn]
    blocks = side_by_side(taken)
    assert [(block.item, block.first, block.after) for block in blocks] == [
        (at, *each) for at, each in enumerate(taken)
    ]
    for block in blocks:
        at_once = [other for other in blocks if other.first <= block.first < other.after]
        assert len({other.lane for other in at_once}) == len(at_once), "none covers another"
        assert {other.lanes for other in at_once} == {block.lanes}
    for lanes in {block.lanes for block in blocks}:
        group = [block for block in blocks if block.lanes == lanes]
        assert lanes == max(
            sum(other.first <= block.first < other.after for other in group) for block in group
        )


def test_what_overlaps_stands_side_by_side_and_what_has_no_room_is_counted() -> None:
    items = [event(number, "2026-11-25T13:00") for number in range(1, 10)]
    look = GridLook(WEEK, chosen=items[8].key)
    (line,) = [line for line in drawn(page_of(items), look, width=80) if line.startswith("13:00")]
    cell = line.split("│")[3]
    assert cell.endswith("+7 ") or "+7" in cell
    assert cell.count("▎") + cell.count("▌") == 2
    assert "▌" in cell, "the chosen one is always in sight"


def test_narrow_columns_keep_the_day_and_the_count() -> None:
    items = [event(number, "2026-11-25T13:00") for number in range(1, 21)]
    lines = drawn(page_of(items), GridLook(WEEK), width=42)
    assert lines[0].split("│")[1:4] == ["Mo23", "Tu24", "[25]"]
    assert [line.split("│")[3] for line in lines if "+19" in line] == ["▎+19"]


def a_day(day: date, zone: str = "Europe/Riga") -> list[str]:
    """A day, hour by hour."""
    look = GridLook(Place(Shape.DAY, day, 0, 60), zones=(zone,))
    return drawn(page_of([]), look, 40, 26, days=(day, day + DAY))


def test_a_day_of_25_hours_has_an_hour_twice_and_one_of_23_has_one_less() -> None:
    back, on = date(2026, 10, 25), date(2026, 3, 29)
    assert clock_change(back, "Europe/Riga") == ClockChange(4 * 60, -60)
    assert clock_change(on, "Europe/Riga") == ClockChange(3 * 60, 60)
    assert clock_change(TODAY, "Europe/Riga") is None
    rows = axis_of(60, [clock_change(back, "Europe/Riga")]).rows
    assert len(rows) == 25
    assert rows[3:6] == (Row(180, 60), Row(180, 60, again=True), Row(240, 60))
    first = a_day(back)
    assert [line[:6].strip() for line in first[3:7]] == ["02:00", "03:00", "03:00²", "04:00"]
    skipped = a_day(on)
    assert "╱╱╱" in skipped[4]
    assert skipped[4].startswith("03:00")
    assert "╱" not in skipped[3] + skipped[5]


def test_clocks_that_go_on_at_midnight_leave_the_first_hour_out() -> None:
    on = date(2026, 9, 6)
    assert clock_change(on, "America/Santiago") == ClockChange(0, 60)
    assert clock_change(date(2011, 12, 30), "Pacific/Apia") == ClockChange(0, DAY_MINUTES), "all of it"
    lines = a_day(on, "America/Santiago")
    assert ["╱╱╱" in line for line in lines[1:4]] == [True, False, False]


def test_half_an_hour_that_happens_twice_says_so() -> None:
    look = GridLook(Place(Shape.DAY, date(2026, 4, 5), 0, 30), zones=("Australia/Lord_Howe",))
    lines = drawn(page_of([]), look, 40, 26, days=(look.place.day, look.place.day + DAY))
    assert [line[:6].strip() for line in lines[3:7]] == ["01:00", "", "01:30²", "02:00"]


def test_the_second_time_of_an_hour_is_where_what_comes_from_elsewhere_stands() -> None:
    back = date(2026, 10, 25)
    axis = axis_of(30, [clock_change(back, "Europe/Riga")])
    first, second = (datetime(2026, 10, 25, 3, 30, fold=fold) for fold in (0, 1))  # noqa: DTZ001 - wall times
    assert axis.row_at(210) == 7
    assert axis.row_at(210, again=True) == 9
    assert rows_taken(first, first + timedelta(minutes=30), back, axis) == (7, 8)
    assert rows_taken(second, second + timedelta(minutes=30), back, axis)[0] == 9


def test_what_goes_on_over_midnight_takes_both_of_the_last_hours_too() -> None:
    back = date(2026, 4, 4)
    axis = axis_of(30, [clock_change(back, "America/Santiago")])
    assert axis.rows[-1].again, "in Santiago the hour before midnight happens twice"
    begin = datetime.combine(back, time(23, 15))
    for length in (45, 75):
        assert rows_taken(begin, begin + timedelta(minutes=length), back, axis) == (46, 50)
    assert rows_taken(begin, begin + timedelta(minutes=15), back, axis) == (46, 47)
    assert rows_taken(begin, begin.replace(minute=45, fold=1), back, axis) == (46, 50)


def test_another_zone_stands_beside_ones_own() -> None:
    lines = drawn(page_of([]), GridLook(WEEK, zones=("Europe/Riga", "Asia/Tokyo")))
    assert lines[0].startswith("Tokyo Riga")
    assert any(line.startswith("20:00 13:00") for line in lines)
    assert any(line.startswith("03:00+20:00") for line in lines)


def test_what_a_ghost_only_touches_within_a_row_needs_no_lane_beside_it() -> None:
    before, behind = event(1, "2026-11-25T14:00", 15), event(2, "2026-11-25T17:30", 30)
    ghost = Ghost(MIDNIGHT + timedelta(hours=14, minutes=15), MIDNIGHT + timedelta(hours=17), "free")
    late = ghost._replace(end=MIDNIGHT + timedelta(hours=17, minutes=30))
    for one in (ghost, late):
        lines = drawn(page_of([before, behind]), GridLook(WEEK), width=70, ghosts=(one,))
        days = {line[:5]: line.split("│")[3] for line in lines if line[:2].isdigit()}
        assert "Item" in days["14:00"]
        assert "Item" in days["17:00"]
        assert days["15:00"].startswith("┊free")
        assert not any("+1" in line for line in lines)


def test_ghosts_are_drawn_and_selected_slots_are_an_event() -> None:
    ghost = Ghost(MIDNIGHT + timedelta(hours=15), MIDNIGHT + timedelta(hours=16), "Write", is_late=True)
    lines = drawn(page_of([]), GridLook(WEEK, selected=Slots(TODAY, 600, 660)), ghosts=(ghost,))
    assert any("┊! Write" in line for line in lines)


@st.composite
def items(draw: st.DrawFn) -> list[Appearance]:
    found = []
    for number in range(draw(st.integers(0, 14))):
        begin = MIDNIGHT + timedelta(minutes=draw(st.integers(-300, 1439)))
        length = timedelta(minutes=draw(st.sampled_from((0, 15, 45, 60, 180, 700, 3000))))
        found.append(event(number, begin.isoformat())._replace(end=begin + length))
    return found


@given(items(), st.sampled_from(ZOOMS), st.integers(3, 60), st.integers(0, 14))
def test_overlaps_never_cover_each_other(found: list[Appearance], zoom: int, width: int, chosen: int) -> None:
    there = by_day(found, TODAY, TODAY + DAY).get(TODAY, ())
    axis = axis_of(zoom)
    blocks = side_by_side([rows_taken(one.begin, one.end, TODAY, axis) for one in there])
    assert len(blocks) == len(there)
    shown, hidden = in_sight(blocks, max(width // 3, 1), chosen)
    assert sorted(block.item for block in (*shown, *hidden)) == list(range(len(there)))
    if chosen < len(there):
        assert chosen in {block.item for block in shown}
    cells: set[tuple[int, int]] = set()
    for block in shown:
        begin, end = cells_of(block, width)
        assert 0 <= begin < end <= width
        own = {(x, row) for x in range(begin, end) for row in range(block.first, block.after)}
        assert not own & cells
        cells |= own


@given(items(), st.sampled_from(ZOOMS))
def test_every_item_can_be_reached_from_some_slot(found: list[Appearance], zoom: int) -> None:
    page = page_of(found)
    known, axis = page.day(TODAY), axis_of(zoom)
    reached = {one.key for one in items_at(known, TODAY, ALL_DAY, axis)}
    for minute in range(0, 1440, zoom):
        reached |= {one.key for one in items_at(known, TODAY, minute, axis)}
    assert reached == {one.key for one in known.items}


@given(items(), st.sampled_from(ZOOMS), st.integers(40, 140), st.integers(8, 60))
def test_what_is_seen_can_be_clicked(found: list[Appearance], zoom: int, width: int, height: int) -> None:
    page, look = page_of(found), GridLook(WEEK._replace(zoom=zoom, minute=600))
    first = week_of(TODAY, 0)
    grid = grid_of(page, columns_of(page, first, first + 7 * DAY), look, width, height, 0)
    strips = GridPainter(translator("en")).paint(page, grid, look, Colours())
    assert len(strips) == height
    for y, strip in enumerate(strips):
        for x in (10, width // 2, width - 1):
            spot = grid.spot(x, y)
            assert spot is None or first <= spot[0] < first + 7 * DAY
            one = item_under(grid, look, x, y)
            assert one is None or one in page.day(spot[0] if spot else TODAY).items
        assert strip.cell_length == width
    assert all(not one.all_day for one in timed(found))
