"""Days in words: `tomorrow`, `в пятницу`, `next week`, `через 3 дня`, `к концу месяца`, `+3d`.

Words that are also names, verbs or case forms count only beside a preposition, a time or a number, unless the
whole phrase is known to be a date (`free`).
"""

from __future__ import annotations

from functools import cache

from tme_tui.language.dates.day_words import (
    DayReader,
    day_after_tomorrow,
    from_today,
    now,
    nth_weekday,
    number_last,
    someday,
    tonight,
)
from tme_tui.language.dates.durations import read_amount
from tme_tui.language.dates.figures import DayReading, read_figures, read_first_of_month, read_month_first
from tme_tui.language.dates.neighbours import stands_alone
from tme_tui.language.dates.nth_weekdays import read_nth_weekday
from tme_tui.language.dates.periods import bounds, edge_of, read_edge
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.relative import (
    COUNTED_FROM_BEHIND,
    later,
    read_signed,
)
from tme_tui.language.dates.tokens import Sort, Tokens, ends_word
from tme_tui.language.dates.weekday_phrases import coming_weekday, this_or_next, weekend
from tme_tui.language.dates.weeks import (
    weekday_in_weeks,
)
from tme_tui.language.dates.words import (
    AGO,
    DAYS_FROM_TODAY,
    EDGES,
    LAST,
    NEXT,
    NOW,
    ON,
    PERIODS,
    SHORTHANDS,
    SOMEDAY_WORDS,
    THIS,
    WEEKEND,
    cardinals,
    months,
    ordinals,
    weekdays,
)


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
def _readers() -> dict[str, DayReader]:
    """Which reader begins with which word; what is listed later wins."""
    table: dict[str, DayReader] = {}
    table.update(dict.fromkeys(cardinals(), _read_relative))
    table.update(
        dict.fromkeys(("a", "an", "half", "пол", "полчаса", "неделю", "месяц", "год"), _read_relative)
    )
    table.update(dict.fromkeys(EDGES, _edge))
    table.update(dict.fromkeys(SHORTHANDS, _shorthand))
    table.update(dict.fromkeys(months(), _month))
    table.update(dict.fromkeys(weekdays(), coming_weekday))
    table.update(dict.fromkeys(WEEKEND, weekend))
    table.update(dict.fromkeys(DAYS_FROM_TODAY, from_today))
    table.update(dict.fromkeys(THIS | NEXT | LAST, this_or_next))
    table.update(dict.fromkeys(ON, _after_on))
    table.update(dict.fromkeys(NOW, now))
    table.update(dict.fromkeys(SOMEDAY_WORDS, someday))
    table.update({"tonight": tonight, "in": _in, "через": _in, "day": day_after_tomorrow, "at": _at_edge})
    table.update(dict.fromkeys(ordinals(), nth_weekday))
    table.update(dict.fromkeys(COUNTED_FROM_BEHIND, number_last))
    table.update({"right": now, "спустя": _in, "этим": this_or_next})
    return table


def first_words() -> set[str]:
    """Every word that a day may begin with."""
    return set(_readers())


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
        return day_after_tomorrow(tokens, j, ref, free, True)
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
        return weekend(tokens, j, ref, free, True)
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
