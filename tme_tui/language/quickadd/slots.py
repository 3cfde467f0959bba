"""Which of the dates and times in a line count, and how they combine.

A day and a time may stand apart (`tomorrow buy milk 18:00`). When two say the same, the last one counts and
the earlier one is text again, for it belongs to the title more often: `discuss the friday report monday`.
"""

from __future__ import annotations

from tme_tui.language.dates.hours import Clock, in_named_part
from tme_tui.language.dates.moments import When
from tme_tui.language.dates.ranges import DayRange, TimeRange
from tme_tui.language.quickadd.pieces import Block, Deadline, Length, Payload, Piece, Reminding, Setting
from tme_tui.language.recurring.limits import Bound, Limit
from tme_tui.language.recurring.repeat import Repeat
from tme_tui.language.recurring.within_hours import bounded_by_hours

NOTHING_SAID = When()


class Slots:
    """The temporal pieces of a line, each in its role."""

    __slots__ = (
        "begin",
        "block",
        "days",
        "deadline",
        "hours",
        "length",
        "limits",
        "on_days",
        "reminders",
        "repeat",
        "superseded",
        "when",
        "whens",
    )

    def __init__(self) -> None:
        self.deadline: Piece | None = None
        self.block: Piece | None = None
        """A range of times, or `event:`, `sched:` with one."""
        self.days: Piece | None = None
        """A range of days."""
        self.hours: Piece | None = None
        """A range of times between which something repeats."""
        self.repeat: Piece | None = None
        """A recurrence in words or after a key."""
        self.on_days: Piece | None = None
        """The weekdays of what repeats between hours."""
        self.limits: list[Piece] = []
        """What bounds the recurrence."""
        self.begin: Piece | None = None
        """`starting …` without a recurrence."""
        self.length: Piece | None = None
        self.reminders: list[Piece] = []
        self.whens: list[Piece] = []
        """The dates and times that count."""
        self.when = NOTHING_SAID
        """What they come to."""
        self.superseded: list[Piece] = []


def sort_out(pieces: list[Piece]) -> Slots:
    """Give each temporal piece its role."""
    slots = Slots()
    whens: list[Piece] = []
    limits: list[Piece] = []
    repeats: list[Piece] = []
    for piece in pieces:
        value = piece.value
        if isinstance(value, When):
            whens.append(piece)
        elif isinstance(value, Limit):
            limits.append(piece)
        elif isinstance(value, Deadline):
            slots.deadline = _last(slots, slots.deadline, piece)
        elif isinstance(value, (TimeRange, Block)):
            slots.block = _last(slots, slots.block, piece)
        elif isinstance(value, DayRange):
            slots.days = _last(slots, slots.days, piece)
        elif isinstance(value, Repeat) or (isinstance(value, Setting) and value.field == "recurrence"):
            repeats.append(piece)
        elif isinstance(value, Length):
            slots.length = _last(slots, slots.length, piece)
        elif isinstance(value, Reminding):
            slots.reminders.append(piece)
    _choose_repeat(slots, repeats)
    _place_limits(slots, limits, whens)
    whens.sort(key=lambda piece: piece.first)
    _choose(slots, whens)
    return slots


def _choose_repeat(slots: Slots, repeats: list[Piece]) -> None:
    """The last one; with `every hour from 9 to 17 on weekdays` the hours and the days are parts of one."""
    timed = slots.block is not None and isinstance(slots.block.value, TimeRange)
    if timed and len(repeats) == 2:
        for hourly, days in (repeats, repeats[::-1]):
            joined = _on_days(hourly.value, days.value)
            if joined is not None:
                slots.repeat, slots.on_days = hourly._replace(value=joined), days
    if slots.repeat is None:
        for piece in repeats:
            slots.repeat = _last(slots, slots.repeat, piece)
    value = slots.repeat.value if slots.repeat is not None else None
    if timed and isinstance(value, Repeat) and bounded_by_hours(value):
        slots.hours, slots.block = slots.block, None


def _on_days(hourly: Payload, days: Payload) -> Repeat | None:
    """What repeats in hours, on the days that another phrase names."""
    if not isinstance(hourly, Repeat) or not isinstance(days, Repeat) or not bounded_by_hours(hourly):
        return None
    plain = Repeat("WEEKLY", weekdays=days.weekdays) if days.weekdays else Repeat("DAILY", workdays=True)
    return hourly._replace(weekdays=days.weekdays, workdays=days.workdays) if days == plain else None


