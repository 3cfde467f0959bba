"""The drawings of `tme calendar`: within the width, nothing lost, the present day known without colours."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cli.command_line import CommandLine
from tme_tui.cli.calendar_hours import hours_lines
from tme_tui.cli.calendar_month import NARROWEST, month_lines
from tme_tui.cli.calendar_sight import Sight
from tme_tui.cli.cells import width as cells_of
from tme_tui.cli.output import Line
from tme_tui.i18n import translator
from tme_tui.model.calendar.days import day_of
from tme_tui.model.diary import DAY, Appearance, Entry, Role, by_day

FIRST = date(2026, 3, 23)
"""The week in which the clocks of Riga go on."""
AFTER = FIRST + 14 * DAY
NOW = datetime.combine(FIRST + 2 * DAY, time(12, 20))
TITLES = (
    "Call Anna",
    "日本語のとても長いタイトル",
    "👨‍👩‍👧‍👦 family trip",
    "Supercalifragilistic",
    "é ö\x1b[2J",
    "",
)


@st.composite
def items(draw: st.DrawFn) -> list[Appearance]:
    found = []
    for number in range(draw(st.integers(0, 12))):
        begin = datetime.combine(FIRST, time()) + timedelta(minutes=draw(st.integers(0, 14 * 1440 - 1)))
        whole = draw(st.booleans())
        if whole:
            begin = datetime.combine(begin.date(), time())
        length = DAY if whole else timedelta(minutes=draw(st.integers(0, 600)))
        entry = Entry(number, draw(st.sampled_from(TITLES)), draw(st.sampled_from(("task", "event"))))
        found.append(Appearance(begin, begin + length, whole, draw(st.sampled_from(Role)), entry))
    return found


def sight(found: list[Appearance], language: str = "en") -> Sight:
    days = by_day(found, FIRST, AFTER)
    known = {day: day_of(day, days.get(day, ()), ((540, 1080),), ()) for day in (FIRST, FIRST + DAY)}
    for number in range(2, 14):
        day = FIRST + number * DAY
        known[day] = day_of(day, days.get(day, ()), (), ((540, 1080),) if number == 4 else ())
    return Sight(known, NOW, "Europe/Riga", translator(language))


def text(line: Line) -> str:
    return "".join(piece.text for piece in line)


@settings(max_examples=40)
@given(items(), st.integers(NARROWEST, 220), st.sampled_from(("en", "ru")))
def test_a_month_fills_its_width_exactly(found: list[Appearance], width: int, language: str) -> None:
    drawn = [text(each) for each in month_lines(sight(found, language), FIRST, FIRST, AFTER, width)]
    assert {cells_of(line) for line in drawn[2:]} == {width}
    assert not any("\x1b" in line for line in drawn), "nothing that a terminal would obey"
    assert sum("[25]" in line for line in drawn) == 1
    assert sum("27*" in line for line in drawn) == 1, "a day without work"


@settings(max_examples=40)
@given(items(), st.integers(20, 220), st.integers(1, 7))
def test_hours_stay_within_the_width(found: list[Appearance], width: int, count: int) -> None:
    days = [FIRST + number * DAY for number in range(count)]
    drawn = [text(each) for each in hours_lines(sight(found), days, width)]
    assert all(cells_of(line) == width for line in drawn if line)
    assert not any("\x1b" in line for line in drawn)
    assert sum("[25]" in line for line in drawn) == (1 if count > 2 else 0)


@settings(max_examples=40)
@given(items())
def test_each_day_says_how_many_items_are_not_shown(found: list[Appearance]) -> None:
    seen = sight(found)
    lines = [text(each) for each in month_lines(seen, FIRST, FIRST, AFTER, 200)]
    shown = sum(line.count(sign) for line in lines for sign in ("○ ", "◇ ", "→ ", "! "))
    unseen = sum(
        int(cell.split()[0][1:])
        for line in lines
        for cell in (each.strip() for each in line.split("│"))
        if cell.startswith("+") and cell.endswith("more")
    )
    assert shown + unseen == sum(len(known.items) for known in seen.days.values())


def test_an_hour_that_the_clocks_leave_out_is_hatched() -> None:
    sunday = FIRST + 6 * DAY
    lines = [text(each) for each in hours_lines(sight([])._replace(first_hour=0), [sunday], 40)]
    assert [line[:6] for line in lines if "╱" in line] == ["03:00 "]


def test_an_hour_before_midnight_that_happens_twice_is_there_twice() -> None:
    back = date(2026, 4, 4)
    begin = datetime.combine(back, time(23, 15))
    night = Appearance(begin, begin + timedelta(hours=1), False, Role.BLOCK, Entry(1, "Night", "event"))
    known = {back: day_of(back, [night], (), ())}
    lines = [
        text(each)
        for each in hours_lines(Sight(known, NOW, "America/Santiago", translator("en")), [back], 40)
    ]
    assert [line[:6] for line in lines[-2:]] == ["23:00 ", "23:00²"]
    assert "▎" in lines[-1]


@pytest.mark.parametrize("shape", ["month", "week", "day"])
def test_no_colour_is_needed(tme: CommandLine, shape: str) -> None:
    tme.ok("add", "Pay rent today 18:00")
    said = tme.ok("calendar", shape, terminal=True, NO_COLOR="1")
    assert "\x1b" not in said
    assert "[4]" in said
    assert "Pay rent" in said


def test_a_country_whose_holidays_nobody_knows_is_complained_of_once(tme: CommandLine) -> None:
    tme.environment["TME_WORK__HOLIDAYS__COUNTRY"] = "QQ"
    assert "QQ" not in tme("list").err, "nobody asks for days off there"
    answer = tme("calendar", "week", TME_USER__LOCALE="ru")
    assert answer.exit == 0
    assert answer.err == "tme: библиотека holidays не знает страны QQ: её праздники не считаются выходными\n"
    assert tme("calendar", "week").err == ""


def test_months_and_weeks_have_names_and_the_first_and_last_days_are_no_mistake(tme: CommandLine) -> None:
    tme("add", "Yoga every monday 18:00-19:00")
    for text in ("2026-12", "dec 2026", "декабрь 2026", "2026-W50"):
        assert "December 2026" in tme("calendar", "month", *text.split()).out
    assert tme("calendar", "month", "2026-13").exit == 1
    for day in ("0001-01-01", "0002-01-01", "9998-12-31", "9999-12-31"):
        for shape in ("day", "week", "month", "agenda"):
            said = tme("calendar", shape, day).err
            assert "mistake" not in said
            assert "is not a date" not in said, "they are dates, but not in this calendar"


def test_an_agenda_is_fitted_to_the_terminal_and_whole_in_a_pipe(tme: CommandLine) -> None:
    title = "Write the report about 日本語のとても長いタイトル and send it to everybody"
    tme.ok("add", f"{title} tomorrow +Work")
    tme.ok("add", "Call Anna tomorrow 10:00-11:00 +Home")
    for cells in ("20", "40", "100"):
        lines = tme.ok("calendar", "agenda", terminal=True, NO_COLOR="1", COLUMNS=cells).splitlines()
        assert max(cells_of(line) for line in lines[1:]) <= int(cells)
    assert f"{title}  Work" in tme.ok("calendar", "agenda")
    narrow = tme.ok("calendar", "agenda", terminal=True, NO_COLOR="1", COLUMNS="40")
    assert "Call Anna  Home" in narrow
    assert "Write the" in narrow
