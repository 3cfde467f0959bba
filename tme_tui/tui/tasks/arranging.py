"""The lines of a list: tasks in order, subtasks below their parents, groups below headings. Pure."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from tme_tui.model.grouping import GroupBy
from tme_tui.model.query import Query, Sort, SortKey
from tme_tui.model.value import value
from tme_tui.tui.tasks.columns import ALL, Column

_LAST = "\U0010ffff"
_SORTS = {GroupBy.DAY: SortKey.WHEN, GroupBy.CATEGORY: SortKey.CATEGORY, GroupBy.PRIORITY: SortKey.PRIORITY}


@value
class Arrangement:
    """How a person wants a view to look."""

    sort: SortKey | None = None
    """None is what suits the view."""
    reverse: bool = False
    group: GroupBy = GroupBy.NOTHING
    columns: tuple[Column, ...] = ALL

    @property
    def is_usual(self) -> bool:
        """Whether order and groups are what suits the view."""
        return self.sort is None and self.group is GroupBy.NOTHING

    def ordered(self, query: Query, *, asked: bool = False) -> Query:
        """The query in this order: it counts more than that of the view, less than one `asked` for."""
        from dataclasses import replace

        keys = () if self.sort is None or asked else (Sort(self.sort, self.reverse),)
        own = keys or query.sort
        if self.group in _SORTS:
            own = (Sort(_SORTS[self.group]), *(own or (Sort(SortKey.URGENCY),)))
        return replace(query, sort=own)


class Head(NamedTuple):
    """A heading: what the tasks below it have in common."""

    label: str
    size: int | None
    """How many there are, if that is known."""


class Arranged(NamedTuple):
    """Lines: the number of a task, or `-1 - n` for the nth heading."""

    lines: array[int]
    depths: Mapping[int, int] = {}
    """How deep a task is inside others of the list, if it is."""
    branches: frozenset[int] = frozenset()
    """Tasks with others of the list inside them."""
    heads: tuple[Head, ...] = ()


def arrange(
    numbers: Iterable[int],
    parents: Mapping[int, int],
    groups: Mapping[int, str] | None = None,
    label: Callable[[str], str] = str,
) -> Arranged:
    """Put tasks below their parents where both are there, and groups one after the other.

    A subtask stands in the group of the task that holds it. Groups come in the order of their names, what has
    none last; days and priorities are named so that this is their order.
    """
    order = array("q", numbers)
    if not parents and groups is None:
        return Arranged(order)
    present = set(order) if parents else set()
    below: dict[int, list[int]] = defaultdict(list)
    roots: Sequence[int] = order
    if parents:
        tops = []
        for number in order:
            parent = parents.get(number)
            if parent is not None and parent in present:
                below[parent].append(number)
            else:
                tops.append(number)
        roots = tops if below else order
    depths: dict[int, int] = {}
    heads: list[Head] = []
    lines: array[int] = array("q")
    for name, members in _grouped(roots, groups):
        start = len(lines)
        if groups is not None:
            lines.append(-1 - len(heads))
        if below:
            for number in members:
                _descend(number, 0, below, lines, depths)
        else:
            lines.extend(members)
        if groups is not None:
            heads.append(Head(label(name), len(lines) - start - 1))
    if below and len(lines) - len(heads) < len(order):  # a circle, which the base forbids: nothing is hidden
        return Arranged(order)
    return Arranged(lines, depths, frozenset(below), tuple(heads))


def _grouped(roots: Sequence[int], groups: Mapping[int, str] | None) -> Iterable[tuple[str, Sequence[int]]]:
    if groups is None:
        return [("", roots)]
    found: dict[str, list[int]] = defaultdict(list)
    for number in roots:
        found[groups.get(number, "")].append(number)
    return sorted(found.items(), key=lambda one: one[0] or _LAST)


def _descend(
    number: int, depth: int, below: Mapping[int, list[int]], lines: array[int], depths: dict[int, int]
) -> None:
    waiting = [(number, depth)]
    while waiting:
        one, deep = waiting.pop()
        lines.append(one)
        if deep:
            depths[one] = deep
        if one in below:
            waiting += [(child, deep + 1) for child in reversed(below[one])]
