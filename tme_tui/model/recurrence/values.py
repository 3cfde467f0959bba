"""What a recurrence is, as a value; how it expands is in the modules beside this one."""

from __future__ import annotations

from enum import StrEnum

from tme_tui.model.moment import Moment
from tme_tui.model.value import value


class Anchor(StrEnum):
    """What the next occurrence is counted from."""

    SCHEDULE = "schedule"
    """`every`: from the rule, whenever it was done."""
    COMPLETION = "completion"
    """`every!`: from the moment it was done."""


class Missed(StrEnum):
    """What happens to occurrences that passed undone."""

    KEEP = "keep"
    """One stays open, however many were missed."""
    STACK = "stack"
    """Each stays to be done, one after the other."""
    SKIP = "skip"
    """They pass; the next one in the future is what is open."""


class Shift(StrEnum):
    """Where an occurrence goes that falls on a day off."""

    NONE = ""
    NEXT = "next"
    PREVIOUS = "previous"


@value
class Recurrence:
    """A rule of RFC 5545 with what people add to it."""

    rule: str
    """The value of an RRULE, such as `FREQ=MONTHLY;BYMONTHDAY=1`; empty when there are only `dates`."""
    dates: tuple[Moment, ...] = ()
    """RDATE: occurrences beside the rule."""
    excluded: tuple[Moment, ...] = ()
    """EXDATE: occurrences that do not take place."""
    anchor: Anchor = Anchor.SCHEDULE
    missed: Missed = Missed.KEEP
    shift: Shift = Shift.NONE
    workdays: bool = False
    """Only working days count: `FREQ=MONTHLY;BYSETPOS=-1` is then the last working day of each month."""
