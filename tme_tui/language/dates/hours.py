"""Hours of the day: the value, and the words that say which half of the day is meant."""

from __future__ import annotations

from datetime import time
from typing import NamedTuple

from tme_tui.language.context import DayParts
from tme_tui.language.dates.tokens import Tokens, number_at
from tme_tui.language.dates.words import PARTS_OF_DAY

_MERIDIEM = {"утра": "am", "дня": "pm", "вечера": "pm", "ночи": "night", "am": "am", "pm": "pm"}
_HOUR_WORDS = frozenset({"час", "часа", "часов", "часу", "часам", "ч", "oclock"})


class Clock(NamedTuple):
    """A time of day as minutes from midnight (1440 is the end of the day)."""

    minutes: int
    vague: bool = False
    """A bare hour from one to seven: twelve hours earlier is possible too."""
    part: str = ""
    """The part of the day it came from, when it was only named."""
    seconds: int = 0
    needs_anchor: bool = False
    """Named by a noun (`morning`), which is a time only beside a date or a preposition."""
    at_night: bool = False
    """Said to be at night: `today` is then the night that comes."""
    again: bool = False
    """`02:30²`: the second of the two that a day has on which clocks go back."""

    def time(self) -> time:
        hour, minute = divmod(self.minutes % 1440, 60)
        return time(hour, minute, self.seconds)

    def earlier_half(self) -> Clock:
        """The same figures before noon."""
        return Clock(self.minutes - 720)


def at_part(parts: DayParts, part: str) -> Clock:
    """When a part of the day begins, by the reader's settings."""
    moment: time = getattr(parts, part)
    return Clock(moment.hour * 60 + moment.minute, part=part)


def in_part(minutes: int, part: str) -> int:
    """Figures of a twelve-hour clock, in the half that a part of the day means."""
    if part == "morning":
        return minutes
    if part == "night":
        return minutes if minutes < 6 * 60 else minutes + 720
    return minutes + 720


def in_named_part(clock: Clock, part: str) -> Clock:
    """The hour in that part of the day: `вечером в 8`, `tonight at 8`."""
    return Clock(in_part(clock.minutes % 720, part), seconds=clock.seconds, at_night=part == "night")


def meridiem(tokens: Tokens, i: int) -> tuple[str, int] | None:
    """`am`, `p.m.`, `утра`: which half of the day, and where it ends."""
    word = tokens[i].text
    half = _MERIDIEM.get(word)
    if half is not None:
        return half, i + 1
    if word in ("a", "p") and tokens[i + 1].text == "." and tokens[i + 2].text == "m":
        if tokens[i + 1].spaced or tokens[i + 2].spaced:
            return None
        end = i + 4 if tokens[i + 3].text == "." and not tokens[i + 3].spaced else i + 3
        return word + "m", end
    if word in ("in", "at") and tokens[i + 1].text in ("the", "night"):
        part = PARTS_OF_DAY.get(tokens[i + 1 if word == "at" else i + 2].text)
        if part is not None:
            return {"morning": "am", "night": "night"}.get(part, "pm"), i + (2 if word == "at" else 3)
    return None


def after_hour_word(tokens: Tokens, i: int) -> int | None:
    """Where `часов` or `o'clock` ends, if it stands here."""
    token = tokens[i]
    if token.text in _HOUR_WORDS:
        return i + 1
    if token.text == "o" and tokens[i + 1].text in ("'", "’") and tokens[i + 2].text == "clock":
        return i + 3
    return None


def on_half(hour: int, minute: int, half: str) -> int | None:
    """Minutes from midnight for an hour in a named half of the day."""
    if hour > 12:
        return hour * 60 + minute if half != "am" and hour < 24 else None
    if hour == 0:
        return minute if half != "pm" else None
    minutes = hour % 12 * 60 + minute
    if half == "night":
        return minutes if hour < 6 or hour == 12 else minutes + 720
    return minutes if half == "am" else minutes + 720


def bare_hour(hour: int, minute: int, end: int) -> tuple[Clock, int]:
    """An hour without its half of the day: one to seven are afternoon."""
    if 1 <= hour <= 7:
        return Clock((hour + 12) * 60 + minute, vague=True), end
    return Clock(hour * 60 + minute), end


def after_hours(tokens: Tokens, hour: int, j: int, *, known: bool) -> tuple[Clock, int] | None:
    """What follows `15 часов`: the part of the day, minutes, or nothing if it is `known` to be a time."""
    half = meridiem(tokens, j)
    if half is not None:
        minutes = on_half(hour, 0, half[0])
        return (Clock(minutes, at_night=half[0] == "night"), half[1]) if minutes is not None else None
    if not known:
        return None
    more = _extra_minutes(tokens, j)
    return bare_hour(hour, *more) if more is not None else bare_hour(hour, 0, j)


def _extra_minutes(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """`15 часов 30 минут`: the minutes."""
    minutes = number_at(tokens, i)
    if minutes is None or minutes > 59 or tokens[i + 1].text not in ("минут", "минуты", "минута", "мин"):
        return None
    return minutes, i + 2
