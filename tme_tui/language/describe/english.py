"""Recurrences in English: `every 2 weeks on Tuesday`, `every month on the last working day`."""

from __future__ import annotations

from datetime import date, datetime

from tme_tui.language.describe.outline import Days, Outline
from tme_tui.language.describe.plural import english, listing
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.rule import Frequency, Rule
from tme_tui.model.recurrence.values import Anchor, Missed, Recurrence, Shift

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_UNITS = {
    Frequency.YEARLY: "year",
    Frequency.MONTHLY: "month",
    Frequency.WEEKLY: "week",
    Frequency.DAILY: "day",
    Frequency.HOURLY: "hour",
    Frequency.MINUTELY: "minute",
    Frequency.SECONDLY: "second",
}
_NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "second to last"}
_NAMED_EXCEPTIONS = 3


def sentence(recurrence: Recurrence, rule: Rule, outline: Outline) -> str:
    """The whole rule, without its dates."""
    said = " ".join(piece for piece in (_frame(outline), _months(outline), _times(outline)) if piece)
    if recurrence.anchor is Anchor.COMPLETION:
        said += " after completion"
    if recurrence.shift is not Shift.NONE:
        said += f", or the {recurrence.shift.value} working day"
    if rule.count is not None:
        said += f", {english(rule.count, 'time', 'times')}"
    if rule.until is not None:
        said += f", until {_date(rule.until)}"
    return said


def dates(moments: tuple[Moment, ...], *, after_rule: bool) -> str:
    """`, also on 5 Dec 2026`, or `on 5 Dec 2026` when there is no rule."""
    listed = listing([_moment(moment) for moment in moments], "and")
    return f", also on {listed}" if after_rule else f"on {listed}"


def exceptions(moments: tuple[Moment, ...]) -> str:
    """Which times are left out; of many, how many."""
    if len(moments) > _NAMED_EXCEPTIONS:
        return f", except {len(moments)} dates"
    return f", except {listing([_moment(moment) for moment in moments], 'and')}"


def missed(policy: Missed) -> str:
    """What becomes of times that pass undone; nothing about the usual."""
    return {
        Missed.KEEP: "",
        Missed.STACK: ", missed ones pile up",
        Missed.SKIP: ", missed ones are skipped",
    }[policy]


def _frame(outline: Outline) -> str:
    every = _every(outline.freq, outline.interval)
    alone = outline.interval == 1 and outline.freq in (Frequency.WEEKLY, Frequency.DAILY)
    if outline.positions:
        return f"{every} on {_positions(outline)}"
    if outline.kind is Days.ANY:
        return "every day" if alone else f"{every} on every day"
    if outline.kind is not None and not outline.numbered and not outline.month_days:
        if alone or (outline.kind is Days.WORKING and outline.interval == 1):
            said = f"every {outline.kind.value}"
            return said + (f" that is a {_weekdays(outline, 'or')}" if outline.weekdays else "")
        return f"{every} on {outline.kind.value}s"
    if outline.weekdays and alone:
        return f"every {_weekdays(outline, 'and')}"
    chosen = _chosen_days(outline)
    return f"{every} {chosen}" if chosen else every


def _chosen_days(outline: Outline) -> str:
    """`on the 1st and 15th`, `on the last Friday`, `on Monday`, `on 27 January`."""
    working = " if it is a working day" if outline.kind is Days.WORKING else ""
    if outline.month_end is not None:
        return f"on the {_ordinal(outline.month_end)} or the last day" + working
    if outline.month_days:
        condition = f" if it is a {_weekdays(outline, 'or')}" if outline.weekdays else working
        if outline.freq is Frequency.YEARLY and outline.months and min(outline.month_days) > 0:
            days = [f"{day} {_MONTHS[month - 1]}" for month in outline.months for day in outline.month_days]
            return f"on {listing(days, 'and')}{condition}"
        days = [_ordinal(day) if day > 0 else _from_end(day) for day in outline.month_days]
        return f"on the {listing(days, 'and')}{condition}"
    said = []
    if outline.numbered:
        of_year = outline.freq is Frequency.YEARLY and not outline.months
        nths = [f"{_nth(nth)} {_WEEKDAYS[weekday]}" for nth, weekday in outline.numbered]
        said.append(f"on the {listing(nths, 'and')}" + (" of the year" if of_year else ""))
    if outline.weekdays:
        said.append(f"on {_weekdays(outline, 'and')}")
    if outline.kind is Days.WEEKDAY:
        said.append("on weekdays")
    if outline.weeks:
        said.append(f"in week {listing([str(week) for week in outline.weeks], 'and')}")
    if outline.year_days:
        days = [f"day {day}" if day > 0 else f"the {_from_end(day)}" for day in outline.year_days]
        said.append(f"on {listing(days, 'and')} of the year")
    return " ".join(said)


def _positions(outline: Outline) -> str:
    nths = listing([_nth(position) for position in outline.positions], "and")
    if outline.kind is not None:
        noun = outline.kind.value
    elif outline.weekdays:
        noun = _weekdays(outline, "or")
    else:
        inner = _chosen_days(outline)
        return f"the {nths} of those {inner}" if inner else f"the {nths} time"
    weeks = f" of week {listing([str(week) for week in outline.weeks], 'and')}" if outline.weeks else ""
    return f"the {nths} {noun}{weeks}"


def _months(outline: Outline) -> str:
    if not outline.months:
        return ""
    if outline.freq is Frequency.YEARLY and outline.month_days and min(outline.month_days) > 0:
        return ""
    joined = listing([_MONTHS[month - 1] for month in outline.months], "and")
    return f"{'of' if outline.numbered or outline.positions else 'in'} {joined}"


def _times(outline: Outline) -> str:
    if outline.times:
        return "at " + listing(
            [f"{h:02}:{m:02}" + (f":{s:02}" if s else "") for h, m, s in outline.times], "and"
        )
    said = []
    if outline.hours:
        listed = listing([str(hour) for hour in outline.hours], "and")
        said.append(f"at {listed} o'clock" if outline.freq <= Frequency.DAILY else f"in the hours {listed}")
    if outline.minutes:
        said.append(f"at minute {listing([str(minute) for minute in outline.minutes], 'and')}")
    if outline.seconds:
        said.append(f"at second {listing([str(second) for second in outline.seconds], 'and')}")
    return " ".join(said)


def _every(freq: Frequency, interval: int) -> str:
    return f"every {_UNITS[freq]}" if interval == 1 else f"every {interval} {_UNITS[freq]}s"


def _weekdays(outline: Outline, conjunction: str) -> str:
    return listing([_WEEKDAYS[weekday] for weekday in outline.weekdays], conjunction)


def _nth(number: int) -> str:
    if number in _NTH:
        return _NTH[number]
    return _ordinal(number) if number > 0 else f"{_ordinal(-number)} to last"


def _from_end(day: int) -> str:
    return "last day" if day == -1 else f"{_nth(day)} day"


def _ordinal(number: int) -> str:
    if 11 <= number % 100 <= 13:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def _moment(moment: Moment) -> str:
    return _date(moment.local)


def _date(day: date) -> str:
    said = f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"
    return f"{said} {day:%H:%M}" if isinstance(day, datetime) else said
