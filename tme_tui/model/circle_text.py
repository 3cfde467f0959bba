"""A circle of tasks as a small picture: each points to what it waits for, and the last one back to the first.

#3 → #5 → #9
 ▲        │
 ╰────────╯
"""

from __future__ import annotations

from collections.abc import Sequence

_MOST = 6
"""So many tasks are named; of a longer circle the middle is left out."""


def circle_lines(path: Sequence[int]) -> list[str]:
    """The picture of a path that ends where it begins; a task that waits for itself needs none."""
    names = [f"#{number}" for number in path[:-1]]
    if len(names) < 2:
        return []
    if len(names) > _MOST:
        names = [*names[: _MOST // 2], "…", *names[-_MOST // 2 + 1 :]]
    row = " → ".join(names)
    end = max(len(row) - len(names[-1]) + 1, 4)
    return [row, f" ▲{' ' * (end - 2)}│", f" ╰{'─' * (end - 2)}╯"]
