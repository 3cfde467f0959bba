"""Ways through a directed graph that is asked for level by level, so that few queries answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

Neighbours = Callable[[list[int]], Mapping[int, Iterable[int]]]
"""For each of these nodes, the nodes that its edges lead to."""


def path_between(start: int, goal: int, neighbours: Neighbours) -> list[int] | None:
    """A shortest way from `start` to `goal`, both included, or None."""
    if start == goal:
        return [start]
    came_from: dict[int, int] = {start: start}
    level = [start]
    while level:
        following: list[int] = []
        for node, nexts in neighbours(level).items():
            for found in nexts:
                if found in came_from:
                    continue
                came_from[found] = node
                if found == goal:
                    return _walk_back(came_from, start, goal)
                following.append(found)
        level = following
    return None


def reachable(starts: Iterable[int], neighbours: Neighbours) -> list[int]:
    """Every node that can be reached from `starts`, without them, nearest first."""
    seen = dict.fromkeys(starts)
    found: list[int] = []
    level = list(seen)
    while level:
        following: list[int] = []
        for nexts in neighbours(level).values():
            for node in nexts:
                if node not in seen:
                    seen[node] = None
                    following.append(node)
        found += following
        level = following
    return found


def _walk_back(came_from: Mapping[int, int], start: int, goal: int) -> list[int]:
    path = [goal]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return path[::-1]
