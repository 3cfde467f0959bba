"""Tasks as jobs: what is to be planned, what stands fixed, and how subtasks hang together with parents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tme_tui.model.outline import Tie
from tme_tui.model.planner.values import Job, Span

SHORTEST = 300
"""Less than five minutes is planned as five."""


class Known(NamedTuple):
    """What is known of an open task."""

    number: int
    is_event: bool = False
    estimate: int | None = None
    due: int | None = None
    wait: int | None = None
    starts: int | None = None
    ends: int | None = None
    urgency: float = 0.0
    parent: int | None = None
    recurs: bool = False
    is_mine: bool = True


def jobs_of(tasks: Sequence[Known], ties: Iterable[Tie], now: int) -> tuple[list[Job], list[Tie], list[Span]]:
    """Jobs, ties between them, and what is taken by blocks that were planned before.

    A task with an estimate is planned. One whose subtasks are is done with the last of them, and these wait
    for all that it waits for. What others do is expected at its due date. A task without an estimate takes no
    time, but keeps those behind it waiting for those before it.
    """
    by_number = {task.number: task for task in tasks}
    inside: dict[int, list[int]] = {}
    for task in tasks:
        if task.parent in by_number and not task.is_event:
            inside.setdefault(task.parent, []).append(task.number)
    holding = {
        number for number, parts in inside.items() if any(_has_work(by_number[part], now) for part in parts)
    }
    jobs = [_job(task, now, holds=task.number in holding) for task in tasks]
    taken = [
        job.fixed
        for job, task in zip(jobs, tasks, strict=True)
        if job.fixed and task.is_mine and not task.is_event
    ]
    return jobs, _all_ties(ties, inside, holding), [span for span in taken if span[0] < span[1]]


def _has_work(task: Known, now: int) -> bool:
    return task.estimate is not None or _block(task, now) is not None


def _block(task: Known, now: int) -> Span | None:
    """When it takes place anyway; a block that has passed counts no longer."""
    if task.starts is None or task.ends is None or task.ends <= now:
        return None
    return task.starts, task.ends


def _job(task: Known, now: int, *, holds: bool) -> Job:
    block = None if holds else _block(task, now)
    if block is None and not task.is_mine and not holds and task.due is not None and task.due > now:
        block = task.due, task.due
    planned = block is None and not holds and task.is_mine and not task.is_event
    length = max(task.estimate, SHORTEST) if planned and task.estimate is not None else 0
    begins = [one for one in (task.wait, task.starts) if one is not None and one > now]
    earliest = max(begins, default=None)
    return Job(task.number, length, task.due, task.urgency, earliest, block, may_split=not task.recurs)


def _all_ties(ties: Iterable[Tie], inside: dict[int, list[int]], holding: set[int]) -> list[Tie]:
    """The ties themselves, and those by which what holds subtasks waits with them and for them."""
    found = list(ties)
    waits: dict[int, list[Tie]] = {}
    for tie in found:
        waits.setdefault(tie.task, []).append(tie)
    for holder in holding:
        found += [Tie(holder, part) for part in inside[holder]]
        seen, level = {holder}, [holder]
        for one in level:
            for part in inside.get(one, ()):
                if part not in seen:
                    seen.add(part)
                    level.append(part)
                    found += [tie._replace(task=part) for tie in waits.get(holder, ()) if tie.blocker != part]
    return found
