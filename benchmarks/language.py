"""The language's promises: quick-add at every key, a month of recurring items, free time for a team."""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from benchmarks.figures import Figure
from tme_tui.language.context import Context
from tme_tui.language.quickadd import parse_line
from tme_tui.model.busy_patterns import RecurringBusy
from tme_tui.model.free_time import Availability, free_slots
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence import Recurrence, next_after, occurrences

STANDARD = "dataclasses, datetime, enum, functools, re, typing, zoneinfo"
NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
LINES = (
    "Pay rent every month on the 1st 9:00 +Home !1 #money remind:15m,1d ~45m dep:12",
    "Отчёт каждый последний рабочий день в 17:00 +Работа ~1ч30м зависит:12 #итоги !2",
    "Call with @anna next friday 10:00-11:30 +Work/Design remind:10m // the slides",
    "Созвон с @аня в пятницу 10:00-11:30 напомни за 10 минут +Работа #важное купить",
)
HOSTILE = {
    "digits": "1" * 10_000,
    "brackets": "(" * 10_000,
    "words of dates": ("every monday in 3 days at 5 " * 400)[:10_000],
    "words of a title": ("просто длинное название " * 500)[:10_000],
    "sigils": "#a @b +c !1 ~2h " * 625,
}


def measure() -> list[Figure]:
    """Take every figure; milliseconds of CPU unless a unit is given."""
    return [*_quick_add(), *_recurrence(), *_free_time()]


def _quick_add() -> list[Figure]:
    context = Context(now=NOW, zone="Europe/Moscow")
    spent = []
    for number in range(800):
        line = f"{LINES[number % len(LINES)]} {number:03}"  # as it grows while typing: never the same twice
        spent.append(_cpu_once(lambda line=line: parse_line(line, context)))  # type: ignore[misc]
    figures = [Figure("quick-add, 80 characters, median", statistics.median(spent[len(LINES) :]), limit=1.0)]
    for name, text in HOSTILE.items():
        taken = _cpu_once(lambda text=text[:10_000]: parse_line(text, context))  # type: ignore[misc]
        figures.append(Figure(f"quick-add, 10,000 characters of {name}", taken, limit=50.0))
    figures.append(Figure("import of the language, beyond the standard library", _import_time(), limit=30.0))
    return figures


def _recurrence() -> list[Figure]:
    items = recurring_items(10_000)
    after, before = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)

    def month() -> None:
        for recurrence, start in items:
            for _ in occurrences(recurrence, start, after, before, home="Europe/Moscow"):
                pass

    cold = _cpu_once(month)
    old = Recurrence("FREQ=SECONDLY;INTERVAL=7;COUNT=900000000")
    start = Moment.from_text("1970-01-01T00:00[Europe/Moscow]")
    return [
        Figure("a month of 10,000 recurring items, first time", cold, limit=300.0),
        Figure("a month of 10,000 recurring items, again", _cpu(month, 3), limit=300.0),
        Figure("next of a series 200 million occurrences old", _cpu(lambda: next_after(old, start, NOW), 50)),
    ]


def _free_time() -> list[Figure]:
    people = _busy_team(50, 2000)

    def search() -> None:
        found = free_slots(people, timedelta(minutes=5), NOW, NOW + timedelta(days=365), all_hours=True)
        assert not found

    return [Figure("free time, 50 people with 2,000 series, none", _cpu_once(search), limit=2000.0)]


def recurring_items(count: int) -> list[tuple[Recurrence, Moment]]:
    """Daily, weekly, monthly and yearly series in equal parts, begun in the last ten years."""
    chance = random.Random(7)
    rules = (
        ("FREQ=DAILY", "FREQ=DAILY;INTERVAL=3"),
        ("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYDAY=1MO"),
        ("FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO"),
    )
    items = []
    for number in range(count):
        wall = datetime(2016, 1, 1) + timedelta(minutes=15 * chance.randrange(4 * 24 * 3650))  # noqa: DTZ001
        zone = chance.choice(("Europe/Moscow", "Europe/Berlin", "America/New_York", "UTC"))
        start = Moment(wall.date()) if chance.random() < 0.2 else Moment(wall, zone)
        items.append((Recurrence(chance.choice(rules[number % 4])), start))
    return items


def _busy_team(people: int, series: int) -> list[Availability]:
    """Each takes a share of every day, so that nobody is spared and no common gap is left."""
    share = 1440 / people
    length = timedelta(minutes=share + 2)
    team = []
    for person in range(people):
        begin = datetime(2020, 1, 6) + timedelta(minutes=int(person * share))  # noqa: DTZ001
        events = [
            RecurringBusy(Recurrence(f"FREQ=WEEKLY;BYDAY={day}"), _in_moscow(begin), length)
            for day in ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
        ]
        rules = ("FREQ=MONTHLY", "FREQ=YEARLY", "FREQ=WEEKLY;INTERVAL=3", "FREQ=DAILY;INTERVAL=9")
        for number in range(series - len(events)):
            start = begin + timedelta(days=number % 300, minutes=number % 20)
            events.append(
                RecurringBusy(Recurrence(rules[number % 4]), _in_moscow(start), timedelta(minutes=5))
            )
        team.append(Availability(f"p{person}", "Europe/Moscow", recurring=events))
    return team


def _in_moscow(wall: datetime) -> Moment:
    return Moment(wall, "Europe/Moscow")


def _cpu(action: Callable[[], object], rounds: int) -> float:
    """The median CPU time of one call in milliseconds, after one that warms up."""
    action()
    return statistics.median(_cpu_once(action) for _ in range(rounds))


def _cpu_once(action: Callable[[], object]) -> float:
    began = time.process_time()
    action()
    return (time.process_time() - began) * 1000


def _import_time(rounds: int = 9) -> float:
    """What a new process pays to load all that reading a line takes, beside the standard library."""
    code = (
        f"import {STANDARD}, time; began = time.process_time(); import tme_tui.language.quickadd.chains; "
        "print((time.process_time() - began) * 1000)"
    )
    spent = []
    for _ in range(rounds):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        spent.append(float(done.stdout))
    return statistics.median(spent)
