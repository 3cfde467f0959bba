"""Days in words: `tomorrow`, `в пятницу`, `next week`, `через 3 дня`, `к концу месяца`, `+3d`.

A weekday is the next one after today; `next friday` is the one after that, and where a reader may as well
have meant the Friday of next week that is kept as the other reading. Words that are also names, verbs or
case forms count only beside a preposition, a time or a number, unless the whole phrase is known to be a
date (`free`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from tme_tui.language.dates.durations import after_abbreviation, read_amount
from tme_tui.language.dates.figures import DayReading, read_figures, read_first_of_month, read_month_first
from tme_tui.language.dates.hours import at_part
from tme_tui.language.dates.neighbours import after_article, stands_alone
from tme_tui.language.dates.nth_weekdays import read_nth_weekday
from tme_tui.language.dates.periods import bounds, edge_of, offset_word, read_edge
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.relative import (
    COUNTED_FROM_BEHIND,
    clock_of,
    later,
    read_number_last,
    read_signed,
)
from tme_tui.language.dates.tokens import Sort, Tokens, ends_word
from tme_tui.language.dates.weeks import (
    first_from,
    is_another_one,
    weekday_after,
    weekday_in_weeks,
    weeks_ahead,
)
from tme_tui.language.dates.words import (
    AGO,
    DAYS_FROM_TODAY,
    EDGES,
    LAST,
    NAMES_OF_PEOPLE,
    NEXT,
    NOW,
    ON,
    PARTS_OF_DAY,
    PERIODS,
    PLURAL_WEEKDAYS,
    SHORTHANDS,
    SOMEDAY_WORDS,
    TAKES_A_PERSON,
    THIS,
    WEEKDAYS_THAT_ARE_WORDS,
    WEEKEND,
    cardinals,
    months,
    ordinals,
    weekdays,
)
from tme_tui.model.moment import SOMEDAY

_Reader = Callable[[Tokens, int, Reference, bool, bool], "DayReading | None"]


def read_day(
    tokens: Tokens, i: int, ref: Reference, *, free: bool = False, anchored: bool = False
) -> DayReading | None:
    """The day that the phrase at token `i` names.

    `free`: the phrase is known to be a date; `anchored`: a preposition that takes a date stands before it.
    """
    token = tokens[i]
    if token.sort is Sort.WORD:
        reader = _readers().get(token.text)
        found = reader(tokens, i, ref, free, anchored or free) if reader is not None else None
    elif token.sort is Sort.NUMBER:
        found = (
            read_nth_weekday(tokens, i, ref)
            or read_figures(tokens, i, ref, free=free)
            or _read_relative(tokens, i, ref, free, anchored)
        )
        if found is not None and found.doubtful and not (anchored or free):
            # `1st draft`, `rate 5.5 percent`; but `9.12 report` and `5-го отчёт` open a line with their date
            opens_line = i == 0 and tokens[1].text in (".", "-")
            if not opens_line and not stands_alone(tokens, found.end):
                return None
    elif token.text == "+" or (free and token.text in ("-", "−")):
        found = read_signed(tokens, i, ref)
    else:
        return None
    return found if found is not None and ends_word(tokens, found.end) else None


@cache
def _readers() -> dict[str, _Reader]:
    """Which reader begins with which word; what is listed later wins."""
    table: dict[str, _Reader] = {}
    table.update(dict.fromkeys(cardinals(), _read_relative))
    table.update(
        dict.fromkeys(("a", "an", "half", "пол", "полчаса", "неделю", "месяц", "год"), _read_relative)
    )
    table.update(dict.fromkeys(EDGES, _edge))
    table.update(dict.fromkeys(SHORTHANDS, _shorthand))
    table.update(dict.fromkeys(months(), _month))
    table.update(dict.fromkeys(weekdays(), _weekday))
    table.update(dict.fromkeys(WEEKEND, _weekend))
    table.update(dict.fromkeys(DAYS_FROM_TODAY, _from_today))
    table.update(dict.fromkeys(THIS | NEXT | LAST, _this_or_next))
    table.update(dict.fromkeys(ON, _after_on))
    table.update(dict.fromkeys(NOW, _now))
    table.update(dict.fromkeys(SOMEDAY_WORDS, _someday))
    table.update({"tonight": _tonight, "in": _in, "через": _in, "day": _day_after_tomorrow, "at": _at_edge})
    table.update(dict.fromkeys(ordinals(), _nth_weekday))
    table.update(dict.fromkeys(COUNTED_FROM_BEHIND, _number_last))
    table.update({"right": _now, "спустя": _in, "этим": _this_or_next})
    return table


def first_words() -> set[str]:
    """Every word that a day may begin with."""
    return set(_readers())


def _ahead(ref: Reference, count: int, end: int) -> DayReading | None:
    day = ref.days_ahead(count)
    return DayReading(day, end) if day is not None else None


def _from_today(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    word = tokens[i].text
    found = _ahead(ref, DAYS_FROM_TODAY[word], i + 1)
    if found is None or free or word not in NAMES_OF_PEOPLE:
        return found
    before = tokens[i - 1].text if i else ""
    if i == 0 or before in TAKES_A_PERSON or not stands_alone(tokens, i + 1):
        return None
    return found._replace(doubtful=True)


def _tonight(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    return DayReading(ref.today, i + 1, at_part(ref.parts, "night"))


def _now(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    end = i + 1
    if tokens[i].text == "right":
        if tokens[end].text != "now":
            return None
        end += 1
    elif tokens[i].text == "now" and not free:
        return None
    return DayReading(ref.today, end, clock_of(ref.now.hour, ref.now.minute))


def _someday(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    if not free:
        return None
    if tokens[i].text == "когда":
        return DayReading(SOMEDAY, i + 3) if tokens[i + 2].text == "нибудь" else None
    return DayReading(SOMEDAY, i + 1)


def _weekday(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
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


def _weekend(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    """The coming Saturday, or today when the weekend has begun."""
    if not anchored and (not stands_alone(tokens, i + 1) or after_article(tokens, i) or i == 0):
        return None
    weekday = ref.today.weekday()
    found = _ahead(ref, 0 if weekday >= 5 else 5 - weekday, i + 1)
    return found._replace(doubtful=not anchored) if found is not None else None


def _this_or_next(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
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
        return _ahead(ref, offset, end)
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
        return _ahead(ref, coming, end)
    if offset < 0:
        return _ahead(ref, (coming or 7) - (14 if coming == 0 else 7), end)
    day = ref.days_ahead((coming or 7) + 7)
    other = _in_calendar_week(ref, wanted, 1)
    return DayReading(day, end, other=other if other != day else None) if day is not None else None


def _after_on(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    """What follows `on`, `в`, `на`, `the`."""
    word = tokens[i].text
    j = i + 1
    if word in ("on", "the") and tokens[j].text == "the":
        j += 1
    inner = tokens[j].text
    if not tokens[j].spaced:
        return None
    if word == "the" and inner == "day":
        return _day_after_tomorrow(tokens, j, ref, free, True)
    if inner in ON or inner in ("in", "через", "at") or inner in cardinals():
        return None
    if inner in EDGES:
        found = read_edge(tokens, j + 1, ref, EDGES[inner])
        return DayReading(*found) if found is not None else None
    if inner in months() and word in ("в", "во", "на"):
        return read_month_first(tokens, j, ref, free=free) or read_first_of_month(tokens, j, ref)
    if inner in PERIODS:
        return (
            DayReading(end[1], j + 1)
            if word == "на" and inner == "неделе" and (end := bounds(ref, "week", 0))
            else None
        )
    nth = read_nth_weekday(tokens, j, ref)
    if nth is not None:
        return nth
    if word == "the" and tokens[j].sort is not Sort.NUMBER and inner not in WEEKEND:
        return None
    if tokens[j].sort is Sort.NUMBER:
        found_day = read_figures(tokens, j, ref, free=free)
    else:
        found_day = read_day(tokens, j, ref, free=free, anchored=word != "the" or anchored)
    if found_day is None or not found_day.doubtful or free:
        return found_day
    # `on the 2nd floor`, `в 5-й раз`: an ordinal followed by its noun
    return found_day._replace(doubtful=False) if stands_alone(tokens, found_day.end) else None


def _at_edge(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    """`at the end of the month`, `at the weekend`."""
    j = i + 2 if tokens[i + 1].text == "the" else i + 1
    if tokens[j].text in WEEKEND:
        return _weekend(tokens, j, ref, free, True)
    return _edge(tokens, j, ref, free, True) if tokens[j].text in EDGES else None


def _edge(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    """`end of month`, `mid january`; the Russian nouns need their preposition."""
    word = tokens[i].text
    after = tokens[i + 1].text
    if not anchored and (after != "of" if word != "mid" else False):
        return None
    if not word.isascii() and not anchored:
        return None
    j = i + 2 if word == "mid" and after == "-" else i + 1
    found = read_edge(tokens, j, ref, EDGES[word])
    return DayReading(*found) if found is not None else None


def _shorthand(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    """Taskwarrior's `eom` and its kin; the starts are words of their own (`sow`, `soy`)."""
    period, edge = SHORTHANDS[tokens[i].text]
    if edge == "start" and not free:
        return None
    day = edge_of(ref, period, edge, None)
    return DayReading(day, i + 1) if day is not None else None


