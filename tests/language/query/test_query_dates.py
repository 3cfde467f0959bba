"""Dates in queries: days from midnight to midnight where the reader is, periods, comparisons, ranges."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tme_tui.language.context import Context
from tme_tui.language.query import parse_query
from tme_tui.language.query.durations import seconds_of
from tme_tui.model.aspects import TimeField
from tme_tui.model.conditions import END_OF_TIME, Or, Within
from tme_tui.model.errors import SyntaxMistake
from tme_tui.model.query import Query


def at(text: str, zone: str = "Europe/Moscow") -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


CONTEXT = Context(datetime(2026, 11, 18, 9, 30, tzinfo=UTC), "Europe/Moscow")  # a Wednesday


def limits(line: str, context: Context = CONTEXT) -> tuple[int | None, int | None]:
    condition = parse_query(line, context).condition
    assert isinstance(condition, Within)
    return condition.start, condition.end


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("due:today", "2026-11-18", "2026-11-19"),
        ("срок:завтра", "2026-11-19", "2026-11-20"),
        ("due=2026-11-20", "2026-11-20", "2026-11-21"),
        ("due<2026-11-20", None, "2026-11-20"),
        ("due<=2026-11-20", None, "2026-11-21"),
        ("due>2026-11-20", "2026-11-21", None),
        ("due:>=2026-11-20", "2026-11-20", None),
        ("due:today..+7d", "2026-11-18", "2026-11-26"),
        ("due:..+1w", None, "2026-11-26"),
        ("due:today..", "2026-11-18", None),
        ('due:"today".."2026-11-20"', "2026-11-18", "2026-11-21"),
        ("created:week", "2026-11-16", "2026-11-23"),
        ("created:next week", "2026-11-23", "2026-11-30"),
        ("completed:last-month", "2026-10-01", "2026-11-01"),
        ("изменено:прошлая_неделя", "2026-11-09", "2026-11-16"),
        ("starts:quarter", "2026-10-01", "2027-01-01"),
        ("due:2026", "2026-01-01", "2027-01-01"),
        ("due:2026-12", "2026-12-01", "2027-01-01"),
        ("due<2026-11-20T18:30", None, "2026-11-20T18:30"),
        ("due:2026-11-20 18:30", "2026-11-20T18:30", "2026-11-20T18:31"),
        ("due<friday", None, "2026-11-20"),
        ("due<=friday", None, "2026-11-21"),
        ("due:next friday", "2026-11-27", "2026-11-28"),
        ("due<next friday 18:00", None, "2026-11-27T18:00"),
        ("due:friday 18:00", "2026-11-20T18:00", "2026-11-20T18:01"),
        ('due:monday.."next friday"', "2026-11-23", "2026-11-28"),
        ("срок<следующую пятницу", None, "2026-11-27"),
        ("срок:через 3 дня", "2026-11-21", "2026-11-22"),
        ("due<3 days ago", None, "2026-11-15"),
        ("completed>=monday", "2026-11-16", None),
        ("created:среда", "2026-11-18", "2026-11-19"),
        ("сделано:вчера", "2026-11-17", "2026-11-18"),
        ("due<=now", None, "2026-11-18T12:31"),
    ],
)
def test_dates_and_comparisons(line: str, start: str | None, end: str | None) -> None:
    assert limits(line) == (start and at(start), end and at(end))


def test_today_ends_at_the_readers_midnight_not_at_utc() -> None:
    late = Context(datetime(2026, 11, 18, 22, tzinfo=UTC), "Europe/Moscow")
    assert limits("due:today", late) == (at("2026-11-19"), at("2026-11-20"))


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", date(2026, 3, 29), 23),
        ("Europe/Berlin", date(2026, 10, 25), 25),
        ("Europe/Berlin", date(2026, 7, 1), 24),
        ("America/Sao_Paulo", date(2018, 11, 4), 23),  # midnight itself is skipped
        ("Asia/Beirut", date(2026, 3, 29), 23),
        ("Pacific/Apia", date(2011, 12, 30), 0),  # the day that Samoa never had
    ],
)
def test_a_day_is_as_long_as_the_clocks_make_it(zone: str, day: date, hours: int) -> None:
    start, end = limits(f"due:{day}", Context(CONTEXT.now, zone))
    assert start is not None
    assert end is not None
    assert end - start == hours * 3600


ZONES = st.sampled_from(
    ["Europe/Moscow", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]
)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), ZONES)
def test_days_follow_each_other_without_gap_or_overlap(day: date, zone: str) -> None:
    context = Context(CONTEXT.now, zone)
    start, end = limits(f"due:{day}", context)
    assert limits(f"due:{day + timedelta(days=1)}", context)[0] == end
    assert limits(f"due<{day}", context) == (None, start)
    assert limits(f"due>{day}", context) == (end, None)


@pytest.mark.parametrize(
    "phrase", ["0001-01-01", "9999-12-29", "9999-12-31", "0000-01-01", "2026-02-30", "9999"]
)
def test_the_ends_of_the_calendar_are_no_crash(phrase: str) -> None:
    context = Context(CONTEXT.now, "Asia/Tokyo")
    if phrase in ("0000-01-01", "2026-02-30", "0001-01-01", "9999"):
        with pytest.raises(SyntaxMistake, match="no date"):
            limits(f"due:{phrase}", context)
    else:
        start, end = limits(f"due:{phrase}", context)
        assert start is not None
        assert end is not None
        assert start < end


def test_someday_lies_after_every_date() -> None:
    assert limits("wait:someday") == (END_OF_TIME, END_OF_TIME + 1)
    assert limits("wait<someday") == (None, END_OF_TIME)


def test_is_today_is_due_or_begins_today() -> None:
    day = at("2026-11-18"), at("2026-11-19")
    assert parse_query("is:сегодня", CONTEXT) == Query(
        Or((Within(TimeField.DUE, *day), Within(TimeField.STARTS, *day))),
        spans=parse_query("is:сегодня", CONTEXT).spans,
    )


def test_words_after_a_date_that_needs_none_are_searched_for() -> None:
    query = parse_query("due:today report", CONTEXT)
    assert "report" in str(query.condition)


@pytest.mark.parametrize(
    ("phrase", "seconds"),
    [
        *(("45m", 2700), ("1h30m", 5400), ("1.5h", 5400), ("1,5ч", 5400), ("90", 5400), ("2d", 172_800)),
        *(("1 ч 30 мин", 5400), ("1:30", 5400), ("полчаса", 1800), ("h", None), ("1x", None), ("", None)),
        *(("1.2.3h", None), (".", None), ("9" * 50, None), ("99999999w", None), ("1h30", None)),
    ],
)
def test_lengths_of_time(phrase: str, seconds: int | None) -> None:
    assert seconds_of(phrase) == seconds
