"""Days that a word or a fixed phrase names: `tomorrow`, `tonight`, `now`, `someday`, `day after tomorrow`."""

from __future__ import annotations

from collections.abc import Callable

from tme_tui.language.dates.figures import DayReading
from tme_tui.language.dates.hours import at_part
from tme_tui.language.dates.neighbours import stands_alone
from tme_tui.language.dates.nth_weekdays import read_nth_weekday
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.relative import (
    clock_of,
    read_number_last,
)
from tme_tui.language.dates.tokens import Tokens
from tme_tui.language.dates.words import (
    DAYS_FROM_TODAY,
    NAMES_OF_PEOPLE,
    TAKES_A_PERSON,
)
from tme_tui.model.moment import SOMEDAY

DayReader = Callable[[Tokens, int, Reference, bool, bool], "DayReading | None"]
"""Reads at a token, with `free` and `anchored` as `read_day` has them."""


def ahead(ref: Reference, count: int, end: int) -> DayReading | None:
    """The day so many days from today, if the calendar has it."""
    day = ref.days_ahead(count)
    return DayReading(day, end) if day is not None else None


def from_today(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    """`tomorrow`, `завтра`; what is somebody's name as well, such as `tom`, with doubt."""
    word = tokens[i].text
    found = ahead(ref, DAYS_FROM_TODAY[word], i + 1)
    if found is None or free or word not in NAMES_OF_PEOPLE:
        return found
    before = tokens[i - 1].text if i else ""
    if i == 0 or before in TAKES_A_PERSON or not stands_alone(tokens, i + 1):
        return None
    return found._replace(doubtful=True)


def tonight(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    """The night of today."""
    return DayReading(ref.today, i + 1, at_part(ref.parts, "night"))


def now(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    """`now`, `right now`, `сейчас`."""
    end = i + 1
    if tokens[i].text == "right":
        if tokens[end].text != "now":
            return None
        end += 1
    elif tokens[i].text == "now" and not free:
        return None
    return DayReading(ref.today, end, clock_of(ref.now.hour, ref.now.minute))


def someday(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    """The day that never comes; only where the whole text is a date."""
    if not free:
        return None
    if tokens[i].text == "когда":
        return DayReading(SOMEDAY, i + 3) if tokens[i + 2].text == "нибудь" else None
    return DayReading(SOMEDAY, i + 1)


def number_last(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    """`часа через два`: the unit, then the number."""
    return read_number_last(tokens, i, ref)


def nth_weekday(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    """`first monday of may`."""
    return read_nth_weekday(tokens, i, ref)


def day_after_tomorrow(
    tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool
) -> DayReading | None:
    """`day after tomorrow`, `day before yesterday`."""
    words = (tokens[i + 1].text, tokens[i + 2].text)
    if words == ("after", "tomorrow"):
        return ahead(ref, 2, i + 3)
    return ahead(ref, -2, i + 3) if words == ("before", "yesterday") else None
