"""Weekdays and weekends, this, next and last: `friday`, `в пятницу на следующей неделе`, `next weekend`.

A weekday is the next one after today; `next friday` is the one after that, and where a reader may as well
have meant the Friday of next week that is kept as the other reading.
"""

from __future__ import annotations

from datetime import date, timedelta

from tme_tui.language.dates.day_words import ahead
from tme_tui.language.dates.durations import after_abbreviation
from tme_tui.language.dates.figures import DayReading, read_figures, read_month_first
from tme_tui.language.dates.hours import at_part
from tme_tui.language.dates.neighbours import after_article, stands_alone
from tme_tui.language.dates.periods import bounds, edge_of, offset_word
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.tokens import Sort, Tokens, ends_word
from tme_tui.language.dates.weeks import (
    first_from,
    is_another_one,
    weekday_after,
    weeks_ahead,
)
from tme_tui.language.dates.words import (
    PARTS_OF_DAY,
    PERIODS,
    PLURAL_WEEKDAYS,
    WEEKDAYS_THAT_ARE_WORDS,
    WEEKEND,
    months,
    weekdays,
)


def coming_weekday(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    """`friday`, `в пятницу`: the next one, today not included."""
    word = tokens[i].text
    if word in PLURAL_WEEKDAYS and not free:
        return None
    if not free and is_another_one(tokens, i):
        return None
    wanted = weekdays()[word]
    end = after_abbreviation(tokens, i)
    explicit = _date_after(tokens, end, ref)
    if explicit is not None:
        return explicit
    in_week = _which_week(tokens, end)
    if in_week is not None:
        day = _in_calendar_week(ref, wanted, in_week[0])
        return DayReading(day, in_week[1]) if day is not None else None
    in_weeks = weeks_ahead(tokens, end, ref)
    if in_weeks is not None:
        day = first_from(in_weeks[0], wanted)
        return DayReading(day, in_weeks[1]) if day is not None else None
    ahead = (wanted - ref.today.weekday() - 1) % 7 + 1
    day = ref.days_ahead(ahead)
    if day is None:
        return None
    return DayReading(
        day,
        end,
        other=ref.today if ahead == 7 else None,
        needs_anchor=word in WEEKDAYS_THAT_ARE_WORDS and not anchored,
    )


def _date_after(tokens: Tokens, i: int, ref: Reference) -> DayReading | None:
    """The date in `friday, 27 nov`: it says more than the weekday does."""
    if tokens[i].text == ",":
        i += 1
    if tokens[i].text == "the":
        i += 1
    found = None
    if tokens[i].sort is Sort.NUMBER:
        found = read_figures(tokens, i, ref, free=False)
    elif tokens[i].text in months():
        found = read_month_first(tokens, i, ref, free=False)
    return found._replace(doubtful=False) if found is not None and ends_word(tokens, found.end) else None


def _which_week(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """`next week`, `на следующей неделе` after a weekday: which week, and where the words end."""
    j = i + 1 if tokens[i].text in ("на", "of", "this") else i
    if tokens[i].text == "this":
        j = i
    offset = offset_word(tokens[j].text)
    if offset is None or PERIODS.get(tokens[j + 1].text) != "week":
        return None
    return offset, j + 2


def _in_calendar_week(ref: Reference, weekday: int, offset: int) -> date | None:
    week = bounds(ref, "week", offset)
    return week[0] + timedelta(days=(weekday - ref.week_start) % 7) if week is not None else None


def weekend(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    """The coming Saturday, or today when the weekend has begun."""
    if not anchored and (not stands_alone(tokens, i + 1) or after_article(tokens, i) or i == 0):
        return None
    weekday = ref.today.weekday()
    found = ahead(ref, 0 if weekday >= 5 else 5 - weekday, i + 1)
    return found._replace(doubtful=not anchored) if found is not None else None


def this_or_next(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    """`this friday`, `next week`, `этим вечером`."""
    offset = 0 if tokens[i].text == "этим" else offset_word(tokens[i].text)
    word = tokens[i + 1].text
    end = i + 2
    if offset is None or (offset < 0 and not free):
        return None
    part = PARTS_OF_DAY.get(word) if tokens[i].text in ("this", "этим") else None
    if part is not None:
        return DayReading(ref.today, end, at_part(ref.parts, part))
    if word in WEEKEND:
        saturday = _in_calendar_week(
            ref, 5, offset + (ref.week_start == 6 and ref.today.weekday() == 6 and offset == 0)
        )
        if saturday is None:
            return None
        return DayReading(max(saturday, ref.today) if offset == 0 else saturday, end)
    period = PERIODS.get(word)
    if period == "day":
        return ahead(ref, offset, end)
    named = weekday_after(tokens, end) if period == "week" else None
    if named is not None:
        day = _in_calendar_week(ref, named[0], offset)
        return DayReading(day, named[1]) if day is not None else None
    if period is not None:
        day = edge_of(ref, period, "end" if offset == 0 else "start", offset)
        return DayReading(day, end) if day is not None else None
    wanted = weekdays().get(word)
    if wanted is None:
        return None
    coming = (wanted - ref.today.weekday()) % 7
    if offset == 0:
        return ahead(ref, coming, end)
    if offset < 0:
        return ahead(ref, (coming or 7) - (14 if coming == 0 else 7), end)
    day = ref.days_ahead((coming or 7) + 7)
    other = _in_calendar_week(ref, wanted, 1)
    return DayReading(day, end, other=other if other != day else None) if day is not None else None
