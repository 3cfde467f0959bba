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
    return list(origins(starts, neighbours))


def origins(starts: Iterable[int], neighbours: Neighbours) -> dict[int, int]:
    """For every node that can be reached from `starts`, nearest first, the one that it is reached from."""
    seen = set(starts)
    found: dict[int, int] = {}
    level = list(seen)
    while level:
        following: list[int] = []
        for origin, nexts in neighbours(level).items():
            for node in nexts:
                if node not in seen:
                    seen.add(node)
                    found[node] = origin
                    following.append(node)
        level = following
    return found


def way_to(node: int, found: Mapping[int, int]) -> list[int]:
    """The way to a node by the origins that `origins` found, from where that began."""
    way = [node]
    while way[-1] in found:
        way.append(found[way[-1]])
    return way[::-1]


def _walk_back(came_from: Mapping[int, int], start: int, goal: int) -> list[int]:
    path = [goal]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return path[::-1]
