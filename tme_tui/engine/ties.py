"""What ties tasks together: dependencies and parents, both without circles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta

from tme_tui.engine.base import Change
from tme_tui.model.errors import CycleRefused, NotFound, Refused
from tme_tui.model.graph import path_between, reachable
from tme_tui.model.task import Link

TITLED = 6
"""A circle of so many tasks is told with their titles."""
NAMED = 12
"""A longer one names so many."""


def add_dependency(
    change: Change, number: int, blocker: int, link: Link = Link.FINISH_START, lag: timedelta = timedelta(0)
) -> bool:
    """Let `number` wait for `blocker`; the answer says whether that was news."""
    if number == blocker:
        raise CycleRefused(f"#{number} cannot wait for itself", (number, number))
    for row in change.tasks([number, blocker]):
        if row["status"] == "deleted":
            raise Refused(f"#{row['id']} is deleted: reopen it first")
    values = {"link": link.value, "lag": int(lag.total_seconds())}
    if change.rows.get("dependencies", (number, blocker)) is not None:
        before = change.rows.get("dependencies", (number, blocker))
        return change.rows.change("dependencies", (number, blocker), values) is not before
    waited_for = change.rows.rows_by("dependencies", "blocker_id", [number])
    path = path_between(blocker, number, lambda nodes: _blockers(change, nodes)) if waited_for else None
    if path is not None:
        circle = [number, *path]
        raise CycleRefused(f"that would go in a circle: {_waits(change, circle)}", circle)
    change.rows.insert("dependencies", {"task_id": number, "blocker_id": blocker, **values})
    return True


def remove_dependency(change: Change, number: int, blocker: int) -> None:
    """Let a task no longer wait for another; it has to have waited."""
    change.task(number)
    if change.rows.get("dependencies", (number, blocker)) is None:
        raise NotFound("dependency", f"of #{number} on #{blocker}")
    change.rows.remove("dependencies", (number, blocker))


def set_parent(change: Change, number: int, parent: int | None) -> None:
    """Put a task under another, or at the top."""
    change.task(number)
    if parent is not None:
        if parent == number:
            raise CycleRefused(f"#{number} cannot be inside itself", (number, number))
        if change.task(parent)["status"] == "deleted":
            raise Refused(f"#{parent} is deleted: reopen it first")
        inside = change.rows.rows_by("tasks", "parent_id", [number])
        path = path_between(parent, number, lambda nodes: _parents(change, nodes)) if inside else None
        if path is not None:
            circle = [number, *path]
            named = " inside ".join(_shortened([f"#{one}" for one in circle]))
            raise CycleRefused(f"that would go in a circle: {named}", circle)
    change.set(number, parent_id=parent)


def subtree(change: Change, numbers: list[int]) -> list[int]:
    """Every task inside these, at any depth."""
    return reachable(numbers, lambda nodes: _children(change, nodes))


def _waits(change: Change, circle: list[int]) -> str:
    """The circle in words, with titles as far as they fit a line."""
    if len(circle) > TITLED:
        return " waits for ".join(_shortened([f"#{number}" for number in circle]))
    titles = [row["title"] for row in change.tasks(circle)]
    short = [title if len(title) <= 30 else title[:29] + "…" for title in titles]
    return " waits for ".join(f"#{number} “{title}”" for number, title in zip(circle, short, strict=True))


def _shortened(named: list[str]) -> list[str]:
    """A long circle by its beginning and its end: the error holds the numbers of all."""
    if len(named) <= NAMED:
        return named
    half = NAMED // 2
    return [*named[:half], f"… ({len(named) - 2 * half:,} more) …", *named[-half:]]


def _blockers(change: Change, nodes: list[int]) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for row in change.rows.rows_by("dependencies", "task_id", nodes):
        found[row["task_id"]].append(row["blocker_id"])
    return found


def _parents(change: Change, nodes: list[int]) -> Mapping[int, list[int]]:
    rows = change.tasks(nodes)
    return {row["id"]: [row["parent_id"]] for row in rows if row["parent_id"] is not None}


def _children(change: Change, nodes: list[int]) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for row in change.rows.rows_by("tasks", "parent_id", nodes):
        found[row["parent_id"]].append(row["id"])
    return found
