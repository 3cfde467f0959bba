"""The part of a graph that is drawn: no more boxes and edges than a person can follow.

Where all hangs together densely, a few boxes are worth more than a tangle of many: a node that would bring
more edges than are left is passed over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

MOST, MOST_EDGES = 300, 400
"""So many boxes and edges at most."""
Neighbours = Mapping[int, Collection[int]]
"""The nodes at the other ends of each node's edges, whichever way these lead."""


def around(node: int, neighbours: Neighbours, most: int = MOST, edges: int = MOST_EDGES) -> list[int]:
    """A node and those nearest to it along edges in any direction."""
    part = _Part(neighbours, most, edges)
    part.take(node)
    for one in part.nodes:
        for other in neighbours.get(one, ()):
            part.take(other)
    return part.nodes


def first_of(
    nodes: Iterable[int], neighbours: Neighbours, most: int = MOST, edges: int = MOST_EDGES
) -> list[int]:
    """The first of these.

    Those none of whose edges is drawn are left out, where others are: they would look like beginnings.
    """
    part = _Part(neighbours, most, edges)
    for node in nodes:
        part.take(node)
    tied = [node for node in part.nodes if not part.taken.isdisjoint(neighbours.get(node, ()))]
    return tied or part.nodes


class _Part:
    """What was taken so far."""

    def __init__(self, neighbours: Neighbours, most: int, edges: int) -> None:
        self.nodes: list[int] = []
        self.taken: set[int] = set()
        self._neighbours = neighbours
        self._most, self._edges = most, edges

    def take(self, node: int) -> None:
        """Take a node, if there is room for it and its edges."""
        if node in self.taken or len(self.nodes) >= self._most:
            return
        more = sum(other in self.taken for other in self._neighbours.get(node, ()))
        if more <= self._edges:
            self._edges -= more
            self.taken.add(node)
            self.nodes.append(node)
