"""Lists in recurrences: `mon, wed and fri`, `пн-пт`, `1 и 15 числа`, `1st, 15th`."""

from __future__ import annotations

from tme_tui.language.dates.durations import after_abbreviation
from tme_tui.language.dates.tokens import Sort, Tokens, number_at
from tme_tui.language.dates.words import ORDINAL_SUFFIXES, ordinals, weekdays
from tme_tui.language.recurring.words import AND

_MOST = 31


def read_weekdays(
    tokens: Tokens, i: int, *, allowed: frozenset[str] | None = None
) -> tuple[tuple[int, ...], int] | None:
    """One weekday or several; `allowed` restricts the form of each."""
    days: list[int] = []
    j = i
    for _ in range(_MOST):
        word = tokens[j].text
        day = weekdays().get(word)
        if day is None or (allowed is not None and word not in allowed):
            break
        end = after_abbreviation(tokens, j)
        last = _range_end(tokens, end)
        if last is not None:
            span = (last - day) % 7
            days.extend((day + step) % 7 for step in range(span + 1))
            end += 2
        else:
            days.append(day)
        found_end = end
        j = past_joiner(tokens, end)
        if j == end:
            break
    if not days:
        return None
    return tuple(dict.fromkeys(days)), found_end


def _range_end(tokens: Tokens, i: int) -> int | None:
    """The last day of `mon-fri`."""
    if tokens[i].text not in ("-", "–", "—") or tokens[i].spaced or tokens[i + 1].spaced:
        return None
    return weekdays().get(tokens[i + 1].text)


def past_joiner(tokens: Tokens, i: int) -> int:
    """Past a comma, an `and`, or both."""
    j = i
    if tokens[j].text in (",", "/", "&"):
        j += 1
    if tokens[j].text in AND - {",", "/", "&"}:
        j += 1
    if tokens[j].text in ("on", "the", "в", "по"):
        # `по пн и по ср`, `on the 1st and on the 15th`
        j += 1 if j > i else 0
    if tokens[j].text == "the" and j > i:
        j += 1
    return j


def read_ordinal(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """`15th`, `15-го`, `first`, `последний`: which one (-1 is the last), and where it ends."""
    token = tokens[i]
    if token.sort is Sort.WORD:
        value = ordinals().get(token.text)
        return (value, i + 1) if value is not None else None
    number = number_at(tokens, i)
    if number is None:
        return None
    j = i + 1
    if tokens[j].text == "-" and not tokens[j].spaced:
        j += 1
    if tokens[j].text in ORDINAL_SUFFIXES and not tokens[j].spaced:
        return number, j + 1
    return None


def read_month_days(
    tokens: Tokens, i: int, *, bare: bool, most: int = _MOST
) -> tuple[tuple[int, ...], int] | None:
    """Up to `most` days of the month: ordinals, or with `bare` plain numbers too."""
    days: list[int] = []
    j = i
    end = i
    for _ in range(most):
        ordinal = read_ordinal(tokens, j)
        if ordinal is not None:
            day, after = ordinal
        elif bare and tokens[j].sort is Sort.NUMBER:
            number = number_at(tokens, j)
            day, after = number if number is not None else 0, j + 1
        else:
            break
        if not (1 <= day <= 31 or day == -1):
            break
        days.append(day)
        end = after
        j = past_joiner(tokens, after)
        if j == after:
            break
    return (tuple(dict.fromkeys(days)), end) if days else None
