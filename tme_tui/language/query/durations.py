"""Lengths of time as a query names them: `45m`, `1h30m`, `1.5h`, `1ч30м`, `1:30`."""

from __future__ import annotations

from tme_tui.model.text import fold

_UNITS = {
    **dict.fromkeys(("s", "sec", "с", "сек"), 1),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "м", "мин", "минута", "минуты", "минут"), 60),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "ч", "час", "часа", "часов"), 3600),
    **dict.fromkeys(("d", "day", "days", "д", "день", "дня", "дней"), 86_400),
    **dict.fromkeys(("w", "wk", "week", "weeks", "н", "нед", "неделя", "недели", "недель"), 604_800),
}
_DIGITS = "0123456789"
_LIMIT = 2**31
"""Seconds that fit the column of estimates: 68 years."""


def seconds_of(phrase: str) -> int | None:
    """The length in seconds, a bare number being minutes; None when it is no length."""
    text = fold(phrase).replace(" ", "")
    if not text or len(text) > 40:
        return None
    hours, colon, minutes = text.partition(":")
    if colon:
        sound = hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2 and int(minutes) < 60
        return int(hours) * 3600 + int(minutes) * 60 if sound and len(hours) < 6 else None
    total, place = 0.0, 0
    while place < len(text):
        begin = place
        while place < len(text) and (text[place] in _DIGITS or text[place] in ".,"):
            place += 1
        number = text[begin:place].replace(",", ".")
        begin = place
        while place < len(text) and text[place].isalpha():
            place += 1
        unit = 60 if place == begin == len(text) else _UNITS.get(text[begin:place])
        if unit is None or not number or number.count(".") > 1 or number.strip(".") == "" or len(number) > 9:
            return None
        total += float(number) * unit
    return round(total) if total < _LIMIT else None
