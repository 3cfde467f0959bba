"""How urgent a task is: one number that orders lists, made of parts that can be shown.

Each part is a weight (from settings) times a factor of 0 to 1. Time enters in steps, not as a curve: a
stored urgency then stays right until the task's next step, so that lists are ordered by an index and a
task is recomputed about a dozen times in its life instead of at every look.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tme_tui.model.value import field, value

HOUR = 3600
DAY = 24 * HOUR
FOREVER = 253_402_300_800

DUE_STEPS: tuple[tuple[int, float], ...] = (
    (-7 * DAY, 1.0),
    (-DAY, 0.95),
    (0, 0.9),
    (2 * HOUR, 0.85),
    (12 * HOUR, 0.8),
    (DAY, 0.7),
    (2 * DAY, 0.6),
    (4 * DAY, 0.5),
    (7 * DAY, 0.4),
    (14 * DAY, 0.3),
    (30 * DAY, 0.2),
    (FOREVER, 0.1),
)
"""(up to so many seconds before it is due, factor); negative is overdue."""

AGE_STEPS: tuple[tuple[int, float], ...] = (
    (7 * DAY, 0.0),
    (30 * DAY, 0.1),
    (90 * DAY, 0.3),
    (180 * DAY, 0.5),
    (365 * DAY, 0.75),
    (FOREVER, 1.0),
)
"""(up to so many seconds since it was added, factor)."""

PRIORITY_FACTORS: Mapping[int | None, float] = {1: 1.0, 2: 0.65, 3: 0.35}


@value
class Weights:
    """How much each part counts; `tags` and `categories` add their own weight."""

    due: float = 12.0
    priority: float = 6.0
    age: float = 2.0
    blocking: float = 8.0
    blocked: float = -5.0
    started: float = 4.0
    tags: Mapping[str, float] = field(default_factory=lambda: {"next": 15.0})
    """By folded tag name."""
    categories: Mapping[str, float] = field(default_factory=dict)
    """By folded category path; a category counts for those below it."""


class Facts(NamedTuple):
    """What urgency depends on; instants in seconds since 1970."""

    live: bool
    created: int
    due: int | None = None
    priority: int | None = None
    started: bool = False
    blocked: bool = False
    blocking: int = 0
    tags: tuple[str, ...] = ()
    category: str = ""


class Part(NamedTuple):
    """One reason: `weight` times `factor`."""

    name: str
    weight: float
    factor: float

    @property
    def value(self) -> float:
        return self.weight * self.factor


class Urgency(NamedTuple):
    """The sum, its parts, and the span of time in which it holds."""

    total: float
    parts: tuple[Part, ...]
    since: int
    turns: int


def urgency_of(facts: Facts, weights: Weights, now: int) -> Urgency:
    """The urgency at `now`; zero and for ever for what is no longer open."""
    if not facts.live:
        return Urgency(0.0, (), 0, FOREVER)
    since, turns = 0, FOREVER
    parts = []
    if facts.due is not None:
        factor, low, high = _step(DUE_STEPS, facts.due - now)
        since, turns = max(since, facts.due - high), min(turns, facts.due - low)
        parts.append(Part("due", weights.due, factor))
    factor, low, high = _step(AGE_STEPS, now - facts.created)
    since, turns = max(since, facts.created + low + 1), min(turns, facts.created + high + 1)
    parts.append(Part("age", weights.age, factor))
    parts.append(Part("priority", weights.priority, PRIORITY_FACTORS.get(facts.priority, 0.0)))
    parts.append(Part("blocking", weights.blocking, 1.0 if facts.blocking else 0.0))
    parts.append(Part("blocked", weights.blocked, 1.0 if facts.blocked else 0.0))
    parts.append(Part("started", weights.started, 1.0 if facts.started else 0.0))
    parts.extend(Part(f"tag #{tag}", weights.tags[tag], 1.0) for tag in facts.tags if tag in weights.tags)
    parts.extend(
        Part(f"category {path}", weight, 1.0)
        for path, weight in weights.categories.items()
        if facts.category == path or facts.category.startswith(path + "/")
    )
    said = tuple(part for part in parts if part.value)
    return Urgency(round(sum(part.value for part in said), 3), said, since, min(turns, FOREVER))


def _step(steps: tuple[tuple[int, float], ...], seconds: int) -> tuple[float, int, int]:
    """The factor that holds at `seconds`, and the half-open range (low, high] in which it does."""
    low = -FOREVER
    for high, factor in steps:
        if seconds <= high:
            return factor, low, high
        low = high
    return steps[-1][1], low, 2 * FOREVER
