"""What will be late in a plan, and why."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from tme_tui.model.planner.placing import Placed, Problem, release
from tme_tui.model.planner.values import Block, Delay, Job, Why

_NAMED = 3
_LOOKED_AT = 60


def blocks_of(problem: Problem, placed: Placed) -> list[Block]:
    """The pieces of what is planned, in order of time."""
    found = [
        Block(number, begin, end)
        for number, spans in placed.items()
        if problem.jobs[number].fixed is None and problem.jobs[number].length
        for begin, end in spans
    ]
    return sorted(found, key=lambda block: (block.begin, block.number))


def delays_of(problem: Problem, placed: Placed) -> tuple[Delay, ...]:
    """Everything that misses its due date or has no place, the latest first."""
    blocks = blocks_of(problem, placed)
    found = []
    for number in problem.order:
        job = problem.jobs[number]
        if not job.length or job.fixed is not None:
            continue
        spans = placed.get(number)
        if spans is None or (job.due is not None and spans[-1][1] > job.due):
            found.append(_delay(problem, placed, blocks, job))
    return tuple(sorted(found, key=lambda one: (-(one.late or 0), one.number)))


def _delay(problem: Problem, placed: Placed, blocks: Sequence[Block], job: Job) -> Delay:
    spans = placed.get(job.number)
    finish = None if spans is None else spans[-1][1]
    late = None if finish is None or job.due is None else finish - job.due
    why, because = _reason(problem, placed, blocks, job)
    return Delay(job.number, finish, late, why, because)


def _reason(
    problem: Problem, placed: Placed, blocks: Sequence[Block], job: Job
) -> tuple[Why, tuple[int, ...]]:
    begin = release(problem, placed, job.number)
    if job.due is None:
        return (Why.NO_ROOM, ()) if begin is not None else (Why.WAITS, _last_blockers(problem, placed, job))
    if job.due <= problem.now:
        return Why.PASSED, ()
    alone = max(problem.now, job.earliest or problem.now)
    if not _fits(problem, job, alone):
        return Why.SHORT, ()
    if begin is None or not _fits(problem, job, begin):
        return Why.WAITS, _last_blockers(problem, placed, job)
    return Why.CROWDED, _rivals(blocks, job, begin)


def _fits(problem: Problem, job: Job, earliest: int) -> bool:
    """Whether it would be in time if it had all free time for itself."""
    spans = problem.table.find(job.length, earliest, job.due, may_split=job.may_split)
    return bool(spans) and spans[-1][1] <= (job.due or 0)


def _last_blockers(problem: Problem, placed: Placed, job: Job) -> tuple[int, ...]:
    """What it waits for: those without a place, else the one that ends last."""
    blockers = [tie.blocker for tie in problem.before.get(job.number, ())]
    absent = [number for number in blockers if number not in placed]
    if absent:
        return tuple(absent[:_NAMED])
    return (max(blockers, key=lambda number: placed[number][-1][1]),) if blockers else ()


def _rivals(blocks: Sequence[Block], job: Job, begin: int) -> tuple[int, ...]:
    """Those that take most of the time before its due date; of very many, the last ones count."""
    due = job.due or 0
    first, last = (bisect_left(blocks, instant, key=lambda block: block.begin) for instant in (begin, due))
    taken: dict[int, int] = {}
    for number, start, end in blocks[max(first - 1, last - _LOOKED_AT, 0) : last]:
        if number != job.number and end > begin:
            taken[number] = taken.get(number, 0) + min(end, due) - max(start, begin)
    return tuple(sorted(taken, key=lambda one: (-taken[one], one))[:_NAMED])