def _month(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    found = read_month_first(tokens, i, ref, free=free)
    return found if found is not None or not anchored else read_first_of_month(tokens, i, ref)


def _in(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    """`in 3 days`, `через полчаса`, `in march`."""
    j = i + 1
    word = tokens[i].text
    if not tokens[j].spaced:
        return None
    if word == "in" and tokens[j].text in ("the", *months(), *EDGES):
        j += tokens[j].text == "the"
        if tokens[j].text in months():
            return read_month_first(tokens, j, ref, free=free) or read_first_of_month(tokens, j, ref)
        return _edge(tokens, j, ref, free, True) if tokens[j].text in EDGES else None
    amount = read_amount(tokens, j, single=word != "in")
    if amount is None:
        return None
    weekday = weekday_in_weeks(tokens, amount[1], ref, amount[0])
    return DayReading(*weekday) if weekday is not None else later(ref, amount[0], amount[1])


def _number_last(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    return read_number_last(tokens, i, ref)


def _nth_weekday(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    return read_nth_weekday(tokens, i, ref)


def _read_relative(tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool) -> DayReading | None:
    """`3 days from now`, `a week ago`, `2 дня назад`; `3wks` alone where only a date can stand."""
    amount = read_amount(tokens, i, single=True)
    if amount is None:
        return None
    length, j = amount
    word, after = tokens[j].text, tokens[j + 1].text
    if word in AGO:
        return later(ref, length.negative(), j + 1) if free else None
    if word == "from" and after in ("now", "today"):
        return later(ref, length, j + 2)
    if word == "from" and not length.on_the_clock and (after in weekdays() or after == "tomorrow"):
        begin = read_day(tokens, j + 1, ref, anchored=True)
        day = length.added_to(begin.day) if begin is not None else None
        return DayReading(day, begin.end) if begin is not None and day is not None else None
    if word in ("later", "спустя"):
        return later(ref, length, j + 1) if free else None
    return later(ref, length, j) if free else None


def _day_after_tomorrow(
    tokens: Tokens, i: int, ref: Reference, free: bool, anchored: bool
) -> DayReading | None:
    words = (tokens[i + 1].text, tokens[i + 2].text)
    if words == ("after", "tomorrow"):
        return _ahead(ref, 2, i + 3)
    return _ahead(ref, -2, i + 3) if words == ("before", "yesterday") else None
