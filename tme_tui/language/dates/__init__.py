"""Moments and lengths of time in words, English and Russian: `read_moment`, `read_duration`.

Also what quick-add, the query line, `tme when` and the calendar's jump read their dates with.
"""

from __future__ import annotations

from datetime import timedelta

from tme_tui.language.context import Context
from tme_tui.language.dates.durations import read_length
from tme_tui.language.dates.moments import read_whole, settle
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.tokens import length, tokenize, without_controls
from tme_tui.model.moment import Moment

__all__ = ["read_duration", "read_moment"]

_LONGEST_PHRASE = 200
_PREPOSITIONS = frozenset({"by", "до", "к", "ко", "due", "с", "со", "from", "until", "till", "since"})


def read_moment(phrase: str, context: Context) -> Moment | None:
    """The moment that a whole phrase means, such as `next friday 18:00` or `через 3 дня`; None if none.

    `someday` is `tme_tui.model.moment.SOMEDAY`. Nothing in the phrase is ignored.
    """
    if len(phrase) > _LONGEST_PHRASE:
        return None
    tokens = tokenize(without_controls(phrase))
    size = length(tokens)
    if not size:
        return None
    ref = Reference(context)
    first = 1 if tokens[0].text in _PREPOSITIONS and size > 1 else 0
    when = read_whole(tokens, first, size, ref)
    if when is None and first:
        when = read_whole(tokens, 0, size, ref)
    if when is not None:
        settled = settle(when, ref)
        return settled[0] if settled is not None else None
    if context.last_resort:
        from tme_tui.language.dates.last_resort import read_exotic

        return read_exotic(phrase, ref)
    return None


def read_duration(phrase: str) -> timedelta | None:
    """The length that a whole phrase means, such as `1h30m`, `полтора часа` or `1:30`; None if none.

    A month counts as thirty days and a year as 365.
    """
    if len(phrase) > _LONGEST_PHRASE:
        return None
    tokens = tokenize(without_controls(phrase))
    size = length(tokens)
    found = read_length(tokens, 0)
    return found[0].as_timedelta() if found is not None and found[1] == size else None
