"""Recurrences in words and as rules: `read_recurrence`, `read_series`, `write_rule_text`.

A phrase such as `every 2 weeks on tue until 31 dec` becomes the model's `Recurrence`, whose rule is text of
RFC 5545.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from tme_tui.language.context import Context
from tme_tui.language.dates.moments import When
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.tokens import Tokens, length, tokenize, without_controls
from tme_tui.language.recurring.first import first_occurrence
from tme_tui.language.recurring.limits import Bound, Limit, read_limit
from tme_tui.language.recurring.phrases import read_repeat
from tme_tui.language.recurring.repeat import Repeat
from tme_tui.language.recurring.rule_text import is_rule_text, read_rule_text, read_short, write_rule_text
from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Recurrence

__all__ = [
    "Series",
    "first_occurrence",
    "read_recurrence",
    "read_rule_text",
    "read_series",
    "settle_repeat",
    "write_rule_text",
]

_LONGEST_PHRASE = 500


class Series(NamedTuple):
    """A recurrence and where it begins."""

    recurrence: Recurrence
    first: Moment | None


def read_recurrence(phrase: str, context: Context) -> Recurrence | None:
    """The recurrence that a whole phrase or a rule of RFC 5545 means; None if it means none."""
    series = read_series(phrase, context)
    return series.recurrence if series is not None else None


def read_series(phrase: str, context: Context) -> Series | None:
    """The recurrence that a whole phrase means, and its first occurrence from now."""
    if len(phrase) > _LONGEST_PHRASE:
        return None
    ref = Reference(context)
    text = without_controls(phrase).strip()
    if is_rule_text(text):
        try:
            recurrence = read_rule_text(text)
        except InvalidValue:
            return None
        return Series(recurrence, first_occurrence(recurrence, ref))
    short = read_short(text, context)
    if short is not None:
        return settle_repeat(short, (), ref)
    tokens = tokenize(text)
    return _read_words(tokens, ref)


def _read_words(tokens: Tokens, ref: Reference) -> Series | None:
    size = length(tokens)
    found = read_repeat(tokens, 0, ref, free=True)
    if found is None:
        return None
    repeat, j = found
    limits: list[Limit] = []
    while j < size:
        if tokens[j].text == ",":
            j += 1
        limit = read_limit(tokens, j, ref)
        if limit is None or limit[0].bound is Bound.BY:
            return None
        limits.append(limit[0])
        j = limit[1]
    return settle_repeat(repeat, tuple(limits), ref)


def settle_repeat(
    repeat: Repeat, limits: tuple[Limit, ...], ref: Reference, day: date | None = None
) -> Series:
    """The recurrence with its limits, begun on `day` (or where a limit says, or now)."""
    until: date | None = None
    count: int | None = None
    clock = repeat.clock
    weeks = ref.week_start
    for limit in limits:
        if limit.bound is Bound.STARTING:
            day = limit.when.day if limit.when.day is not None else day
            clock = limit.when.clock if limit.when.clock is not None else clock
        elif limit.bound is Bound.UNTIL:
            until = _until(limit.when, ref)
        elif limit.bound is Bound.COUNT:
            count = limit.times
    first = first_occurrence(repeat.recurrence(week_start=weeks), ref, clock=clock, start=day)
    if first is not None and repeat.follows_its_start and first.day.day > 28:
        repeat = repeat._replace(month_days=(first.day.day,))  # or short months would be left out
    for limit in limits:
        if limit.bound in (Bound.LENGTH, Bound.WITHIN) and first is not None:
            last = limit.amount.added_to(first.day)
            until = last - timedelta(days=1) if last is not None else until
    return Series(repeat.recurrence(week_start=weeks, until=until, count=count), first)


def _until(when: When, ref: Reference) -> date:
    return when.day if when.day is not None else ref.today
