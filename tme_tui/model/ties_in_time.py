"""What dependencies mean in time, and the order in which tasks can be worked out along them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from tme_tui.model.outline import Tie


def least_gap(tie: Tie, blocker: int, task: int) -> int:
    """How much later than its blocker a task must start, in seconds; the lengths of both are given.

    All four types become one rule between two starts, so one way through the graph serves them all.
    """
    from_end = blocker if tie.link in ("FS", "FF") else 0
    to_end = task if tie.link in ("FF", "SF") else 0
    return from_end + tie.lag - to_end


def in_order(
    numbers: Collection[int], ties: Iterable[Tie]
) -> tuple[list[int], dict[int, list[Tie]], dict[int, list[Tie]]]:
    """Tasks with blockers first, what each waits for, and what waits for each.

    A damaged base may hold a circle: its tasks come last, and the ties between them count as none.
    """
    before: dict[int, list[Tie]] = {}
    after: dict[int, list[Tie]] = {}
    missing = dict.fromkeys(numbers, 0)
    for tie in ties:
        if tie.task in missing and tie.blocker in missing:
            before.setdefault(tie.task, []).append(tie)
            after.setdefault(tie.blocker, []).append(tie)
            missing[tie.task] += 1
    order = [number for number, count in missing.items() if not count]
    for number in order:
        for tie in after.get(number, ()):
            missing[tie.task] -= 1
            if not missing[tie.task]:
                order.append(tie.task)
    if len(order) < len(missing):
        order = _without_circles(order, missing, before, after)
    return order, before, after


def _without_circles(
    order: list[int], missing: Mapping[int, int], before: dict[int, list[Tie]], after: dict[int, list[Tie]]
) -> list[int]:
    caught = {number for number, count in missing.items() if count}
    for number in caught:
        if number in before:
            before[number] = [tie for tie in before[number] if tie.blocker not in caught]
        if number in after:
            after[number] = [tie for tie in after[number] if tie.task not in caught]
    return [*order, *(number for number in missing if number in caught)]
