"""Words beside a day that name no other one: `25 nov (wed)`, `25 ноября, среда`, `friday eod`."""

from __future__ import annotations

from datetime import date

from tme_tui.language.dates.durations import after_abbreviation
from tme_tui.language.dates.tokens import Tokens, ends_word
from tme_tui.language.dates.words import EDGES, PERIODS, SHORTHANDS, weekdays, word_set

_BEFORE_THE_END = word_set("by at before в к до")
BEGINS_AN_END = frozenset(SHORTHANDS) | frozenset(EDGES) | _BEFORE_THE_END | {"the"}
"""Words with which `end_of_day` may begin."""
_BEFORE_A_WEEKDAY = word_set("on в во")


def after_day(tokens: Tokens, i: int, day: date) -> int:
    """Where the words about `day` end, if they go on at token `i`."""
    named = _its_weekday(tokens, i, day)
    if named is not None:
        i = named
    end = end_of_day(tokens, _after_comma(tokens, i))
    return i if end is None else end


def end_of_day(tokens: Tokens, i: int, *, anchored: bool = False) -> int | None:
    """Where `eod`, `by the end of day`, `к концу дня` ends; `anchored` when its preposition was read."""
    if tokens[i].text in _BEFORE_THE_END and tokens[i + 1].spaced:
        i, anchored = i + 1, True
    if tokens[i].text == "the":
        i += 1
    word = tokens[i].text
    if SHORTHANDS.get(word) == ("day", "end"):
        end = i + 1
    elif EDGES.get(word) == "end" and (anchored or tokens[i + 1].text == "of"):
        j = i + 1
        while tokens[j].text in ("of", "the"):
            j += 1
        if PERIODS.get(tokens[j].text) != "day":
            return None
        end = j + 1
    else:
        return None
    return end if ends_word(tokens, end) else None


def _its_weekday(tokens: Tokens, i: int, day: date) -> int | None:
    """Past the weekday of the date before it: `, среда`, `(wed)`, `в среду`."""
    bracket = tokens[i].text == "("
    j = i + 1 if bracket else _after_comma(tokens, i)
    if tokens[j].text in _BEFORE_A_WEEKDAY:
        j += 1
    if weekdays().get(tokens[j].text) != day.weekday():
        return None
    end = after_abbreviation(tokens, j)
    if bracket:
        return end + 1 if tokens[end].text == ")" and ends_word(tokens, end + 1) else None
    return end if ends_word(tokens, end) else None


def _after_comma(tokens: Tokens, i: int) -> int:
    return i + 1 if tokens[i].text == "," and not tokens[i].spaced else i