def _last(slots: Slots, earlier: Piece | None, piece: Piece) -> Piece:
    if earlier is not None:
        slots.superseded.append(earlier)
    return piece


def _repeats(slots: Slots) -> bool:
    repeat = slots.repeat
    return repeat is not None and not (isinstance(repeat.value, Setting) and repeat.value.value is None)


def _place_limits(slots: Slots, limits: list[Piece], whens: list[Piece]) -> None:
    """With a recurrence, limits bound it; without one they are deadlines, starts and lengths."""
    repeats = _repeats(slots)
    bounds: dict[Bound, Piece] = {}
    for piece in limits:
        limit = piece.value
        if not isinstance(limit, Limit):
            continue
        if limit.bound is Bound.LENGTH and limit.amount.on_the_clock:
            slots.length = _last(slots, slots.length, piece)
        elif limit.bound is Bound.UNTIL and limit.when.day is None:
            whens.append(piece)
        elif repeats and limit.bound is not Bound.BY:
            if limit.bound in bounds:
                slots.superseded.append(bounds[limit.bound])
            bounds[limit.bound] = piece
        elif limit.bound in (Bound.UNTIL, Bound.BY, Bound.WITHIN):
            whens.append(piece)
        elif limit.bound is Bound.STARTING:
            slots.begin = _last(slots, slots.begin, piece)
    slots.limits = sorted(bounds.values(), key=lambda piece: piece.first)


def when_of(piece: Piece) -> When:
    """What a date in any of its guises says."""
    value = piece.value
    if isinstance(value, When):
        return value
    if isinstance(value, Limit):
        return value.when
    if isinstance(value, Deadline) and value.when is not None:
        return value.when
    if isinstance(value, Block):
        return value.when
    return When()


def _choose(slots: Slots, whens: list[Piece]) -> None:
    """Fill the day and the time from the right; what finds its place taken is superseded."""
    chosen = When()
    for fixed in (slots.deadline, slots.block):
        if fixed is not None:
            said = when_of(fixed)
            chosen = chosen if said == When() else _joined(chosen, said)
    clock_taken = isinstance(slots.block.value, TimeRange) if slots.block is not None else False
    if slots.block is not None and isinstance(slots.block.value, Block):
        clock_taken = slots.block.value.times is not None or slots.block.value.when.clock is not None
    cleared = (
        slots.deadline is not None
        and isinstance(slots.deadline.value, Deadline)
        and slots.deadline.value.when is None
    )
    repeat_clock = (
        slots.repeat.value.clock if slots.repeat and isinstance(slots.repeat.value, Repeat) else None
    )
    if repeat_clock is not None and not clock_taken and chosen.clock is None:
        chosen = chosen._replace(clock=repeat_clock)
    day_taken = cleared or (slots.days is not None and not _repeats(slots))
    for piece in reversed(whens):
        said = when_of(piece)
        has_day = said.day is not None
        part = _in_named_part(chosen.clock, said.clock)
        day_clash = has_day and (day_taken or chosen.day is not None)
        clock_clash = said.clock is not None and part is None and (clock_taken or chosen.clock is not None)
        if day_clash or clock_clash:
            slots.superseded.append(piece)
            continue
        chosen = _joined(chosen, said if part is None else said._replace(clock=None))
        if part is not None:
            chosen = chosen._replace(clock=part)
        slots.whens.insert(0, piece)
    slots.when = chosen


def _joined(when: When, more: When) -> When:
    """Both together; what the first says stays."""
    return When(
        day=when.day if when.day is not None else more.day,
        clock=when.clock if when.clock is not None else more.clock,
        other_day=when.other_day if when.day is not None else more.other_day,
        written=when.written or more.written,
    )


def _in_named_part(exact: Clock | None, part: Clock | None) -> Clock | None:
    """`завтра утром … в 9`: the hour in the part of the day named before it."""
    if exact is None or part is None or not part.part or exact.part or part.part == "midnight":
        return None
    if exact.minutes >= 780 and not exact.vague:
        return exact
    return in_named_part(exact, part.part)


def without(pieces: list[Piece], gone: list[Piece]) -> list[Piece]:
    """The pieces that are not among `gone`."""
    names = {id(piece) for piece in gone}
    return [piece for piece in pieces if id(piece) not in names]


def swapped(pieces: list[Piece], old: Piece, value: Payload) -> list[Piece]:
    """The pieces with another meaning for one of them."""
    return [piece._replace(value=value) if piece is old else piece for piece in pieces]
