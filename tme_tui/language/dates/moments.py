"""A day and a time of day together, in either order, and the moment that they come to."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from tme_tui.language.dates.beside import BEGINS_AN_END, after_day, end_of_day
from tme_tui.language.dates.clock import read_clock, read_hour_in_part, since_morning
from tme_tui.language.dates.days import read_day
from tme_tui.language.dates.hours import Clock
from tme_tui.language.dates.neighbours import after_article, stands_alone
from tme_tui.language.dates.ranges import read_time_range
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.tokens import Sort, Tokens
from tme_tui.model.moment import Moment

_BY = frozenset({"by", "до", "к", "ко"})
_NOT_AFTER_A_DAY = frozenset({"from", "с", "со", "to", "till", "until", "по"})
_AFTER = frozenset({"after", "после"})
"""`after 5 may` is no deadline: only a key says what it is."""


class When(NamedTuple):
    """What a phrase said about a moment: a day, a time, or both."""

    day: date | None = None
    clock: Clock | None = None
    other_day: date | None = None
    """Another day that the words may mean."""
    doubtful: bool = False
    """The words may be ordinary text."""
    written: Moment | None = None
    """The moment itself, written with its own zone."""


class Remark(StrEnum):
    """What is worth saying about how a moment was found."""

    TOMORROW = "tomorrow"
    """A bare time had passed, so it is tomorrow's."""
    PAST = "past"
    """It lies in the past."""


def read_when(
    tokens: Tokens, i: int, ref: Reference, *, free: bool = False, anchored: bool = False
) -> tuple[When, int] | None:
    """The longest phrase at token `i` that says when.

    `free`: it is known to be a date; `anchored`: a preposition that takes one stands before it.
    """
    if not (free or anchored) and i and tokens[i - 1].text in _AFTER:
        return None
    if tokens[i].text in BEGINS_AN_END:
        end = end_of_day(tokens, i, anchored=free or anchored)
        named = read_day(tokens, end, ref, anchored=True) if end is not None else None
        if named is not None and named.clock is None:
            return When(named.day, None, named.other), named.end
    by_day = _day_first(tokens, i, ref, free=free, anchored=anchored)
    by_time = _time_first(tokens, i, ref, free=free, anchored=anchored)
    if by_day is None or (by_time is not None and by_time[1] > by_day[1]):
        return by_time
    return by_day


def _day_first(
    tokens: Tokens, i: int, ref: Reference, *, free: bool, anchored: bool
) -> tuple[When, int] | None:
    found = read_day(tokens, i, ref, free=free, anchored=anchored)
    if found is None:
        return None
    if found.clock is not None and not found.clock.part:
        return When(found.day, found.clock, doubtful=found.doubtful), found.end
    clock, end = found.clock, after_day(tokens, found.end, found.day)
    if end > found.end:
        found = found._replace(needs_anchor=False, doubtful=False)
    j = end + 1 if tokens[end].text == "," and not tokens[end].spaced else end
    allowed = tokens[j].text not in _NOT_AFTER_A_DAY or since_morning(tokens, j)
    if allowed and not (not free and read_time_range(tokens, j, ref.parts)):
        timed = read_hour_in_part(tokens, j, clock.part) if clock is not None else None
        timed = timed or read_clock(tokens, j, ref.parts, bare_hours=tokens[j].text in _BY)
        if timed is not None:
            clock, end = timed
    elif found.needs_anchor and not free and read_time_range(tokens, j, ref.parts) is not None:
        found = found._replace(needs_anchor=False)
    if found.needs_anchor and clock is None and not free:
        return None
    doubtful = found.doubtful and clock is None
    return When(found.day, clock, found.other, doubtful), end


def _time_first(
    tokens: Tokens, i: int, ref: Reference, *, free: bool, anchored: bool
) -> tuple[When, int] | None:
    word = tokens[i].text
    if (word in _NOT_AFTER_A_DAY and not since_morning(tokens, i)) or (word in _BY and not free):
        return None
    found = read_clock(tokens, i, ref.parts, bare_hours=anchored and tokens[i].sort is not Sort.NUMBER)
    if found is None or (not free and read_time_range(tokens, i, ref.parts) is not None):
        return None
    clock, end = found
    j = end + 1 if tokens[end].text == "," and not tokens[end].spaced else end
    day = read_day(tokens, j, ref, free=free, anchored=not clock.needs_anchor)
    if day is not None and day.clock is None and not (clock.needs_anchor and day.needs_anchor):
        return When(day.day, clock._replace(needs_anchor=False), day.other), day.end
    if clock.needs_anchor and not (free or anchored):
        if i == 0 or after_article(tokens, i) or not stands_alone(tokens, end):
            return None
        return When(None, clock._replace(needs_anchor=False), doubtful=True), end
    doubtful = clock.vague and tokens[end - 1].sort is Sort.NUMBER and not stands_alone(tokens, end)
    return When(None, clock._replace(needs_anchor=False), doubtful=doubtful), end


def read_whole(tokens: Tokens, i: int, end: int, ref: Reference) -> When | None:
    """What tokens `i` to `end` say, if all of them together say when."""
    found = read_when(tokens, i, ref, free=True, anchored=True)
    return found[0] if found is not None and found[1] == end else None


def on_day(day: date, clock: Clock, zone: str) -> Moment | None:
    """That time on that day; minutes past midnight reach into the next days.

    None where the second of two equal times is meant of one that comes once.
    """
    try:
        midnight = datetime.combine(day, time(0))
        wall = midnight + timedelta(minutes=clock.minutes, seconds=clock.seconds)
        moment = Moment(wall, zone, clock.again)
    except OverflowError:
        return None
    return moment if moment.again is clock.again else None


def settle(when: When, ref: Reference) -> tuple[Moment, Remark | None] | None:
    """The moment, and what to remark: a bare time that has passed is tomorrow's."""
    zone = ref.context.zone
    if when.written is not None:
        return when.written, None
    if when.clock is None:
        return (Moment(when.day), None) if when.day is not None else None
    if when.day is not None:
        found = on_day(when.day, when.clock, zone)
        if found is None:
            return None
        past = when.day == ref.today and found.utc(zone) < ref.now
        if past and when.clock.at_night and (later := ref.days_ahead(1)) is not None:
            return on_day(later, when.clock, zone) or found, None
        return found, Remark.PAST if past else None
    passed = when.clock.minutes * 60 + when.clock.seconds <= _seconds(ref.time)
    day = ref.days_ahead(1 if passed else 0)
    found = on_day(day, when.clock, zone) if day is not None else None
    if found is None:
        return None
    said = passed and when.clock.part != "midnight"
    return found, Remark.TOMORROW if said else None


def _seconds(moment: time) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second
