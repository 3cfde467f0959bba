"""Recurrence phrases as rules of RFC 5545, with the first occurrence, in both languages."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tme_tui.language.context import Context
from tme_tui.language.recurring import read_recurrence, read_rule_text, read_series, write_rule_text
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Anchor, Missed, Recurrence, Shift

MOSCOW = "Europe/Moscow"
WEDNESDAY = Context(now=datetime(2026, 11, 18, 10, 0, tzinfo=ZoneInfo(MOSCOW)), zone=MOSCOW)

PHRASES = """
every day | FREQ=DAILY | 2026-11-18
every weekday | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR | 2026-11-18
every weekend | FREQ=WEEKLY;BYDAY=SA,SU | 2026-11-21
every mon, wed and fri | FREQ=WEEKLY;BYDAY=MO,WE,FR | 2026-11-18
every 2 weeks on tue | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU | 2026-11-24
every other friday | FREQ=WEEKLY;INTERVAL=2;BYDAY=FR | 2026-11-20
every 15th | FREQ=MONTHLY;BYMONTHDAY=15 | 2026-12-15
every last day | FREQ=MONTHLY;BYMONTHDAY=-1 | 2026-11-30
every 1st monday | FREQ=MONTHLY;BYDAY=1MO | 2026-12-07
every last workday | FREQ=MONTHLY;BYSETPOS=-1 | 2026-11-30 | workdays
every 15th workday | FREQ=MONTHLY;BYSETPOS=15 | 2026-11-20 | workdays
every jan 27 | FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27 | 2027-01-27
every 12 hours | FREQ=HOURLY;INTERVAL=12 | 2026-11-18T22:00
every 12 hours starting 19:00 | FREQ=HOURLY;INTERVAL=12 | 2026-11-18T19:00
daily | FREQ=DAILY | 2026-11-18
weekly | FREQ=WEEKLY | 2026-11-18
monthly | FREQ=MONTHLY | 2026-11-18
quarterly | FREQ=MONTHLY;INTERVAL=3 | 2026-11-18
yearly | FREQ=YEARLY | 2026-11-18
every day starting 1 nov | FREQ=DAILY | 2027-11-01
every day until 31 dec | FREQ=DAILY;UNTIL=20261231 | 2026-11-18
every day x10 | FREQ=DAILY;COUNT=10 | 2026-11-18
every day for 8 weeks | FREQ=DAILY;UNTIL=20270112 | 2026-11-18
every! 3 days | FREQ=DAILY;INTERVAL=3 | 2026-11-18 | completion
ev other tues 7am starting 1 Nov | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU | 2027-11-02T07:00
every morning | FREQ=DAILY | 2026-11-19T09:00
every 27th | FREQ=MONTHLY;BYMONTHDAY=27 | 2026-11-27
every mon-fri at 9 | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR | 2026-11-19T09:00
every month on the 1st | FREQ=MONTHLY;BYMONTHDAY=1 | 2026-12-01
every month on the last friday | FREQ=MONTHLY;BYDAY=-1FR | 2026-11-27
every 3 months on the 15th | FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15 | 2026-12-15
every year on jan 27 | FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27 | 2027-01-27
every second tuesday | FREQ=MONTHLY;BYDAY=2TU | 2026-12-08
every 31st | FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1 | 2026-11-30
every day at 9 after completion | FREQ=DAILY | 2026-11-19T09:00 | completion
every 15th or next workday | FREQ=MONTHLY;BYMONTHDAY=15 | 2026-12-15 | next
каждый день | FREQ=DAILY | 2026-11-18
ежедневно | FREQ=DAILY | 2026-11-18
по будням | FREQ=DAILY | 2026-11-18 | workdays
каждый будний день | FREQ=DAILY | 2026-11-18 | workdays
по рабочим дням | FREQ=DAILY | 2026-11-18 | workdays
по выходным | FREQ=WEEKLY;BYDAY=SA,SU | 2026-11-21
по понедельникам и средам | FREQ=WEEKLY;BYDAY=MO,WE | 2026-11-18
по пн, ср и пт | FREQ=WEEKLY;BYDAY=MO,WE,FR | 2026-11-18
каждый вторник | FREQ=WEEKLY;BYDAY=TU | 2026-11-24
каждую пятницу | FREQ=WEEKLY;BYDAY=FR | 2026-11-20
каждое воскресенье | FREQ=WEEKLY;BYDAY=SU | 2026-11-22
каждую неделю | FREQ=WEEKLY | 2026-11-18
еженедельно | FREQ=WEEKLY | 2026-11-18
раз в 2 недели | FREQ=WEEKLY;INTERVAL=2 | 2026-11-18
через день | FREQ=DAILY;INTERVAL=2 | 2026-11-18
каждый третий день | FREQ=DAILY;INTERVAL=3 | 2026-11-18
каждые 3 часа | FREQ=HOURLY;INTERVAL=3 | 2026-11-18T13:00
каждый месяц | FREQ=MONTHLY | 2026-11-18
ежемесячно | FREQ=MONTHLY | 2026-11-18
15-го числа каждого месяца | FREQ=MONTHLY;BYMONTHDAY=15 | 2026-12-15
каждое 15-е | FREQ=MONTHLY;BYMONTHDAY=15 | 2026-12-15
каждое 15 число | FREQ=MONTHLY;BYMONTHDAY=15 | 2026-12-15
каждый первый понедельник месяца | FREQ=MONTHLY;BYDAY=1MO | 2026-12-07
в последний день месяца | FREQ=MONTHLY;BYMONTHDAY=-1 | 2026-11-30
в последний рабочий день | FREQ=MONTHLY;BYSETPOS=-1 | 2026-11-30 | workdays
раз в квартал | FREQ=MONTHLY;INTERVAL=3 | 2026-11-18
ежеквартально | FREQ=MONTHLY;INTERVAL=3 | 2026-11-18
каждый год | FREQ=YEARLY | 2026-11-18
ежегодно | FREQ=YEARLY | 2026-11-18
каждый день утром | FREQ=DAILY | 2026-11-19T09:00
каждый день с 1 ноября | FREQ=DAILY | 2027-11-01
каждый день до 31 декабря | FREQ=DAILY;UNTIL=20261231 | 2026-11-18
каждый день 10 раз | FREQ=DAILY;COUNT=10 | 2026-11-18
каждые! 3 дня | FREQ=DAILY;INTERVAL=3 | 2026-11-18 | completion
каждые 3 дня после выполнения | FREQ=DAILY;INTERVAL=3 | 2026-11-18 | completion
каждый последний рабочий день в 17:00 | FREQ=MONTHLY;BYSETPOS=-1 | 2026-11-30T17:00 | workdays
каждое утро | FREQ=DAILY | 2026-11-19T09:00
каждую ночь | FREQ=DAILY | 2026-11-18T22:00
каждое 27 января | FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27 | 2027-01-27
27 января каждого года | FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27 | 2027-01-27
каждый год 27 января | FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27 | 2027-01-27
каждую вторую пятницу | FREQ=WEEKLY;INTERVAL=2;BYDAY=FR | 2026-11-20
каждые полчаса | FREQ=MINUTELY;INTERVAL=30 | 2026-11-18T10:30
раз в полгода | FREQ=MONTHLY;INTERVAL=6 | 2026-11-18
1 и 15 числа каждого месяца | FREQ=MONTHLY;BYMONTHDAY=1,15 | 2026-12-01
по 1 и 15 числам | FREQ=MONTHLY;BYMONTHDAY=1,15 | 2026-12-01
каждую пятницу в 18:00 до конца года | FREQ=WEEKLY;BYDAY=FR;UNTIL=20261231 | 2026-11-20T18:00
по вечерам | FREQ=DAILY | 2026-11-18T19:00
каждые 2 недели по вторникам | FREQ=WEEKLY;INTERVAL=2;BYDAY=TU | 2026-11-24
RRULE:FREQ=WEEKLY;BYDAY=MO | FREQ=WEEKLY;BYDAY=MO | 2026-11-23
2w | FREQ=WEEKLY;INTERVAL=2 | 2026-11-18
weekdays | FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR | 2026-11-18
ежемесячно 15-го | FREQ=MONTHLY;BYMONTHDAY=15 | 2026-12-15
каждый месяц 15-го числа | FREQ=MONTHLY;BYMONTHDAY=15 | 2026-12-15
каждые два дня | FREQ=DAILY;INTERVAL=2 | 2026-11-18
каждые полтора часа | FREQ=MINUTELY;INTERVAL=90 | 2026-11-18T11:30
"""


def _cases() -> list[tuple[str, str, str, str]]:
    cases = []
    for line in PHRASES.strip().splitlines():
        phrase, rule, first, flags = [part.strip() for part in (line + " | ").split("|")][:4]
        cases.append((phrase, rule, first, flags))
    return cases


@pytest.mark.parametrize(("phrase", "rule", "first", "flags"), _cases())
def test_a_phrase_means_a_rule_and_begins(phrase: str, rule: str, first: str, flags: str) -> None:
    series = read_series(phrase, WEDNESDAY)
    assert series is not None
    recurrence = series.recurrence
    assert recurrence.rule == rule
    assert str(series.first).split("[")[0] == first
    assert recurrence.workdays is ("workdays" in flags)
    assert recurrence.anchor is (Anchor.COMPLETION if "completion" in flags else Anchor.SCHEDULE)
    assert recurrence.shift is (Shift.NEXT if "next" in flags else Shift.NONE)


@pytest.mark.parametrize(
    "phrase", ["", "every", "every banana", "every day banana", "по столам", "FREQ=FOO", "tomorrow", "0d"]
)
def test_what_does_not_repeat_is_none(phrase: str) -> None:
    assert read_recurrence(phrase, WEDNESDAY) is None


def test_a_month_begun_on_its_last_day_leaves_no_short_month_out() -> None:
    on_the_31st = Context(now=datetime(2026, 12, 31, 10, 0, tzinfo=ZoneInfo(MOSCOW)), zone=MOSCOW)
    recurrence = read_recurrence("every month", on_the_31st)
    assert recurrence is not None
    assert recurrence.rule == "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"


def test_the_week_start_counts_for_every_other_week() -> None:
    from_sunday = Context(now=WEDNESDAY.now, zone=MOSCOW, week_start=6)
    recurrence = read_recurrence("every 2 weeks on tue", from_sunday)
    assert recurrence is not None
    assert recurrence.rule == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=SU"


def test_the_canonical_text_says_everything() -> None:
    recurrence = Recurrence(
        rule="FREQ=MONTHLY;BYMONTHDAY=1",
        dates=(Moment.from_text("2026-11-21T18:00[Europe/Moscow]"),),
        excluded=(Moment.from_text("2026-12-01"),),
        anchor=Anchor.COMPLETION,
        missed=Missed.STACK,
        shift=Shift.PREVIOUS,
        workdays=True,
    )
    assert read_rule_text(write_rule_text(recurrence)) == recurrence
