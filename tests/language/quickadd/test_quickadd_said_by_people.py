"""What people say around dates: weeks and weekdays together, nights, exceptions, deadlines in other words."""

from __future__ import annotations

import pytest

from tests.language.quickadd.summary import context_at, summary
from tme_tui.language.quickadd import format_fields, parse_line
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Recurrence

SATURDAY = context_at("2026-11-21T10:00")
TUESDAY = context_at("2026-11-24T10:00", locale="ru")

ON_SATURDAY = r"""
Shift tomorrow from 22 to 6 => Shift; event 2026-11-22T22:00..2026-11-23T06:00
Дежурство завтра с 22 до 6 => Дежурство; event 2026-11-22T22:00..2026-11-23T06:00
Дежурство завтра с 18 до 2 => Дежурство; event 2026-11-22T18:00..2026-11-23T02:00
Work from 9 to 5 tomorrow => Work; event 2026-11-22T09:00..2026-11-22T17:00
Film tonight at 8 => Film; due 2026-11-21T20:00
Film tonight 8:30 => Film; due 2026-11-21T20:30
Film this evening at 8 => Film; due 2026-11-21T20:00
Walk this morning => Walk; due 2026-11-21T09:00
Кино сегодня в 12 ночи => Кино; due 2026-11-22T00:00
Кино сегодня ночью в 2 => Кино; due 2026-11-22T02:00
Прогулка этим вечером => Прогулка; due 2026-11-21T19:00
Позвонить завтра после обеда => Позвонить; due 2026-11-22T14:00
После обеда поспать => поспать; due 2026-11-21T14:00
Созвон в половину третьего => Созвон; due 2026-11-21T14:30
Review first monday of next month => Review; due 2026-12-07
Review on the first monday of december at 10 => Review; due 2026-12-07T10:00
Review the last friday of the month => Review; due 2026-11-27
Review 2nd tuesday of march 2027 => Review; due 2027-03-09
Собрание в первый понедельник декабря => Собрание; due 2026-12-07
Собрание в последнюю пятницу следующего месяца => Собрание; due 2026-12-25
Собрание во второй вторник ноября => Собрание; due 2027-11-09
Fix the first monday bug => Fix the first monday bug
Meeting a week from monday => Meeting; due 2026-11-30
Meeting two weeks from tomorrow => Meeting; due 2026-12-06
Meeting in 2 weeks on monday => Meeting; due 2026-12-07
Meeting monday in 2 weeks => Meeting; due 2026-12-07
Сделать через 2 недели в понедельник => Сделать; due 2026-12-07
Сделать в понедельник через 2 недели => Сделать; due 2026-12-07
Сделать через неделю в 15:00 => Сделать; due 2026-11-28T15:00
Talk about last friday => Talk about last friday
Обсудить прошлую пятницу => Обсудить прошлую пятницу
Собрание через понедельник => Собрание через понедельник
Reply no later than friday => Reply; due 2026-11-27
Сдать не позднее пятницы => Сдать; due 2026-11-27
Сдать не позже чем в пятницу => Сдать; due 2026-11-27
Сдать не позже пятницы 18:00 => Сдать; due 2026-11-27T18:00
Reply within an hour => Reply; due 2026-11-21T11:00
Reply within 2 days => Reply; due 2026-11-23
Ответить в течение часа => Ответить; due 2026-11-21T11:00
Ответить в течение 2 дней => Ответить; due 2026-11-23
Ответить в течение недели => Ответить; due 2026-11-28
Зал каждый понедельник в течение 2 месяцев => Зал; due 2026-11-23; rec FREQ=WEEKLY;BYDAY=MO;UNTIL=20270122
Сделать спустя 3 дня => Сделать; due 2026-11-24
Сделать часа через два => Сделать; due 2026-11-21T12:00
Сделать минут через 10 => Сделать; due 2026-11-21T10:10
Купить 10 яиц в 2 магазинах => Купить 10 яиц в 2 магазинах
Распечатать договор в 3 экземплярах завтра => Распечатать договор в 3 экземплярах; due 2026-11-22
Отпуск 28.12-08.01 => Отпуск; event 2026-12-28..2027-01-08
Отпуск 28.12.2026-08.01.2027 => Отпуск; event 2026-12-28..2027-01-08
Адрес 10.12-10.12.13 => Адрес 10.12-10.12.13
Trip from nov 27 10:00 to nov 29 18:00 => Trip; event 2026-11-27T10:00..2026-11-29T18:00
Trip from nov 27 10:00 to 18:00 => Trip; event 2026-11-27T10:00..2026-11-27T18:00
Trip from friday 18:00 to sunday 20:00 => Trip; event 2026-11-27T18:00..2026-11-29T20:00
Дежурство с завтра 20:00 до послезавтра 8:00 => Дежурство; event 2026-11-22T20:00..2026-11-23T08:00
Командировка с 27 ноября 10:00 по 29 ноября 18:00 => Командировка; event 2026-11-27T10:00..2026-11-29T18:00
Встреча с пятницы 10:00 до 12:00 => Встреча; event 2026-11-27T10:00..2026-11-27T12:00
Sync tomorrow with @anna, @boris and @zoe => Sync; due 2026-11-22; #@zoe; with anna,boris
Созвон завтра с @anna и @boris => Созвон; due 2026-11-22; with anna,boris
Sync with @anna and bob tomorrow => Sync and bob; due 2026-11-22; with anna
Gym every day except sunday => Gym; due 2026-11-21; rec FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA
Gym every day except weekends => Gym; due 2026-11-23; rec FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
Gym every weekday except friday at 7 => Gym; due 2026-11-23T19:00; rec FREQ=WEEKLY;BYDAY=MO,TU,WE,TH
Зал каждый будний день в 7 утра кроме пятницы => Зал; due 2026-11-23T07:00; rec FREQ=WEEKLY;BYDAY=MO,TU,WE,TH workdays
Зал ежедневно, кроме выходных => Зал; due 2026-11-23; rec FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
Зал каждый день за исключением среды и субботы => Зал; due 2026-11-22; rec FREQ=WEEKLY;BYDAY=MO,TU,TH,FR,SU
Зал каждый вторник кроме 24 ноября => Зал; due 2026-12-01; rec FREQ=WEEKLY;BYDAY=TU
Gym every month except july => Gym except july; due 2026-11-21; rec FREQ=MONTHLY
All except bob come every day => All except bob come; due 2026-11-21; rec FREQ=DAILY
Thanksgiving every 4th thursday of november => Thanksgiving; due 2026-11-26; rec FREQ=YEARLY;BYMONTH=11;BYDAY=4TH
Thanksgiving every year on the 4th thursday of november => Thanksgiving; due 2026-11-26; rec FREQ=YEARLY;BYMONTH=11;BYDAY=4TH
День матери каждое второе воскресенье мая => День матери; due 2027-05-09; rec FREQ=YEARLY;BYMONTH=5;BYDAY=2SU
Run every morning at 7 => Run; due 2026-11-22T07:00; rec FREQ=DAILY
Backup every night at 2am => Backup; due 2026-11-22T02:00; rec FREQ=DAILY
Read every evening at 8:30 => Read; due 2026-11-21T20:30; rec FREQ=DAILY
Зарядка каждое утро в 7 => Зарядка; due 2026-11-22T07:00; rec FREQ=DAILY
Читать каждый вечер в 9 => Читать; due 2026-11-21T21:00; rec FREQ=DAILY
Water every 2 hours from 8 to 20 => Water; due 2026-11-21T12:00; rec FREQ=HOURLY;INTERVAL=2;BYHOUR=8,10,12,14,16,18,20
Water every 2 hours from 8 to 12 tomorrow => Water; due 2026-11-22T08:00; rec FREQ=HOURLY;INTERVAL=2;BYHOUR=8,10,12
Drink every 5 hours between 8 and 20 => Drink; due 2026-11-21T13:00; rec FREQ=DAILY;BYHOUR=8,13,18
Drink every 3 hours between 9am and 3pm starting monday => Drink; due 2026-11-23T09:00; rec FREQ=HOURLY;INTERVAL=3;BYHOUR=9,12,15
Walk every hour from 9 to 11 on weekdays => Walk; due 2026-11-23T09:00; rec FREQ=HOURLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9,10,11
Ходить каждый час с 9 до 11 по будням => Ходить; due 2026-11-23T09:00; rec FREQ=HOURLY;BYHOUR=9,10,11 workdays
Walk every saturday every hour from 9 to 11 => Walk; due 2026-11-21T11:00; rec FREQ=HOURLY;BYDAY=SA;BYHOUR=9,10,11
Watch every hour from 22 to 2 => Watch; due 2026-11-21T22:00; rec FREQ=HOURLY;BYHOUR=0,1,2,22,23
Размяться каждые 30 минут с 9 до 12 => Размяться; due 2026-11-21T10:30; rec FREQ=MINUTELY;INTERVAL=30;BYHOUR=9,10,11
Размяться каждые 15 минут с 9:10 до 10 => Размяться с 9:10 до 10; due 2026-11-21T10:15; rec FREQ=MINUTELY;INTERVAL=15
Пить воду каждый час с 9 до 12 => Пить воду; due 2026-11-21T11:00; rec FREQ=HOURLY;BYHOUR=9,10,11,12
Conference march 1 to march 3 => Conference; event 2027-03-01..2027-03-03
Conference 1 mar to 3 mar => Conference; event 2027-03-01..2027-03-03
Conference 2027-03-01 to 2027-03-03 => Conference; event 2027-03-01..2027-03-03
Conference monday - wednesday => Conference; event 2026-11-23..2026-11-25
Flight 12 dec 10:05 - 13 dec 06:20 => Flight; event 2026-12-12T10:05..2026-12-13T06:20
Conference 2027-03-01 10:00 to 2027-03-03 18:00 => Conference; event 2027-03-01T10:00..2027-03-03T18:00
Поезд 12 дек в 22:05 — 13 дек в 6:20 => Поезд; event 2026-12-12T22:05..2026-12-13T06:20
Move the talk friday 10:00 to monday 11:00 => Move the talk friday 10:00; due 2026-11-23T11:00
Move the talk monday to friday => Move the talk monday; due 2026-11-27
Lunch noon to 1pm => Lunch; event 2026-11-21T12:00..2026-11-21T13:00
Обед завтра полдень-14:00 => Обед; event 2026-11-22T12:00..2026-11-22T14:00
Send it by friday eod => Send it; due 2026-11-27
Send it eod friday => Send it; due 2026-11-27
Send it by end of day tomorrow => Send it; due 2026-11-22
Send it by end of day => Send it; due 2026-11-21
Сдать к концу дня пятницы => Сдать; due 2026-11-27
Сдать в пятницу к концу дня => Сдать; due 2026-11-27
Standup nov 25 (wed) 10:00 => Standup; due 2026-11-25T10:00
Планёрка 25 ноября, среда, 10:00 => Планёрка; due 2026-11-25T10:00
Планёрка 25.11 (ср) 10:00 => Планёрка; due 2026-11-25T10:00
Meeting on feb 30 => Meeting on feb 30
Позвонить завтра с утра => Позвонить; due 2026-11-22T09:00
Работать с утра до вечера => Работать с утра до вечера
Позвонить завтра в обед => Позвонить; due 2026-11-22T13:00
Купить на обед хлеб => Купить на обед хлеб
Check in 2.5 weeks => Check; due 2026-12-09
Зарплата 10-го и 25-го числа ежемесячно => Зарплата; due 2026-11-25; rec FREQ=MONTHLY;BYMONTHDAY=10,25
"""  # noqa: E501 - one case, one line

