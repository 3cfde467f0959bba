"""A recurrence with some of its parts replaced.

`dataclasses.replace` would do, but it takes milliseconds for values that are cheap to define.
"""

from __future__ import annotations

from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Recurrence, Shift


def changed(
    recurrence: Recurrence,
    *,
    rule: str | None = None,
    dates: tuple[Moment, ...] | None = None,
    excluded: tuple[Moment, ...] | None = None,
    shift: Shift | None = None,
) -> Recurrence:
    """The same recurrence but for the parts given."""
    return Recurrence(
        recurrence.rule if rule is None else rule,
        recurrence.dates if dates is None else dates,
        recurrence.excluded if excluded is None else excluded,
        recurrence.anchor,
        recurrence.missed,
        recurrence.shift if shift is None else shift,
        recurrence.workdays,
    )
