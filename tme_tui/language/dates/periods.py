"""Weeks, months, quarters and years: where they begin, where they end, and the words for that."""

from __future__ import annotations

from datetime import date, timedelta

from tme_tui.language.dates.durations import shifted_by_months
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.tokens import Tokens
from tme_tui.language.dates.words import LAST, NEXT, PERIODS, THIS, months


def bounds(ref: Reference, period: str, offset: int) -> tuple[date, date] | None:
    """The first and last day of this period (offset 0), the next (1) or the one before (-1)."""
    today = ref.today
    try:
        if period == "day":
            day = today + timedelta(days=offset)
            return day, day
        if period in ("week", "workweek"):
            first = today - timedelta(days=(today.weekday() - ref.week_start) % 7) + timedelta(weeks=offset)
            if period == "week":
                return first, first + timedelta(days=6)
            return first, first + timedelta(days=(4 - first.weekday()) % 7)
        size = {"month": 1, "quarter": 3, "year": 12}[period]
        month = (today.month - 1) // size * size + 1
        first = shifted_by_months(today.replace(month=month, day=1), size * offset)
        return first, shifted_by_months(first, size) - timedelta(days=1)
    except (OverflowError, ValueError):
        return None


def edge_of(ref: Reference, period: str, edge: str, offset: int | None) -> date | None:
    """The start, middle or end of a period; without `offset`, the nearest one that has not passed."""
    for step in (0, 1) if offset is None else (offset,):
        found = bounds(ref, period, step)
        if found is None:
            return None
        first, last = found
        day = {"start": first, "end": last, "middle": _middle(period, first)}[edge]
        if offset is not None or day >= ref.today:
            return day
    return None


def _middle(period: str, first: date) -> date:
    if period == "day":
        return first
    if period in ("week", "workweek"):
        return first + timedelta(days=2)
    if period == "month":
        return first.replace(day=15)
    if period == "quarter":
        return shifted_by_months(first, 1).replace(day=15)
    return first.replace(month=7)


def edge_of_month(ref: Reference, month: int, edge: str) -> date | None:
    """The start, middle or end of the nearest such month."""
    for year in (ref.today.year, ref.today.year + 1):
        try:
            first = date(year, month, 1)
            last = shifted_by_months(first, 1) - timedelta(days=1)
        except (OverflowError, ValueError):
            return None
        day = {"start": first, "middle": first.replace(day=15), "end": last}[edge]
        if day >= ref.today:
            return day
    return None


def offset_word(word: str) -> int | None:
    """0 for `this`, 1 for `next`, -1 for `last`."""
    if word in THIS:
        return 0
    if word in NEXT:
        return 1
    return -1 if word in LAST else None


def read_edge(tokens: Tokens, i: int, ref: Reference, edge: str) -> tuple[date, int] | None:
    """What follows `end`, `в конце`: `of the month`, `следующего месяца`, `января`."""
    j = i
    if tokens[j].text == "of":
        j += 1
    if tokens[j].text == "the":
        j += 1
    offset = offset_word(tokens[j].text)
    if offset is not None:
        j += 1
    if tokens[j].text == "рабочей" and tokens[j + 1].text == "недели":
        day = edge_of(ref, "workweek", edge, offset)
        return (day, j + 2) if day is not None else None
    if tokens[j].text in ("рабочего", "working") and tokens[j + 1].text in ("дня", "day"):
        return ref.today, j + 2
    period = PERIODS.get(tokens[j].text)
    if period is not None:
        day = edge_of(ref, period, edge, offset)
        return (day, j + 1) if day is not None else None
    month = months().get(tokens[j].text)
    if month is not None and offset is None:
        day = edge_of_month(ref, month, edge)
        return (day, j + 1) if day is not None else None
    return None
