"""On small cases the plan is as good, or nearly, as the best of all plans that there are."""

from __future__ import annotations

from functools import cache
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tme_tui.model.outline import Tie
from tme_tui.model.planner import Job, Plan, Span, plan

HALF = 1800
LATE, SOON = 8.0, 0.001
Case = tuple[list[Job], list[Tie], list[Span]]


@st.composite
def cases(draw: st.DrawFn, *, may_split: bool, least: int = 1, most: int = 5, size: int = 3) -> Case:
    """A few tasks of half an hour and more, gaps of free time, and what waits for what."""
    count = draw(st.integers(least, most))
    jobs = [
        Job(
            number,
            HALF * draw(st.integers(1, size)),
            draw(st.none() | st.integers(1, 14).map(lambda n: n * HALF)),
            draw(st.integers(0, 20)),
            draw(st.none() | st.integers(0, 6).map(lambda n: n * HALF)),
            may_split=may_split,
        )
        for number in range(1, count + 1)
    ]
    ties = [
        Tie(task, blocker)
        for task in range(2, count + 1)
        for blocker in range(1, task)
        if draw(st.integers(0, 3)) == 0
    ]
    gaps, at = [], 0
    for _ in range(draw(st.integers(1, 3))):
        begin = at + draw(st.integers(0, 2))
        at = begin + draw(st.integers(1, 6))
        gaps.append((begin * HALF, at * HALF))
        at += 1
    far = (at + 20) * HALF
    return jobs, ties, [*gaps, (far, far + 40 * HALF)]


def cost(jobs: list[Job], finishes: dict[int, int]) -> float:
    total = 0.0
    for job in jobs:
        weight, finish = 1 + job.urgency / 10, finishes[job.number]
        if job.due is not None and finish > job.due:
            total += weight * (LATE + (finish - job.due) / 3600)
        total += weight * SOON * (job.length / 3600) * finish / 3600
    return total


def finishes_of(found: Plan) -> dict[int, int]:
    return {block.number: block.end for block in found.blocks}


def best_in_one_piece(case: Case) -> float:
    """Of all orders in which each task is put at the earliest place, slot by slot."""
    jobs, ties, gaps = case
    waits = {job.number: [tie.blocker for tie in ties if tie.task == job.number] for job in jobs}
    least = float("inf")

    def go_on(left: frozenset[int], finishes: dict[int, int], so_far: float) -> None:
        nonlocal least
        if so_far >= least:
            return
        if len(finishes) == len(jobs):
            least = so_far
        for job in jobs:
            blockers = waits[job.number]
            if job.number in finishes or any(blocker not in finishes for blocker in blockers):
                continue
            begin = max([job.earliest or 0, *(finishes[blocker] for blocker in blockers)])
            while not all(at in left for at in range(begin, begin + job.length, HALF)):
                begin += HALF
            taken, finish = range(begin, begin + job.length, HALF), begin + job.length
            own = cost([job], {job.number: finish})
            go_on(left.difference(taken), finishes | {job.number: finish}, so_far + own)

    go_on(frozenset(at for begin, end in gaps for at in range(begin, end, HALF)), {}, 0.0)
    return least


def best_in_pieces(case: Case) -> float:
    """Of all ways to give each free half-hour to a task, however torn apart."""
    jobs, ties, gaps = case
    slots = [at for begin, end in gaps for at in range(begin, end, HALF)]
    waits = {job.number: [tie.blocker for tie in ties if tie.task == job.number] for job in jobs}
    places = {job.number: place for place, job in enumerate(jobs)}

    @cache
    def least(at: int, left: tuple[int, ...]) -> float:
        if not any(left):
            return 0.0
        if at == len(slots):
            return float("inf")
        found = float("inf")
        for place, job in enumerate(jobs):
            free = (job.earliest or 0) <= slots[at] and all(
                not left[places[one]] for one in waits[job.number]
            )
            if left[place] and free:
                rest = (*left[:place], left[place] - 1, *left[place + 1 :])
                own = cost([job], {job.number: slots[at] + HALF}) if not rest[place] else 0.0
                found = min(found, own + least(at + 1, rest))
        return min(found, least(at + 1, left))

    return least(0, tuple(job.length // HALF for job in jobs))


@given(cases(may_split=False))
@settings(max_examples=60)
def test_few_tasks_in_one_piece_get_the_best_plan(case: Case) -> None:
    jobs, ties, gaps = case
    found = plan(jobs, ties, gaps, 0)
    assert cost(jobs, finishes_of(found)) <= best_in_one_piece(case) + 1e-6


@given(cases(may_split=False, least=6, most=7))
@settings(max_examples=40)
def test_more_tasks_get_nearly_the_best(case: Case) -> None:
    jobs, ties, gaps = case
    found = plan(jobs, ties, gaps, 0)
    assert cost(jobs, finishes_of(found)) <= best_in_one_piece(case) * 1.05 + 0.01


def sample(count: int) -> list[Case]:
    """The same cases each time: up to four tasks that may be torn apart."""
    chance = Random(5)
    found: list[Case] = []
    for _ in range(count):
        numbers = range(1, chance.randint(1, 4) + 1)
        jobs = [
            Job(
                number,
                HALF * chance.randint(1, 3),
                chance.choice([None, HALF * chance.randint(1, 14)]),
                chance.randint(0, 20),
                chance.choice([None, HALF * chance.randint(0, 6)]),
            )
            for number in numbers
        ]
        ties = [Tie(a, b) for a in numbers for b in range(1, a) if chance.random() < 0.25]
        gaps, at = [], 0
        for _ in range(chance.randint(1, 3)):
            begin = at + chance.randint(0, 2)
            at = begin + chance.randint(1, 6)
            gaps.append((begin * HALF, at * HALF))
            at += 1
        found.append((jobs, ties, [*gaps, ((at + 20) * HALF, (at + 60) * HALF)]))
    return found


def test_in_pieces_it_is_near_the_best_of_any_tearing() -> None:
    """Each task is torn apart for its own sake only, so a few cases are worse: together, hardly any."""
    pairs = [(cost(case[0], finishes_of(plan(*case, 0))), best_in_pieces(case)) for case in sample(500)]
    assert sum(found for found, _ in pairs) <= 1.05 * sum(best for _, best in pairs)
    near = [found <= 1.25 * best + 1 for found, best in pairs]
    assert sum(near) >= 0.98 * len(near)
