"""Moments, distances and durations in words, in both languages and across zones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tme_tui.language.describe import (
    clock_change_notice,
    describe_distance,
    describe_duration,
    describe_moment,
)
from tme_tui.model.moment import Moment

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)  # a Saturday; 15:00 in Moscow
HOME = "Europe/Moscow"


@pytest.mark.parametrize(
    ("moment", "english", "russian"),
    [
        ("2026-11-21T18:00[Europe/Moscow]", "today 18:00", "сегодня 18:00"),
        ("2026-11-22", "tomorrow", "завтра"),
        ("2026-11-20T07:05[Europe/Moscow]", "yesterday 07:05", "вчера 07:05"),
        ("2026-11-27T09:00[Europe/Moscow]", "Fri 27 Nov 09:00", "пт 27 ноя 09:00"),
        ("2027-01-01", "Fri 1 Jan 2027", "пт 1 янв 2027"),
        ("2026-11-21T18:00", "today 18:00", "сегодня 18:00"),
        ("2026-11-21T18:00[Europe/Minsk]", "today 18:00", "сегодня 18:00"),
        (
            "2026-11-23T09:00[Asia/Tokyo]",
            "Mon 23 Nov 03:00 (09:00 Asia/Tokyo)",
            "пн 23 ноя 03:00 (09:00 Asia/Tokyo)",
        ),
        (
            "2026-11-22T03:00[Asia/Tokyo]",
            "today 21:00 (Sun 22 Nov 03:00 Asia/Tokyo)",
            "сегодня 21:00 (вс 22 ноя 03:00 Asia/Tokyo)",
        ),
        ("9999-12-30", "someday", "когда-нибудь"),
    ],
)
def test_moment(moment: str, english: str, russian: str) -> None:
    assert describe_moment(Moment.from_text(moment), NOW, HOME, "en") == english
    assert describe_moment(Moment.from_text(moment), NOW, HOME, "ru") == russian


def test_a_time_that_does_not_exist_is_said_as_it_will_be() -> None:
    moment = Moment.from_text("2026-03-29T02:30[Europe/Berlin]")
    assert describe_moment(moment, NOW, "Europe/Berlin", "en") == "Sun 29 Mar 03:30"
    assert clock_change_notice(moment, "en") == "the clocks skip 02:30 that day: 03:30"


def test_a_time_that_happens_twice_is_pointed_out() -> None:
    moment = Moment.from_text("2026-10-25T02:30[Europe/Berlin]")
    said = "02:30 в этот день бывает дважды: берётся первое; второе — 02:30^2"
    assert clock_change_notice(moment, "ru") == said
    second = Moment(moment.local, moment.zone, again=True)
    assert clock_change_notice(second, "en") == "02:30 happens twice that day: the second is meant"
    assert describe_moment(second, NOW, "Europe/Berlin", "en") == "Sun 25 Oct 02:30²"
    assert clock_change_notice(Moment.from_text("2026-10-25T04:30[Europe/Berlin]"), "ru") is None


@pytest.mark.parametrize(
    ("moment", "english", "russian"),
    [
        ("2026-11-21T15:00:30", "now", "сейчас"),
        ("2026-11-21T15:15", "in 15 min", "через 15 мин"),
        ("2026-11-21T18:00", "in 3 h", "через 3 ч"),
        ("2026-11-21T12:00", "3 h ago", "3 ч назад"),
        ("2026-11-22T14:55", "in 1 day", "через 1 день"),
        ("2026-11-19T09:00", "2 days ago", "2 дня назад"),
        ("2026-11-26T09:00", "in 5 days", "через 5 дней"),
        ("2026-11-21", "today", "сегодня"),
        ("2026-11-22", "tomorrow", "завтра"),
        ("2026-12-15", "in 3 weeks", "через 3 недели"),
        ("2027-03-01", "in 3 months", "через 3 месяца"),
        ("2021-11-01", "5 years ago", "5 лет назад"),
    ],
)
def test_distance(moment: str, english: str, russian: str) -> None:
    assert describe_distance(Moment.from_text(moment), NOW, HOME, "en") == english
    assert describe_distance(Moment.from_text(moment), NOW, HOME, "ru") == russian


@pytest.mark.parametrize(
    ("seconds", "english", "russian"),
    [
        (0, "0 min", "0 мин"),
        (45 * 60, "45 min", "45 мин"),
        (90 * 60, "1 h 30 min", "1 ч 30 мин"),
        (2 * 86_400 + 3 * 3600, "2 days 3 h", "2 дня 3 ч"),
        (86_400, "1 day", "1 день"),
        (5 * 86_400, "5 days", "5 дней"),
        (30, "30 s", "30 с"),
        (-600, "−10 min", "−10 мин"),
    ],
)
def test_duration(seconds: int, english: str, russian: str) -> None:
    assert describe_duration(timedelta(seconds=seconds), "en") == english
    assert describe_duration(timedelta(seconds=seconds), "ru") == russian
