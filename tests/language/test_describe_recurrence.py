"""Recurrences in words, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from tme_tui.language.describe import describe_recurrence
from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence import Anchor, Missed, Recurrence, Shift

CASES = [
    ("FREQ=DAILY", "every day", "каждый день"),
    ("FREQ=DAILY;INTERVAL=2", "every 2 days", "каждые 2 дня"),
    ("FREQ=DAILY;INTERVAL=21", "every 21 days", "каждый 21 день"),
    ("FREQ=DAILY;BYMONTH=1", "every day in January", "каждый день в январе"),
    (
        "FREQ=DAILY;BYHOUR=9,17;BYMINUTE=30",
        "every day at 09:30 and 17:30",
        "каждый день в 09:30 и 17:30",
    ),
    ("FREQ=DAILY;COUNT=1", "every day, 1 time", "каждый день, 1 раз"),
    ("FREQ=DAILY;COUNT=2", "every day, 2 times", "каждый день, 2 раза"),
    ("FREQ=DAILY;UNTIL=20261231", "every day, until 31 Dec 2026", "каждый день, до 31 декабря 2026"),
    ("FREQ=WEEKLY", "every week", "каждую неделю"),
    ("FREQ=WEEKLY;BYDAY=SU", "every Sunday", "каждое воскресенье"),
    ("FREQ=WEEKLY;BYDAY=WE", "every Wednesday", "каждую среду"),
    (
        "FREQ=WEEKLY;BYDAY=MO,WE,FR",
        "every Monday, Wednesday and Friday",
        "по понедельникам, средам и пятницам",
    ),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every 2 weeks on Tuesday", "каждые 2 недели по вторникам"),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday", "по будням"),
    ("FREQ=WEEKLY;BYDAY=SA,SU", "every Saturday and Sunday", "по субботам и воскресеньям"),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "every day", "каждый день"),
    ("FREQ=MONTHLY", "every month", "каждый месяц"),
    ("FREQ=MONTHLY;INTERVAL=3", "every 3 months", "каждые 3 месяца"),
    ("FREQ=MONTHLY;BYMONTHDAY=1", "every month on the 1st", "каждый месяц 1-го числа"),
    (
        "FREQ=MONTHLY;BYMONTHDAY=15,1,-1",
        "every month on the 1st, 15th and last day",
        "каждый месяц 1-го и 15-го числа и в последний день",
    ),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day", "каждый месяц в последний день"),
    (
        "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
        "every month on the 31st or the last day",
        "каждый месяц 31-го числа или в последний день",
    ),
    ("FREQ=MONTHLY;BYDAY=1MO", "every month on the first Monday", "каждый месяц в первый понедельник"),
    ("FREQ=MONTHLY;BYDAY=2TU", "every month on the second Tuesday", "каждый месяц во второй вторник"),
    ("FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Friday", "каждый месяц в последнюю пятницу"),
    (
        "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1",
        "every month on the last Friday",
        "каждый месяц в последнюю пятницу",
    ),
    (
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "every month on the last weekday",
        "каждый месяц в последний будний день",
    ),
    (
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "every month on the 13th if it is a Friday",
        "каждый месяц 13-го числа, если это пятница",
    ),
    ("FREQ=YEARLY", "every year", "каждый год"),
    ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27", "every year on 27 January", "каждый год 27 января"),
    (
        "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO",
        "every year on the last Monday of May",
        "каждый год в последний понедельник мая",
    ),
    (
        "FREQ=YEARLY;BYDAY=20MO",
        "every year on the 20th Monday of the year",
        "каждый год в 20-й понедельник года",
    ),
    ("FREQ=HOURLY;INTERVAL=12", "every 12 hours", "каждые 12 часов"),
    ("FREQ=MINUTELY;INTERVAL=21", "every 21 minutes", "каждую 21 минуту"),
]


@pytest.mark.parametrize(("rule", "english", "russian"), CASES)
def test_rule_is_said_in_both_languages(rule: str, english: str, russian: str) -> None:
    assert describe_recurrence(Recurrence(rule), "en") == english
    assert describe_recurrence(Recurrence(rule), "ru") == russian


EXTRAS = [
    (Recurrence("FREQ=DAILY", workdays=True), "every working day", "каждый рабочий день"),
    (
        Recurrence("FREQ=MONTHLY;BYSETPOS=-1", workdays=True),
        "every month on the last working day",
        "каждый месяц в последний рабочий день",
    ),
    (
        Recurrence("FREQ=MONTHLY;BYSETPOS=15", workdays=True),
        "every month on the 15th working day",
        "каждый месяц в 15-й рабочий день",
    ),
    (
        Recurrence("FREQ=DAILY;INTERVAL=3", anchor=Anchor.COMPLETION),
        "every 3 days after completion",
        "каждые 3 дня после выполнения",
    ),
    (
        Recurrence("FREQ=MONTHLY;BYMONTHDAY=1", shift=Shift.NEXT),
        "every month on the 1st, or the next working day",
        "каждый месяц 1-го числа, а если это выходной — в следующий рабочий день",
    ),
    (
        Recurrence("FREQ=WEEKLY", missed=Missed.STACK),
        "every week, missed ones pile up",
        "каждую неделю, пропущенные копятся",
    ),
    (
        Recurrence("", dates=(Moment(date(2026, 12, 5)), Moment.from_text("2026-12-06T18:00"))),
        "on 5 Dec 2026 and 6 Dec 2026 18:00",
        "5 декабря 2026 и 6 декабря 2026 18:00",
    ),
    (
        Recurrence("FREQ=WEEKLY", excluded=(Moment(date(2027, 1, 1)),) * 5),
        "every week, except 5 dates",
        "каждую неделю, кроме 5 дат",
    ),
]


@pytest.mark.parametrize(("recurrence", "english", "russian"), EXTRAS)
def test_what_people_add_to_a_rule_is_said(recurrence: Recurrence, english: str, russian: str) -> None:
    assert describe_recurrence(recurrence, "en") == english
    assert describe_recurrence(recurrence, "ru") == russian


@pytest.mark.parametrize(
    "rule",
    [
        "INTERVAL=2",
        "FREQ=FORTNIGHTLY",
        "FREQ=DAILY;COUNT=3;UNTIL=20270101",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=MONTHLY;BYWEEKNO=3",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=" + "9" * 50_000,
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=DAILY;BYEASTER=1",
        "FREQ",
    ],
)
def test_malformed_rule_is_refused_not_guessed(rule: str) -> None:
    with pytest.raises(InvalidValue):
        describe_recurrence(Recurrence(rule), "en")
