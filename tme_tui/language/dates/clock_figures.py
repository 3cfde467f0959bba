"""Times of day in figures: `18:00`, `5pm`, `в 9.30`, `15 часов`, `10 past 5`, `02:30²`."""

from __future__ import annotations

from enum import IntEnum

from tme_tui.language.dates.clock_words import minutes_past
from tme_tui.language.dates.hours import Clock, after_hour_word, after_hours, bare_hour, meridiem, on_half
from tme_tui.language.dates.tokens import Sort, Token, Tokens, number_at

_MULTIPLES = frozenset({"раз", "раза", "times"})
"""`в 3 раза` is no time of day."""


class After(IntEnum):
    """What stands before the figures: the less it says, the clearer they must be."""

    NOTHING = 0
    FOR = 1
    """`на`: before a bare number it gives a length, `на 2 часа`."""
    UNTIL = 2
    AT = 3


def read_clock_figures(tokens: Tokens, i: int, after: After) -> tuple[Clock, int] | None:
    """A time that begins with digits."""
    hour = number_at(tokens, i)
    if hour is None or hour > 24 or len(tokens[i].text) > 2:
        return None
    mark, minute = tokens[i + 1], tokens[i + 2]
    if mark.text in (":", ".") and not mark.spaced and minute.sort is Sort.NUMBER and not minute.spaced:
        return _with_minutes(tokens, i, hour, after)
    half = meridiem(tokens, i + 1)
    if half is not None and (after >= After.UNTIL or mark.text not in ("дня", "ночи")):
        minutes = on_half(hour, 0, half[0])
        return (Clock(minutes, at_night=half[0] == "night"), half[1]) if minutes is not None else None
    j = after_hour_word(tokens, i + 1)
    if j is not None:
        return after_hours(tokens, hour, j, known=after >= After.UNTIL or mark.text == "o")
    past = minutes_past(tokens, i, hour, after_at=after is After.AT)
    if past is not None:
        return past
    if (
        after is After.AT
        and mark.text not in _MULTIPLES
        and not _counts_places(mark)
        and (len(tokens[i].text) == 1 or hour > 9 or hour == 0)
    ):
        return bare_hour(hour, 0, i + 1)
    return None


def _counts_places(token: Token) -> bool:
    """`в 2 магазинах`, `в 3 частях`: no time of day ends so."""
    return (
        token.sort is Sort.WORD and token.spaced and len(token.text) > 3 and token.text.endswith(("ах", "ях"))
    )


def _after_second(tokens: Tokens, i: int) -> int | None:
    """Where `²` ends, or `^2`, for a time that the clocks show twice."""
    if tokens[i].text == "2" and tokens[i].sort is Sort.WORD and not tokens[i].spaced:
        return i + 1
    if tokens[i].text == "^" and tokens[i + 1].text == "2" and not (tokens[i].spaced or tokens[i + 1].spaced):
        return i + 2
    return None


def _with_minutes(tokens: Tokens, i: int, hour: int, after: After) -> tuple[Clock, int] | None:
    """`18:00`, `18:00:30`, `9.30` after `at`, `5:30pm`."""
    minute_token = tokens[i + 2]
    minute = number_at(tokens, i + 2)
    point = tokens[i + 1].text == "."
    if minute is None or minute > 59 or len(minute_token.text) != 2 or (hour == 24 and minute):
        return None
    end, seconds = i + 3, 0
    third = tokens[end]
    if not third.spaced and third.text in (":", ".") and tokens[end + 1].sort is Sort.NUMBER:
        value = number_at(tokens, end + 1)
        if point or third.text == "." or tokens[end + 1].spaced or value is None or value > 59:
            return None
        seconds, end = value, end + 2
    second = None if point else _after_second(tokens, end)
    if second is not None:
        return Clock(hour * 60 + minute, seconds=seconds, again=True), second
    half = meridiem(tokens, end)
    if point and after is not After.AT and half is None:
        return None
    if half is not None:
        minutes = on_half(hour, minute, half[0])
        clock = Clock(minutes, seconds=seconds, at_night=half[0] == "night") if minutes is not None else None
        return (clock, half[1]) if clock is not None else None
    j = after_hour_word(tokens, end)
    return Clock(hour * 60 + minute, seconds=seconds), end if j is None or tokens[end].text == "o" else j
