"""A weekday and the week it is in, when both are said: `next week on wednesday`, `monday in 2 weeks`."""

from __future__ import annotations

from datetime import date, timedelta

from tme_tui.language.dates.durations import Amount, after_abbreviation, read_amount
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.tokens import Sort, Tokens, ends_word
from tme_tui.language.dates.words import LAST, PLURAL_WEEKDAYS, WEEKDAYS_THAT_ARE_WORDS, ordinals, weekdays


def is_another_one(tokens: Tokens, i: int) -> bool:
    """`last friday`, `через понедельник`, `first monday`: not the coming one, nor another for certain."""
    before = tokens[i - 1].text if i else ""
    return before in LAST or before == "через" or before in ordinals()


def weeks_ahead(tokens: Tokens, i: int, ref: Reference) -> tuple[date, int] | None:
    """`in 2 weeks`, `через неделю` beside a weekday: the day from which that weekday is looked for."""
    if tokens[i].text not in ("in", "через") or not tokens[i + 1].spaced:
        return None
    amount = read_amount(tokens, i + 1, single=True)
    if amount is None or not _whole_weeks(amount[0]) or not ends_word(tokens, amount[1]):
        return None
    day = amount[0].added_to(ref.today)
    return (day, amount[1]) if day is not None else None


def weekday_in_weeks(tokens: Tokens, i: int, ref: Reference, amount: Amount) -> tuple[date, int] | None:
    """The weekday at token `i`, after `in 2 weeks`."""
    named = weekday_after(tokens, i) if _whole_weeks(amount) else None
    start = amount.added_to(ref.today) if named is not None else None
    day = first_from(start, named[0]) if named is not None and start is not None else None
    return (day, named[1]) if named is not None and day is not None else None


def _whole_weeks(amount: Amount) -> bool:
    return bool(amount.days) and not (amount.days % 7 or amount.months or amount.seconds)


def first_from(day: date, weekday: int) -> date | None:
    """The first such weekday from `day` on."""
    try:
        return day + timedelta(days=(weekday - day.weekday()) % 7)
    except OverflowError:
        return None


def weekday_after(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """The weekday that a week is followed by (`next week on wednesday`), and where it ends."""
    j = i + 1 if tokens[i].text == "," and not tokens[i].spaced else i
    if tokens[j].text in ("on", "в", "во"):
        j += 1
    word = tokens[j].text
    wanted = weekdays().get(word)
    if wanted is None or word in PLURAL_WEEKDAYS or (word in WEEKDAYS_THAT_ARE_WORDS and j == i):
        return None
    end = after_abbreviation(tokens, j)
    return (wanted, end) if tokens[end].sort is not Sort.NUMBER and ends_word(tokens, end) else None
