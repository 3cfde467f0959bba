"""One way to fill the timetable: tasks in some order, each after its blockers and as early as it fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush

from tme_tui.model.outline import Tie
from tme_tui.model.planner.timetable import Timetable
from tme_tui.model.planner.values import Job, Span
from tme_tui.model.ties_in_time import in_order, least_gap
from tme_tui.model.value import value

Placed = dict[int, list[Span]]
"""Where the pieces of each task are; what has no place is absent."""

_LATE, _HOUR = 8.0, 3600
"""To be late at all weighs as much as so many hours of delay."""
_SOON = 0.001
"""What an hour of waiting weighs, for each hour of work: so the more urgent is first, and not the shorter."""


@value
class Problem:
    """All that stays the same however the tasks are ordered."""

    jobs: Mapping[int, Job]
    before: Mapping[int, Sequence[Tie]]
    after: Mapping[int, Sequence[Tie]]
    order: Sequence[int]
    """Blockers first."""
    limits: Mapping[int, int]
    """When each task should be finished for the sake of its due date and those behind it."""
    table: Timetable
    now: int
    until: int


def problem_of(
    jobs: Sequence[Job], ties: Sequence[Tie], gaps: Sequence[Span], now: int, until: int
) -> Problem:
    """The problem with what is known before anything is placed."""
    known = {job.number: job for job in jobs}
    order, before, after = in_order(known, ties)
    limits: dict[int, int] = {}
    for number in reversed(order):
        job = known[number]
        limit = job.due
        for tie in after.get(number, ()):
            theirs = limits.get(tie.task)
            if theirs is not None:
                length = known[tie.task].length
                own = theirs - length - least_gap(tie, job.length, length) + job.length
                limit = own if limit is None else min(limit, own)
        if limit is not None:
            limits[number] = limit
    return Problem(known, before, after, order, limits, Timetable(gaps), now, until)


def place(problem: Problem, ranks: Mapping[int, int]) -> Placed:
    """Fill the timetable: of the tasks whose blockers have a place, the one with the least rank is next."""
    jobs, after, table = problem.jobs, problem.after, problem.table.copy()
    missing = {number: len(problem.before.get(number, ())) for number in problem.order}
    ready: list[tuple[int, int]] = []
    for number in problem.order:
        if not missing[number]:
            heappush(ready, (ranks[number], number))
    placed: Placed = {}
    while ready:
        number = heappop(ready)[1]
        earliest = release(problem, placed, number)
        if earliest is not None:
            spans = _spans(problem, table, jobs[number], earliest)
            if spans:
                placed[number] = spans
        for tie in after.get(number, ()):
            missing[tie.task] -= 1
            if not missing[tie.task]:
                heappush(ready, (ranks[tie.task], tie.task))
    return placed


def _spans(problem: Problem, table: Timetable, job: Job, earliest: int) -> list[Span]:
    if job.fixed is not None:
        return [job.fixed]
    if not job.length:
        return [(earliest, earliest)]
    limit = problem.limits.get(job.number)
    spans = table.find(job.length, earliest, limit, may_split=job.may_split)
    table.take(spans)
    return spans


def release(problem: Problem, placed: Placed, number: int) -> int | None:
    """From when on a task can be done; None while one of its blockers has no place."""
    job = problem.jobs[number]
    earliest = problem.now if job.earliest is None else max(problem.now, job.earliest)
    for tie in problem.before.get(number, ()):
        spans = placed.get(tie.blocker)
        if spans is None:
            return None
        base = spans[-1][1] if tie.link in ("FS", "FF") else spans[0][0]
        earliest = max(earliest, base + tie.lag - (job.length if tie.link in ("FF", "SF") else 0))
    return earliest


def cost(problem: Problem, placed: Placed) -> float:
    """How bad that is: what is late, by how much, and how long the urgent has to wait."""
    total = 0.0
    for number, job in problem.jobs.items():
        if not job.length or job.fixed is not None:
            continue
        spans = placed.get(number)
        finish = spans[-1][1] if spans else problem.until + job.length
        weight = 1.0 + max(job.urgency, 0.0) / 10
        if job.due is not None and finish > job.due:
            total += weight * (_LATE + (finish - job.due) / _HOUR)
        total += weight * _SOON * (job.length / _HOUR) * (finish - problem.now) / _HOUR
    return total
