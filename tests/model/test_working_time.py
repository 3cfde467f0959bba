"""Work schedules: hours as text, days off, night shifts and clock changes."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tme_tui.model import holidays, notices
from tme_tui.model.errors import InvalidValue
from tme_tui.model.holidays import calendar_of
from tme_tui.model.notices import take_notice
from tme_tui.model.working_time import (
    PublicDays,
    WorkingTime,
    WorkSchedule,
    from_json,
    from_mapping,
    to_json,
    work_intervals,
)

NIGHT = ((22 * 60, 30 * 60),)
NIGHTS = WorkSchedule(week=(NIGHT,) * 7)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def said(schedule: WorkSchedule | WorkingTime, zone: str, after: str, before: str) -> list[str]:
    found = work_intervals(schedule, zone, utc(after), utc(before))
    return [f"{begin:%m-%d %H:%M} {end:%m-%d %H:%M}" for begin, end in found]


def test_office_hours_are_the_default() -> None:
    schedule = from_json("{}")
    assert schedule == WorkSchedule()
    assert said(schedule, "Europe/Moscow", "2026-11-20", "2026-11-24") == [
        "11-20 06:00 11-20 15:00",
        "11-23 06:00 11-23 15:00",
    ]


def test_a_shift_begun_yesterday_reaches_into_the_window() -> None:
    assert said(NIGHTS, "UTC", "2026-11-20T03:00", "2026-11-20T23:00") == [
        "11-20 03:00 11-20 06:00",
        "11-20 22:00 11-20 23:00",
    ]


@pytest.mark.parametrize(
    ("zone", "after", "before", "expected"),
    [
        ("Europe/Berlin", "2026-03-28T12:00", "2026-03-29T12:00", "03-28 21:00 03-29 04:00"),  # seven hours
        ("Europe/Berlin", "2026-10-24T12:00", "2026-10-25T12:00", "10-24 20:00 10-25 05:00"),  # nine
        ("Australia/Sydney", "2026-10-03T06:00", "2026-10-04T06:00", "10-03 12:00 10-03 19:00"),
    ],
)
def test_a_night_shift_across_a_clock_change(zone: str, after: str, before: str, expected: str) -> None:
    assert said(NIGHTS, zone, after, before) == [expected]


def test_spans_that_touch_are_one() -> None:
    around = WorkSchedule(week=(((0, 1440),),) * 7)
    assert said(around, "Europe/Berlin", "2026-03-01", "2026-04-20") == ["03-01 00:00 04-20 00:00"]


def test_exceptions_win_over_holidays_and_holidays_over_weekdays() -> None:
    schedule = WorkSchedule(exceptions={date(2026, 11, 3): (), date(2026, 11, 4): ((600, 720),)})
    public = PublicDays(frozenset({date(2026, 11, 4), date(2026, 11, 5)}), frozenset({date(2026, 11, 7)}))
    calendar = WorkingTime(schedule, lambda year: public if year == 2026 else PublicDays())
    working = [day for day in range(1, 10) if calendar.is_working_day(date(2026, 11, day))]
    assert working == [2, 4, 6, 7, 9]
    assert calendar.hours_on(date(2026, 11, 4)) == ((600, 720),)


def test_a_schedule_from_what_settings_hold() -> None:
    office = ((540, 1080),)
    schedule = WorkSchedule.of([office] * 4 + [()] * 3, days_off=[date(2027, 1, 5)], country="RU")
    assert not calendar_of(schedule).is_working_day(date(2027, 1, 5))
    assert not WorkingTime(schedule).is_working_day(date(2026, 11, 20))


def test_hours_are_written_as_people_write_them() -> None:
    schedule = from_mapping(
        {
            "hours": {"mon": "9-13, 14:00-18:30", "fri": ["22:00–06:00"], "tue": None, "sun": "0:00-24:00"},
            "exceptions": {"2026-12-31": []},
            "country": "ru",
        }
    )
    assert schedule.week[0] == ((540, 780), (840, 1110))
    assert schedule.week[1] == ()
    assert schedule.week[2] == ((540, 1080),), "a weekday that is not named keeps office hours"
    assert schedule.week[4] == ((1320, 1800),)
    assert schedule.week[6] == ((0, 1440),)
    assert schedule.exceptions == {date(2026, 12, 31): ()}
    assert schedule.country == "RU"


spans = st.tuples(st.integers(0, 1439), st.integers(1, 1439)).map(lambda pair: (pair[0], pair[0] + pair[1]))
days = st.one_of(st.just(()), spans.map(lambda span: (span,)))


@settings(max_examples=100, deadline=None)
@given(
    st.tuples(*[days] * 7),
    st.dictionaries(st.dates(), days, max_size=3),
    st.sampled_from([None, "RU", "US-CA"]),
)
def test_json_reads_back(
    week: tuple[tuple[tuple[int, int], ...], ...],
    exceptions: dict[date, tuple[tuple[int, int], ...]],
    country: str | None,
) -> None:
    schedule = WorkSchedule(week, exceptions, country)
    assert from_json(to_json(schedule)) == schedule


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "nonsense",
        "[" * 100_000,
        '{"hours": {"funday": []}}',
        '{"hours": {"mon": ["18:00"]}}',
        '{"hours": {"mon": ["25:00-26:00"]}}',
        '{"hours": {"mon": ["9:00-9:00"]}}',
        '{"hours": {"mon": ["9:00-12:00", "11:00-13:00"]}}',
        '{"hours": {"mon": ["²:00-9:00"]}}',
        '{"hours": 5}',
        '{"exceptions": {"soon": []}}',
        '{"wages": 1}',
    ],
)
def test_what_is_no_schedule_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        from_json(text)


def test_russian_holidays_and_moved_weekends() -> None:
    calendar = calendar_of(WorkSchedule(country="RU"))
    assert not calendar.is_working_day(date(2026, 11, 4))
    assert calendar.is_working_day(date(2026, 11, 5))
    assert calendar.is_working_day(date(2024, 11, 2)), "a Saturday worked in exchange for another day"
    assert calendar.hours_on(date(2024, 11, 2)) == ((540, 1080),)


def test_an_unknown_country_is_said_once_and_harms_nothing() -> None:
    calendar = calendar_of(WorkSchedule(country="XX"))
    while take_notice():
        pass
    assert calendar.is_working_day(date(2026, 11, 20))
    assert calendar.is_working_day(date(2027, 11, 19))
    assert str(take_notice()) == "the library holidays does not know XX: its public holidays are not days off"
    assert take_notice() is None


def test_without_the_library_there_is_a_sentence_and_no_holidays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    holidays._public_days.cache_clear()
    notices._told.clear()
    calendar = calendar_of(WorkSchedule(country="RU"))
    assert calendar.is_working_day(date(2026, 11, 4))
    assert "pip install" in str(take_notice())
    assert take_notice() is None
    holidays._public_days.cache_clear()


@settings(max_examples=60, deadline=None)
@given(
    st.tuples(*[days] * 7),
    st.sampled_from(["UTC", "Europe/Berlin", "America/Santiago", "Australia/Lord_Howe"]),
    st.integers(0, 8000),
    st.integers(1, 400),
)
def test_intervals_lie_in_the_window_apart_and_in_order(
    week: tuple[tuple[tuple[int, int], ...], ...], zone: str, offset: int, hours: int
) -> None:
    after = datetime.fromtimestamp(1_760_000_000 + offset * 3600, UTC)
    before = datetime.fromtimestamp(1_760_000_000 + (offset + hours) * 3600, UTC)
    found = list(work_intervals(WorkSchedule(week), zone, after, before))
    edges = [edge for interval in found for edge in interval]
    assert edges == sorted(set(edges))
    assert all(after <= edge <= before for edge in edges)
