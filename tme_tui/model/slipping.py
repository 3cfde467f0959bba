"""What becomes late when a due date moves: the tasks behind it, by how much, and what would move along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tme_tui.model.critical_path import Work
from tme_tui.model.outline import Tie
from tme_tui.model.ties_in_time import in_order, least_gap
from tme_tui.model.value import value


@value
class Delays:
    """What a move does; seconds by task."""

    late: Mapping[int, int]
    """How much too late each task would be that was not, or not as much, before."""
    along: tuple[int, ...]
    """The tasks that must move by the same distance so that the move makes none of them later."""


def delays(
    works: Mapping[int, Work],
    ties: Iterable[Tie],
    before_that: Mapping[int, int | None],
    moved: Mapping[int, int],
    distance: int,
) -> Delays:
    """What happens when these tasks are finished at their new dates and not at those they had before.

    Each task behind them is as early as that lets it be; a due date before its end is missed. `distance` is
    how far the others would move along.
    """
    order, before, _ = in_order(works, ties)
    was = _finishes(order, before, works, {one: before_that.get(one) for one in moved}, {})
    becomes = _finishes(order, before, works, moved, {})
    late = {
        number: by
        for number, finish in becomes.items()
        if number not in moved and (by := _later(works[number], finish, was.get(number))) > 0
    }
    if distance <= 0:
        return Delays(late, ())
    along: dict[int, int] = {}
    _finishes(order, before, works, moved, along, was, distance)
    return Delays(late, tuple(along))


def _later(work: Work, finish: int, was: int | None) -> int:
    """By how much the end misses the due date, if it did not do so as much before."""
    if work.due is None:
        return 0
    late = finish - work.due
    return late if late > max(0, -1 if was is None else was - work.due) else 0


def _finishes(
    order: Iterable[int],
    before: Mapping[int, list[Tie]],
    works: Mapping[int, Work],
    ends: Mapping[int, int | None],
    along: dict[int, int],
    was: Mapping[int, int] | None = None,
    distance: int = 0,
) -> dict[int, int]:
    """When each task behind these ends, as early as possible; with a distance, what is late moves along."""
    found: dict[int, int] = {}
    for number in order:
        work = works[number]
        if number in ends:
            end = ends[number]
            if end is not None:
                found[number] = end
            continue
        starts = [
            found[tie.blocker]
            - works[tie.blocker].length
            + least_gap(tie, works[tie.blocker].length, work.length)
            for tie in before.get(number, ())
            if tie.blocker in found
        ]
        if not starts:
            continue
        found[number] = max(starts) + work.length
        if was is not None and work.due is not None and _later(work, found[number], was.get(number)):
            along[number] = work.due + distance
            found[number] = max(found[number], along[number])
    return found