ON_TUESDAY = r"""
Созвон на следующей неделе в среду => Созвон; due 2026-12-02
Созвон на следующей неделе, в среду в 11 => Созвон; due 2026-12-02T11:00
Созвон в среду на следующей неделе => Созвон; due 2026-12-02
Созвон на этой неделе в пятницу => Созвон; due 2026-11-27
Meeting next week on wednesday at 2 => Meeting; due 2026-12-02T14:00
Meeting next week friday => Meeting; due 2026-12-04
Созвон через неделю в среду => Созвон; due 2026-12-02
Созвон через неделю во вторник => Созвон; due 2026-12-01
"""


def _rows(table: str) -> list[tuple[str, str]]:
    return [
        (typed, meant) for typed, _, meant in (row.partition(" => ") for row in table.strip().split("\n"))
    ]


@pytest.mark.parametrize(("typed", "meant"), _rows(ON_SATURDAY))
def test_said_on_a_saturday(typed: str, meant: str) -> None:
    assert summary(parse_line(typed, SATURDAY)) == meant


@pytest.mark.parametrize(("typed", "meant"), _rows(ON_TUESDAY))
def test_said_on_a_tuesday(typed: str, meant: str) -> None:
    assert summary(parse_line(typed, TUESDAY)) == meant


@pytest.mark.parametrize("typed", [typed for typed, _ in _rows(ON_SATURDAY)])
def test_the_canonical_line_means_the_same(typed: str) -> None:
    draft = parse_line(typed, SATURDAY)
    assert summary(parse_line(format_fields(draft, SATURDAY), SATURDAY)) == summary(draft)


def test_a_date_that_is_excepted_is_no_occurrence() -> None:
    fields = parse_line("Gym every monday at 9 except 30 nov and 7 dec", SATURDAY).fields
    assert isinstance(fields.recurrence, Recurrence)
    assert [str(moment) for moment in fields.recurrence.excluded] == ["2026-11-30", "2026-12-07"]
    assert isinstance(fields.due, Moment)
    following = fields.recurrence.next_after(fields.due, fields.due.utc("UTC"))
    assert str(following) == "2026-12-14T09:00[Europe/Moscow]"
