"""Finding a good order of tasks: a few that are known to be good, and small changes while they help.

By due date alone as little as possible is late by much, but one hopeless task may make all after it late;
so another order gives up those early. Both are starts: what is late is then moved forward and neighbours are
swapped. How many orders are tried depends on the number of tasks only, so the same tasks get the same plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from operator import itemgetter

from tme_tui.model.outline import Tie
from tme_tui.model.planner.delays import blocks_of, delays_of
from tme_tui.model.planner.placing import Placed, Problem, cost, place, problem_of
from tme_tui.model.planner.values import Job, Plan, Span

_WORK = 6_000
"""So many placings of one task, shared by all orders that are tried."""
_MOST = 900
_STARTS = 3
_FEW = 5
"""So few tasks are tried in all orders."""
_NEVER = 2**62


def plan(
    jobs: Sequence[Job], ties: Sequence[Tie], gaps: Sequence[Span], now: int, until: int | None = None
) -> Plan:
    """Put the work into the gaps, which are in order and do not overlap."""
    end = until if until is not None else max((end for _, end in gaps), default=now)
    problem = problem_of(jobs, ties, gaps, now, end)
    placed = _best(problem)
    return Plan(tuple(blocks_of(problem, placed)), delays_of(problem, placed))


def _best(problem: Problem) -> Placed:
    """The best of all orders of few tasks; of many, of those that the budget allows to try."""
    movable = [one for one in problem.order if problem.jobs[one].length and not problem.jobs[one].fixed]
    if len(movable) <= _FEW:
        others = [one for one in problem.order if one not in movable]
        return min(
            (place(problem, _ranks([*others, *order])) for order in permutations(movable)),
            key=lambda placed: cost(problem, placed),
        )
    tries = min(_WORK // len(problem.jobs), _MOST) // _STARTS
    found = [_improved(problem, start, tries) for start in _starts(problem)]
    return min(found, key=itemgetter(0))[1]


def _improved(problem: Problem, order: list[int], tries: int) -> tuple[float, Placed]:
    """What small changes make of an order."""
    best = place(problem, _ranks(order))
    least = cost(problem, best)
    improved = True
    while improved and tries > 0:
        improved = False
        for other in _neighbours(problem, order, best):
            tries -= 1
            placed = place(problem, _ranks(other))
            found = cost(problem, placed)
            if found < least - 1e-9:
                best, least, order, improved = placed, found, other, True
                break
            if tries <= 0:
                break
    return least, best


def _ranks(order: Sequence[int]) -> dict[int, int]:
    return {number: rank for rank, number in enumerate(order)}


def _starts(problem: Problem) -> Iterator[list[int]]:
    jobs, limits = problem.jobs, problem.limits
    by_due = sorted(problem.order, key=lambda one: (limits.get(one, _NEVER), -jobs[one].urgency))
    yield by_due
    yield _without_hopeless(problem, by_due)
    yield sorted(problem.order, key=lambda one: (-jobs[one].urgency, limits.get(one, _NEVER)))


def _without_hopeless(problem: Problem, by_due: Sequence[int]) -> list[int]:
    """By due date, but whenever one is late, the greatest of those so far is put to the end."""
    jobs = problem.jobs
    kept: list[int] = []
    given_up: list[int] = []
    table, placed = problem.table.copy(), 0
    for number in by_due:
        job, limit = jobs[number], problem.limits.get(number)
        kept.append(number)
        if limit is None or not job.length or job.fixed is not None:
            continue
        spans = table.find(job.length, problem.now, limit, may_split=job.may_split)
        placed += 1
        if spans and spans[-1][1] <= limit:
            table.take(spans)
            continue
        movable = [
            one
            for one in kept[-40:]
            if jobs[one].length and jobs[one].fixed is None and not problem.after.get(one)
        ]
        worst = max(movable, key=lambda one: jobs[one].length / (1 + max(jobs[one].urgency, 0)), default=None)
        if worst is not None:
            kept.remove(worst)
            given_up.append(worst)
    return [*kept, *given_up]


def _neighbours(problem: Problem, order: Sequence[int], placed: Placed) -> Iterator[list[int]]:
    """Orders that differ by one task: the late ones further forward, then any task anywhere."""
    jobs = problem.jobs
    late = [
        number
        for number in order
        if (due := jobs[number].due) is not None
        and jobs[number].length
        and (number not in placed or placed[number][-1][1] > due)
    ]
    for number in dict.fromkeys([*late, *order]):
        at = order.index(number)
        rest = [one for one in order if one != number]
        for place_at in range(len(order)):
            if place_at != at:
                yield [*rest[:place_at], number, *rest[place_at:]]
