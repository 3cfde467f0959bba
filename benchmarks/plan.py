"""What planning promises: 2,000 tasks over 90 days, and dependencies reckoned in one go."""

from __future__ import annotations

import random
from functools import partial

from benchmarks.figures import Figure, median_ms
from tme_tui.model.critical_path import Work, critical_path
from tme_tui.model.outline import Tie
from tme_tui.model.planner import Job, Span, plan

_HOUR, _DAY = 3600, 24 * 3600
_NOW = 1_799_971_200
"""A midnight."""
TASKS, DAYS, LIMIT = 2_000, 90, 1_000.0


def measure() -> list[Figure]:
    """Plans that fit and plans that do not."""
    gaps = _gaps()
    figures = []
    for name, minutes in (("with room", 15), ("full", 30), ("overfull", 90)):
        jobs, ties = _jobs(minutes)
        action = partial(plan, jobs, ties, gaps, _NOW)
        figures.append(Figure(f"{TASKS:,} tasks, {DAYS} days, {name}", median_ms(action, 5), limit=LIMIT))
    works, many = _works(10_000)
    return [
        *figures,
        Figure("critical path, 10,000 tasks", median_ms(lambda: critical_path(works, many, _NOW), 5)),
    ]


def _gaps() -> list[Span]:
    """Five days a week, from nine to six, with meetings."""
    hours = ((9, 11), (11.5, 13), (14, 18))
    days = [_NOW + day * _DAY for day in range(DAYS) if day % 7 < 5]
    return [(day + int(begin * _HOUR), day + int(end * _HOUR)) for day in days for begin, end in hours]


def _jobs(minutes: int) -> tuple[list[Job], list[Tie]]:
    """Tasks of that length on average, half of them with a date, a third waiting for another."""
    chance = random.Random(1)
    longest = max(2 * minutes // 5 - 1, 1)
    jobs = [
        Job(
            number,
            300 * chance.randint(1, longest),
            _NOW + chance.randint(1, DAYS) * _DAY if number % 2 else None,
            chance.uniform(0, 20),
        )
        for number in range(1, TASKS + 1)
    ]
    ties = [Tie(number, chance.randint(1, number - 1)) for number in range(3, TASKS + 1, 3)]
    return jobs, ties


def _works(count: int) -> tuple[dict[int, Work], list[Tie]]:
    chance = random.Random(2)
    works = {number: Work(chance.randint(1, 20) * 900) for number in range(1, count + 1)}
    ties = [Tie(n, chance.randint(1, n - 1)) for n in range(2, count + 1) for _ in range(2)]
    return works, ties
