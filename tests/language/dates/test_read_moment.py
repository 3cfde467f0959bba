"""Whole phrases as moments and lengths of time, in both languages."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tme_tui.language.context import Context
from tme_tui.language.dates import read_duration, read_moment

MOSCOW = "Europe/Moscow"
WEDNESDAY = datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo(MOSCOW))

PHRASES = """
today | 2026-11-18
tomorrow at 5pm | 2026-11-19T17:00
fri 18:00 | 2026-11-20T18:00
next friday | 2026-11-27
через 3 дня | 2026-11-21
через неделю | 2026-11-25
через полтора часа | 2026-11-18T11:30
через полчаса | 2026-11-18T10:30
+3d | 2026-11-21
+3д | 2026-11-21
-3d | 2026-11-15
27th | 2026-11-27
5 mar | 2027-03-05
mar 5 2027 | 2027-03-05
2026-03-05 | 2026-03-05
2026-03-05T18:00 | 2026-03-05T18:00
weekend | 2026-11-21
next week | 2026-11-23
end of month | 2026-11-30
eom | 2026-11-30
someday | 9999-12-30
когда-нибудь | 9999-12-30
noon | 2026-11-18T12:00
в полночь | 2026-11-19T00:00
tomorrow morning | 2026-11-19T09:00
в пятницу вечером | 2026-11-20T19:00
завтра вечером в 8 | 2026-11-19T20:00
в половине шестого | 2026-11-18T17:30
без четверти 6 | 2026-11-18T17:45
в 9 утра | 2026-11-19T09:00
в 3 дня | 2026-11-18T15:00
на 2 часа дня | 2026-11-18T14:00
в 15.30 | 2026-11-18T15:30
05.03 | 2027-03-05
05.03.2026 | 2026-03-05
5-го | 2026-12-05
5 числа | 2026-12-05
в начале месяца | 2026-12-01
к концу недели | 2026-11-22
до пятницы | 2026-11-20
2 дня назад | 2026-11-16
сегодня в 8 вечера | 2026-11-18T20:00
в субботу в 9 часов | 2026-11-21T09:00
friday next week | 2026-11-27
"""


def _cases(table: str) -> list[tuple[str, ...]]:
    return [tuple(part.strip() for part in line.split("|")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("phrase", "expected"), _cases(PHRASES))
def test_a_phrase_means_a_moment(phrase: str, expected: str) -> None:
    moment = read_moment(phrase, Context(now=WEDNESDAY, zone=MOSCOW))
    assert str(moment) == (f"{expected}[{MOSCOW}]" if "T" in expected else expected)


@pytest.mark.parametrize(
    "phrase", ["", "milk", "friday milk", "monitor", "32.13", "at", "в", "99:99", "every day"]
)
def test_what_is_not_a_moment_is_none(phrase: str) -> None:
    assert read_moment(phrase, Context(now=WEDNESDAY, zone=MOSCOW)) is None


@pytest.mark.parametrize(
    ("phrase", "minutes"),
    [
        ("1h30m", 90),
        ("1.5h", 90),
        ("1,5ч", 90),
        ("1:30", 90),
        ("полтора часа", 90),
        ("полчаса", 30),
        ("an hour and a half", 90),
        ("2 с половиной часа", 150),
        ("пару часов", 120),
        ("1 час 30 минут", 90),
        ("2 weeks", 20160),
        ("1 month", 43200),
    ],
)
def test_a_phrase_means_a_length(phrase: str, minutes: int) -> None:
    assert read_duration(phrase) == timedelta(minutes=minutes)


@pytest.mark.parametrize("phrase", ["", "15", "h", "1 banana", "friday", "1h x"])
def test_what_is_not_a_length_is_none(phrase: str) -> None:
    assert read_duration(phrase) is None
