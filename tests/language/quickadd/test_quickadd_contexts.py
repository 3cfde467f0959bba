"""What settings and the reader's place change about a line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from tests.language.quickadd.summary import context_at, summary
from tme_tui.language.context import Context, DayParts, Dialect
from tme_tui.language.quickadd import format_fields, parse_line

SATURDAY = "2026-11-21T10:00"

DIALECTS = [
    (Dialect.TODOIST, "Buy #Home @shop +anna p1 tomorrow", "Buy; due 2026-11-22; +Home; #shop; for anna; !1"),
    (Dialect.TODOIST, "Buy +nobody !1", "Buy +nobody !1"),
    (Dialect.TODOIST, "Buy -@shop", "Buy; -#shop"),
    (Dialect.TODOIST, "Buy project:Home pri:2", "Buy; +Home; !2"),
    (Dialect.TASKWARRIOR, "Buy +shop -home project:Work.A pri:H", "Buy; +Work.A; #shop; -#home; !1"),
    (
        Dialect.TASKWARRIOR,
        "Buy #1 @anna due:eom recur:weekly",
        "Buy #1 @anna; due 2026-11-30; rec FREQ=WEEKLY",
    ),
    (
        Dialect.TASKWARRIOR,
        "Buy depends:1,4-6 due:3wks",
        "Buy; due 2026-12-12; needs 1; needs 4; needs 5; needs 6",
    ),
    (Dialect.TASKWARRIOR, "Buy recur:weekdays wait:someday", None),
    (Dialect.TODOTXT, "(A) Call +Family @phone due:2026-12-01", "Call; due 2026-12-01; +Family; #@phone; !1"),
    (Dialect.TODOTXT, "Water rec:3d", "Water; due 2026-11-21; rec FREQ=DAILY;INTERVAL=3 after done"),
    (Dialect.TODOTXT, "Water rec:+1m", "Water; due 2026-11-21; rec FREQ=MONTHLY"),
    (Dialect.TODOTXT, "Water #1 !2", "Water #1 !2"),
    (
        Dialect.OFF,
        "Buy #Home @anna +x !1 tomorrow 18:00 every day",
        "Buy #Home @anna +x !1 tomorrow 18:00 every day",
    ),
    (Dialect.OFF, "Buy due:tomorrow project:Home тег:а", "Buy; due 2026-11-22; +Home; #а"),
]


@pytest.mark.parametrize(("dialect", "typed", "meaning"), DIALECTS)
def test_each_dialect_has_its_own_marks(dialect: Dialect, typed: str, meaning: str | None) -> None:
    context = context_at(SATURDAY, dialect=dialect)
    draft = parse_line(typed, context)
    if meaning is not None:
        assert summary(draft) == meaning
    again = parse_line(format_fields(draft, context), context)
    assert again.fields == draft.fields


@pytest.mark.parametrize("dialect", list(Dialect))
def test_keys_mean_the_same_in_every_dialect(dialect: Dialect) -> None:
    line = "Fix project:Home tag:a for:anna pri:2 due:tomorrow est:1h remind:15m dep:3 проект:Дом срок:пт"
    context = context_at(SATURDAY, dialect=dialect)
    expected = (
        "Fix project:Home due:tomorrow; due 2026-11-27; est 60m; +Дом; #a; for anna; !2; remind 15m before; "
        "needs 3"
    )
    assert summary(parse_line(line, context)) == expected


@pytest.mark.parametrize(
    ("typed", "day_first", "due"),
    [
        ("Pay 5/12", True, "2026-12-05"),
        ("Pay 5/12", False, "2027-05-12"),
        ("Pay 05.12", False, "2026-12-05"),
        ("Pay 05/12/2026", False, "2026-05-12"),
        ("Pay 05.12.2026", False, "2026-12-05"),
        ("Pay 25/12", False, None),
    ],
)
def test_slashes_follow_the_setting_and_dots_never_do(typed: str, day_first: bool, due: str | None) -> None:
    draft = parse_line(typed, context_at(SATURDAY, day_first=day_first))
    assert summary(draft) == (f"Pay; due {due}" if due else typed)


def test_the_week_begins_where_the_setting_says() -> None:
    sunday_first = context_at(SATURDAY, week_start=6)
    assert summary(parse_line("Plan next week", sunday_first)) == "Plan; due 2026-11-22"
    assert summary(parse_line("Plan eow", sunday_first)) == "Plan; due 2026-11-21"
    assert summary(parse_line("Plan eow", context_at(SATURDAY))) == "Plan; due 2026-11-22"


def test_parts_of_the_day_are_a_setting() -> None:
    parts = DayParts(time(7), time(13), time(18, 30), time(23))
    context = replace(context_at(SATURDAY), parts=parts)
    assert summary(parse_line("Run tomorrow morning", context)) == "Run; due 2026-11-22T07:00"
    assert summary(parse_line("Кино сегодня вечером", context)) == "Кино; due 2026-11-21T18:30"
    assert summary(parse_line("Read every night", context)) == "Read; due 2026-11-21T23:00; rec FREQ=DAILY"


def test_now_is_the_readers_wall_time() -> None:
    late = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)
    in_moscow = Context(now=late, zone="Europe/Moscow")
    in_new_york = Context(now=late, zone="America/New_York")
    assert str(parse_line("Call tomorrow", in_moscow).fields.due) == "2026-11-23"
    assert str(parse_line("Call tomorrow", in_new_york).fields.due) == "2026-11-22"
    assert str(parse_line("Call in 2 hours", in_new_york).fields.due) == "2026-11-21T19:30[America/New_York]"


def test_hours_pass_as_they_do_across_a_clock_change() -> None:
    before_spring = Context(now=datetime(2026, 3, 29, 0, 30, tzinfo=UTC), zone="Europe/Berlin")
    assert str(parse_line("Call in 1 hour", before_spring).fields.due) == "2026-03-29T03:30[Europe/Berlin]"


@pytest.mark.parametrize(
    ("typed", "locale", "notice"),
    [
        ("Call 9:00", "en", "09:00 has passed: tomorrow"),
        ("Звонок 9:00", "ru", "09:00 уже прошло: завтра"),
        ("Call today 9:00", "en", "today 09:00 has passed already"),
        ("Fix type:bug severity:huge", "en", "severity takes one of low, high, not 'huge'"),
        ("Fix type:rocket", "ru", "нет типа задач 'rocket'"),
        ("Fix !1 !2", "en", "'!1' stays in the title: the last one counts"),
    ],
)
def test_what_is_surprising_is_said(typed: str, locale: str, notice: str) -> None:
    assert notice in parse_line(typed, context_at(SATURDAY, locale=locale)).notices


def test_a_plain_line_says_nothing() -> None:
    assert parse_line("Buy milk tomorrow 18:00 +Home", context_at(SATURDAY)).notices == ()


@pytest.mark.parametrize(
    ("typed", "others"),
    [
        ("Call saturday", ["Call; due 2026-11-21"]),
        ("Call next friday", ["Call; due 2026-11-27"]),
        ("Call at 5", ["Call; due 2026-11-22T05:00"]),
        ("Встреча с 2 до 4", ["Встреча; event 2026-11-22T02:00..2026-11-22T04:00"]),
        ("Buy milk tom", ["Buy milk tom"]),
        ("Сдать 9.10", ["Сдать 9.10"]),
        ("Зал каждый второй вторник", ["Зал; due 2026-12-08; rec FREQ=MONTHLY;BYDAY=2TU"]),
        ("Discuss friday report monday", ["Discuss report monday; due 2026-11-27"]),
        ("Look at 3 offers", ["Look offers; due 2026-11-22T03:00", "Look at 3 offers"]),
        ("Call tomorrow at 5pm", []),
        ("Buy milk", []),
    ],
)
def test_two_readings_are_offered_in_order(typed: str, others: list[str]) -> None:
    draft = parse_line(typed, context_at(SATURDAY))
    assert [summary(other) for other in draft.alternatives] == others


def test_the_second_of_a_time_that_comes_once_is_no_time_and_stays_in_the_title() -> None:
    draft = parse_line("Nap tomorrow 10:00^2", context_at("2026-10-20T10:00"))
    assert "10:00^2" in str(draft.fields.title)
    assert "10:00²" in str(parse_line("Nap 10:00²", context_at("2026-10-20T10:00")).fields.title)


def test_a_moment_in_another_zone_survives_the_canonical_line() -> None:
    context = context_at(SATURDAY)
    tokyo = parse_line("Call due:2026-12-01T09:00[Asia/Tokyo]", context)
    assert str(tokyo.fields.due) == "2026-12-01T09:00[Asia/Tokyo]"
    assert format_fields(tokyo, context) == "Call due:2026-12-01T09:00[Asia/Tokyo]"
    floating = parse_line("Call due:2026-12-01T09:00[-]", context)
    assert str(floating.fields.due) == "2026-12-01T09:00"
    assert format_fields(floating, context) == "Call due:2026-12-01T09:00[-]"


@pytest.mark.parametrize(
    ("typed", "starts", "ends"),
    [
        ("Nap oct 25 02:30²", None, None),
        ("Nap oct 25 at 2:30^2", None, None),
        ("Сон 25 октября в 2:30²", None, None),
        ("Nap 25.10 02:00²-02:30²", "02:00+01:00", "02:30+01:00"),
        ("Nap 25.10 02:30-02:00²", "02:30", "02:00+01:00"),
        ("Nap 25.10 02:30²-03:00", "02:30+01:00", "03:00"),
    ],
)
def test_the_second_of_two_equal_times_can_be_said(typed: str, starts: str | None, ends: str | None) -> None:
    context = replace(context_at("2026-10-20T10:00"), zone="Europe/Berlin")
    draft = parse_line(typed, context)

    def moment(clock: str) -> str:
        return f"2026-10-25T{clock}[Europe/Berlin]"

    if starts is None or ends is None:
        assert str(draft.fields.due) == moment("02:30+01:00")
    else:
        assert (str(draft.fields.starts), str(draft.fields.ends)) == (moment(starts), moment(ends))
    again = parse_line(format_fields(draft, context), context)
    assert again.fields == draft.fields


@pytest.mark.parametrize(
    "typed", ["Mark the monitor may sat", "Buy 5 eggs", "Call tomorrow 18:00", "\x00", ""]
)
def test_the_last_resort_changes_nothing_that_is_understood(typed: str) -> None:
    context = context_at(SATURDAY)
    patient = Context(context.now, context.zone, people=context.people, types=context.types, last_resort=True)
    assert parse_line(typed, patient).fields == parse_line(typed, context).fields
