"""Whether a word stands like a time or like part of a sentence: `report weekly` against `weekly report`."""

from __future__ import annotations

from functools import cache

from tme_tui.language.dates.tokens import Sort, Tokens
from tme_tui.language.dates.words import (
    ADVERB_PARTS,
    DAYS_FROM_TODAY,
    PARTS_OF_DAY,
    weekdays,
    word_set,
)

_JOINING = (
    "at on by in with for until till from starting ending and or to via between every ev remind but so then "
    "в во на к ко до с со по и или за от у для при каждый каждую каждое каждые начиная напомни напомнить но "
    "x х noon midnight полдень полночь раз раза times"
)


@cache
def _joining() -> frozenset[str]:
    return (
        frozenset(_JOINING.split())
        | set(DAYS_FROM_TODAY)
        | ADVERB_PARTS
        | set(PARTS_OF_DAY)
        | set(weekdays())
    )


def stands_alone(tokens: Tokens, end: int) -> bool:
    """Whether what follows is not simply the next word of a sentence."""
    after = tokens[end]
    return after.sort is not Sort.WORD or not after.spaced or after.text in _joining()


def after_article(tokens: Tokens, i: int) -> bool:
    """Whether an article or an adjective stands right before, so that a noun must follow."""
    return i > 0 and tokens[i - 1].text in _ARTICLES


_ARTICLES = word_set(
    "a an the my our your his her their its each good bad same whole this that last all one "
    "мой моя мое мои наш наша свой своя весь вся доброе добрый доброй добрая эта этот"
)
