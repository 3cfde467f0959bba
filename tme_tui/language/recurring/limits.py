"""What bounds a recurrence: `until 31 dec`, `starting 1 nov`, `x10`, `for 8 weeks`, in both languages.

The same words mean something without a recurrence as well (`until friday` is a deadline), so they are read
by themselves and the line decides.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

from tme_tui.language.dates.durations import Amount, add_exactly, read_amount
from tme_tui.language.dates.hours import Clock
from tme_tui.language.dates.moments import When, read_when
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.tokens import Sort, Tokens, ends_word, number_at


class Bound(StrEnum):
    """Which limit it is."""

    UNTIL = "until"
    BY = "by"
    """A deadline only: `by friday`, `к пятнице`."""
    STARTING = "starting"
    COUNT = "count"
    LENGTH = "length"
    """`for 8 weeks`: how long it goes on, or how long it takes."""
    WITHIN = "within"
    """`within 8 weeks`: how long it goes on, or by when it is due."""


class Limit(NamedTuple):
    """One limit as it was said."""

    bound: Bound
    when: When = When()
    times: int = 0
    amount: Amount = Amount()
    single: bool = False
    """A length given by a bare noun, as `на неделю`."""


_UNTIL = frozenset({"until", "till", "до", "ending", "through"})
_BY = frozenset({"by", "before", "к", "ко", "due"})
_STARTING = frozenset({"starting", "since", "from", "с", "со", "начиная"})
_TIMES = frozenset({"times", "раз", "раза"})
_CROSS = frozenset({"x", "х", "×"})
_MOST = 100_000


def read_limit(tokens: Tokens, i: int, ref: Reference) -> tuple[Limit, int] | None:
    """The limit at token `i`."""
    token = tokens[i]
    if token.sort is Sort.NUMBER:
        return _times(tokens, i, i + 1, number_at(tokens, i)) if tokens[i + 1].text in _TIMES else None
    word = token.text
    if word in _UNTIL:
        return _dated(tokens, i + 1, ref, Bound.UNTIL)
    j = _no_later(tokens, i)
    if j is not None:
        return _dated(tokens, j, ref, Bound.BY)
    if word in _BY:
        return _dated(tokens, i + 2 if tokens[i + 1].text == "on" else i + 1, ref, Bound.BY)
    if word in _STARTING:
        j = i + 1
        if tokens[j].text in ("с", "со", "from", "on"):
            j += 1
        return _dated(tokens, j, ref, Bound.STARTING) if word != "начиная" or j > i + 1 else None
    if word in _CROSS and tokens[i + 1].sort is Sort.NUMBER and not tokens[i + 1].spaced:
        return _times(tokens, i, i + 1, number_at(tokens, i + 1))
    if word == "for" or word == "на":
        return _length(tokens, i + 1) or _day_after(tokens, i, ref)
    if word == "to":
        return _day_after(tokens, i, ref)
    if word == "within" or (word == "в" and tokens[i + 1].text == "течение"):
        return _within(tokens, i + 1 if word == "within" else i + 2, ref)
    return None


def _no_later(tokens: Tokens, i: int) -> int | None:
    """Where `no later than`, `не позднее` ends."""
    first, second = tokens[i].text, tokens[i + 1].text
    if first == "не" and second in ("позднее", "позже"):
        return i + 3 if tokens[i + 2].text == "чем" else i + 2
    if first in ("no", "not") and second == "later" and tokens[i + 2].text == "than":
        return i + 3
    return None


def _within(tokens: Tokens, i: int, ref: Reference) -> tuple[Limit, int] | None:
    """`within 2 days`, `в течение часа`: by then, or how long a recurrence goes on."""
    if not tokens[i].spaced:
        return None
    genitive = _OF_ONE.get(tokens[i].text)
    found = (Amount(*genitive), i + 1) if genitive is not None else read_amount(tokens, i, single=True)
    if found is None or not found[0] or not ends_word(tokens, found[1]):
        return None
    amount, end = found
    if amount.on_the_clock:
        moved = add_exactly(ref.now.replace(second=0), amount)
        when = When(moved.date(), Clock(moved.hour * 60 + moved.minute)) if moved is not None else None
    else:
        day = amount.added_to(ref.today)
        when = When(day) if day is not None else None
    return (Limit(Bound.WITHIN, when=when, amount=amount), end) if when is not None else None


_OF_ONE: Final = {
    "минуты": (0, 0, 60),
    "часа": (0, 0, 3600),
    "получаса": (0, 0, 1800),
    "дня": (0, 1, 0),
    "недели": (0, 7, 0),
    "месяца": (1, 0, 0),
    "квартала": (3, 0, 0),
    "года": (12, 0, 0),
}
"""`в течение часа`: one of it, in the genitive."""


def _dated(tokens: Tokens, i: int, ref: Reference, bound: Bound) -> tuple[Limit, int] | None:
    if not tokens[i].spaced:
        return None
    found = read_when(tokens, i, ref, anchored=True)
    if found is None:
        return None
    return Limit(bound, when=found[0]._replace(doubtful=False)), found[1]


def _day_after(tokens: Tokens, i: int, ref: Reference) -> tuple[Limit, int] | None:
    """`plan for tomorrow`, `moved to friday`: only a day that is one without doubt."""
    if tokens[i].text == "на" or not tokens[i + 1].spaced:
        return None
    found = read_when(tokens, i + 1, ref)
    if found is None or found[0].day is None or found[0].doubtful:
        return None
    return Limit(Bound.BY, when=found[0]), found[1]


def _times(tokens: Tokens, first: int, last: int, count: int | None) -> tuple[Limit, int] | None:
    if count is None or not 1 <= count <= _MOST or not ends_word(tokens, last + 1):
        return None
    return Limit(Bound.COUNT, times=count), last + 1


def _length(tokens: Tokens, i: int) -> tuple[Limit, int] | None:
    if not tokens[i].spaced:
        return None
    found = read_amount(tokens, i, single=True)
    if found is None or not found[0]:
        return None
    return Limit(Bound.LENGTH, amount=found[0], single=found[1] == i + 1), found[1]
