"""Times of day in words: `half past five`, `без четверти 6`, `10 минут шестого`, `полшестого`."""

from __future__ import annotations

from tme_tui.language.dates.hours import Clock, after_hour_word, after_hours, bare_hour, meridiem, on_half
from tme_tui.language.dates.tokens import Sort, Token, Tokens, ends_word, number_at
from tme_tui.language.dates.words import cardinals, ordinals


def read_clock_words(tokens: Tokens, i: int, *, bare: bool) -> tuple[Clock, int] | None:
    """A time that begins with a word: `half past five`, `без четверти 6`, `пять вечера`."""
    word = tokens[i].text
    if word in ("half", "quarter", "a"):
        j = i + 1 if word == "a" and tokens[i + 1].text in ("half", "quarter") else i
        offset = 30 if tokens[j].text == "half" else 15
        direction = tokens[j + 1].text
        hour = _whole_hour(tokens, j + 2)
        if tokens[j].text == "a" or hour is None or direction not in ("past", "to", "after"):
            return None
        return _around(hour, -offset if direction == "to" else offset, j + 3, tokens)
    if word == "без":
        return _without(tokens, i + 1)
    if word in ("половина", "половине", "половину", "половины", "четверть", "четверти", "пол"):
        hour = _genitive_hour(tokens[i + 1])
        if hour is None:
            return None
        return _before_hour(hour, 45 if word.startswith("четверт") else 30, i + 2, tokens)
    if word.startswith("пол") and len(word) > 5:
        hour = 1 if word == "полпервого" else ordinals().get(word[3:]) if word.endswith("го") else None
        if hour is not None and 1 <= hour <= 12:
            return _before_hour(hour, 30, i + 1, tokens)
        return None
    number = _hour_word(word)
    if number is None:
        count = cardinals().get(word)
        return minutes_past(tokens, i, count, after_at=bare) if count is not None and count < 60 else None
    half = meridiem(tokens, i + 1)
    if half is not None and (bare or half[0] == "am" or tokens[i + 1].text in ("pm", "вечера")):
        minutes_of = on_half(number, 0, half[0])
        return (Clock(minutes_of, at_night=half[0] == "night"), half[1]) if minutes_of is not None else None
    hours_end = after_hour_word(tokens, i + 1)
    if hours_end is not None and word not in ("час", "часу"):
        return after_hours(tokens, number, hours_end, known=bare or tokens[i + 1].text == "o")
    past = minutes_past(tokens, i, number, after_at=bare)
    if past is not None:
        return past
    spoken = cardinals().get(tokens[i + 1].text) if bare else None
    if spoken is not None and spoken in (10, 15, 20, 25, 30, 40, 45, 50, 55):
        tens = cardinals().get(tokens[i + 2].text) if spoken in (20, 30, 40, 50) else None
        more = tens if tens == 5 else 0
        return bare_hour(number, spoken + more, i + (3 if more else 2))
    if bare and word not in ("one", "один", "одна", "одно", "одну", "одного", "одной"):
        return bare_hour(number, 0, i + 1)
    return None


def _without(tokens: Tokens, i: int) -> tuple[Clock, int] | None:
    """`без четверти 6`, `без 10 шесть`: so many minutes to an hour."""
    word = tokens[i].text
    j = i + 1
    minutes: int | None
    if word == "четверти":
        minutes = 15
    elif tokens[i].sort is Sort.NUMBER:
        minutes = number_at(tokens, i)
    else:
        minutes = cardinals().get(word)
        ones = cardinals().get(tokens[j].text) if minutes == 20 else None
        if minutes == 20 and ones == 5 and _whole_hour(tokens, j + 1) is not None:
            minutes, j = 25, j + 1
    if tokens[j].text in ("минут", "мин", "минуты"):
        j += 1
    hour = _whole_hour(tokens, j)
    if hour is None or minutes is None or not 0 < minutes < 60:
        return None
    return _around(hour, -minutes, j + 1, tokens)


def minutes_past(tokens: Tokens, i: int, number: int, *, after_at: bool) -> tuple[Clock, int] | None:
    """`10 past 5`, `at ten to six`, `10 минут шестого`: `number` is the minutes.

    `9 to 5` without `at` is a range, or no time at all.
    """
    j = i + 1
    if tokens[j].text in ("minutes", "min", "минут", "минуты", "мин"):
        j += 1
        hour = _genitive_hour(tokens[j])
        if hour is not None and 0 < number < 60:
            return _before_hour(hour, 60 - number, j + 1, tokens)
    if tokens[j].text in ("past", "to") and 0 < number < 60 and (after_at or tokens[j].text == "past"):
        hour = _whole_hour(tokens, j + 1)
        if hour is not None and ends_word(tokens, j + 2):
            offset = number if tokens[j].text == "past" else -number
            return _around(hour, offset, j + 2, tokens)
    return None


def _whole_hour(tokens: Tokens, i: int) -> int | None:
    """An hour from 1 to 12 in digits or words."""
    hour = number_at(tokens, i) if tokens[i].sort is Sort.NUMBER else _hour_word(tokens[i].text)
    return hour if hour is not None and 1 <= hour <= 12 else None


def _hour_word(word: str) -> int | None:
    if word in ("час", "часу"):
        return 1
    if word in ("couple", "пара", "пару", "пары"):
        return None
    value = cardinals().get(word)
    return value if value is not None and value <= 12 else None


def _genitive_hour(token: Token) -> int | None:
    """`шестого`: the hour that is running."""
    if not token.text.endswith("го"):
        return None
    value = ordinals().get(token.text)
    return value if value is not None and 1 <= value <= 12 else None


def _around(hour: int, offset: int, end: int, tokens: Tokens) -> tuple[Clock, int]:
    """So many minutes after (or before) an hour of the twelve-hour clock."""
    minutes = (hour * 60 + offset) % 720
    half = meridiem(tokens, end)
    if half is not None:
        exact = on_half(minutes // 60 or 12, minutes % 60, half[0])
        if exact is not None:
            return Clock(exact), half[1]
    shown = minutes // 60 or 12
    return bare_hour(shown, minutes % 60, end)


def _before_hour(hour: int, offset: int, end: int, tokens: Tokens) -> tuple[Clock, int]:
    return _around(hour, -offset, end, tokens)
