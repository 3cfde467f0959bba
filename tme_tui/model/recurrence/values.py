"""What a recurrence is, as a value; how it expands is in the modules beside this one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
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

    @classmethod
    def from_text(cls, text: str) -> Recurrence:
        """Read RFC 5545: an RRULE, with or without its name, and RDATE and EXDATE lines."""
        from tme_tui.model.recurrence.text import from_text

        return from_text(text)

    def to_text(self) -> str:
        """The same as RFC 5545 text; what the RFC has no words for stands in parameters named X-TME-."""
        from tme_tui.model.recurrence.text import to_text

        return to_text(self)

    def between(
        self, start: Moment, after: datetime, before: datetime, *, home: str = "UTC"
    ) -> Iterator[Moment]:
        """The occurrences of a series that begins at `start`, from `after` up to `before`."""
        from tme_tui.model.recurrence.windows import occurrences

        return iter(occurrences(self, start, after, before, home=home))

    def next_after(self, start: Moment, moment: datetime, *, home: str = "UTC") -> Moment | None:
        """The first occurrence later than `moment`; None when the series has ended."""
        from tme_tui.model.recurrence.windows import next_after

        return next_after(self, start, moment, home=home)
