"""Which chain of tasks decides when all is done, and how much later the others may be.

Tasks that hang together through dependencies are one undertaking. Each task is as early as its blockers let
it be; the undertaking ends with its last task. What cannot be later without the end being later is critical.
Due dates do not make the end, but they take room away: a task has as much of it as it can be late before a
due date is missed, its own or one of those that wait for it. Every step goes once over tasks and ties.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tme_tui.model.outline import Tie
from tme_tui.model.ties_in_time import in_order, least_gap

UNESTIMATED = 3600
"""A task without an estimate counts as an hour: so the longest chain is found where nobody estimates."""


class Work(NamedTuple):
    """What counts of a task here; instants are seconds since 1970."""

    length: int = UNESTIMATED
    due: int | None = None
    earliest: int | None = None
    """Not to be begun before."""


class Times(NamedTuple):
    """When a task can be, and when it must be."""

    start: int
    """As early as possible."""
    finish: int
    latest_start: int
    """As late as possible without the end of the whole being later."""
    slack: int
    """So many seconds later it may be without the end of the whole being later."""
    room: int | None
    """So many seconds later it may be before a due date is missed; negative when one is already."""
    tied: bool
    """Whether it hangs together with others."""

    @property
    def is_critical(self) -> bool:
        """Whether it decides, of tasks that hang together, when all is done or that a date is missed."""
        return self.tied and (self.slack <= 0 or (self.room is not None and self.room < 0))

    @property
    def margin(self) -> int | None:
        """What a person may lose: room before due dates, else slack; None where neither means much."""
        return self.room if self.room is not None else self.slack if self.tied else None


def critical_path(works: Mapping[int, Work], ties: Iterable[Tie], now: int) -> dict[int, Times]:
    """The times of open tasks that can be begun from `now` on; ties to other tasks count as none."""
    order, before, after = in_order(works, ties)
    starts: dict[int, int] = {}
    for number in order:
        work = works[number]
        earliest = now if work.earliest is None else max(now, work.earliest)
        for tie in before.get(number, ()):
            gap = least_gap(tie, works[tie.blocker].length, work.length)
            earliest = max(earliest, starts[tie.blocker] + gap)
        starts[number] = earliest
    ends = _ends(works, starts, before, after)
    latest: dict[int, int] = {}
    limits: dict[int, int] = {}
    for number in reversed(order):
        length, due = works[number].length, works[number].due
        late = ends[number] - length
        limit = None if due is None else due - length
        for tie in after.get(number, ()):
            gap = least_gap(tie, length, works[tie.task].length)
            late = min(late, latest[tie.task] - gap)
            theirs = limits.get(tie.task)
            if theirs is not None:
                limit = theirs - gap if limit is None else min(limit, theirs - gap)
        latest[number] = late
        if limit is not None:
            limits[number] = limit
    return {
        number: Times(
            start := starts[number],
            start + works[number].length,
            latest[number],
            latest[number] - start,
            limits[number] - start if number in limits else None,
            bool(before.get(number) or after.get(number)),
        )
        for number in order
    }


def _ends(
    works: Mapping[int, Work],
    starts: Mapping[int, int],
    before: Mapping[int, list[Tie]],
    after: Mapping[int, list[Tie]],
) -> dict[int, int]:
    """For each task the end of all that hangs together with it."""
    found: dict[int, int] = {}
    for number in starts:
        if number in found:
            continue
        together = [number]
        found[number] = 0
        for one in together:
            beside = [tie.blocker for tie in before.get(one, ())] + [tie.task for tie in after.get(one, ())]
            for other in beside:
                if other not in found:
                    found[other] = 0
                    together.append(other)
        end = max(starts[one] + works[one].length for one in together)
        found.update(dict.fromkeys(together, end))
    return found
