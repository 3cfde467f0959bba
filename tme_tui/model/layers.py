"""A graph without circles in layers: where its boxes stand and which ways its edges go.

Layers are columns, and what is waited for stands at the left of what waits. An edge that passes a layer goes
through it on a row of its own, like a box without content, so no edge ever runs through a box. Between two
layers lies a channel in which every origin has one upright of its own. Rows of neighbouring layers differ by
an odd number: what leaves a box and what arrives at one never lie on the same row, so two edges never share a
piece of a row unless they end in the same box.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from tme_tui.model.value import value

Knot = tuple[int, int]
"""A node in its layer; or, in another layer, the place where its edges pass."""
_SWEEPS = 6
_PITCH, _PASSING = 4, 2
"""So many rows a box takes with the space below it, and so many an edge that passes."""
BOX_HEIGHT = 3


class Box(NamedTuple):
    """Where a node stands: its frame, in cells from the left and the top."""

    node: int
    x: int
    y: int
    width: int


class Run(NamedTuple):
    """A straight piece of an edge, ends included; `x2` is `x1` or `y2` is `y1`."""

    origin: int
    """The node whose edges these are."""
    goal: int | None
    """The only node that it leads to; None for what several edges share."""
    x1: int
    y1: int
    x2: int
    y2: int


@value
class Drawing:
    """Boxes and edges on a plane."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    runs: tuple[Run, ...]
    layers: Mapping[int, int]


def layers_of(nodes: Collection[int], edges: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The layer of each node: after all that leads to it; edges of a circle count as none.

    A node stands as near to the left as it can, or, if more edges leave it than arrive, to the right: so few
    layers are passed by edges.
    """
    onward: dict[int, list[int]] = defaultdict(list)
    arriving = dict.fromkeys(nodes, 0)
    for start, end in edges:
        onward[start].append(end)
        arriving[end] += 1
    missing = dict(arriving)
    found = dict.fromkeys(nodes, 0)
    ready = [node for node in nodes if not missing[node]]
    for node in ready:
        for end in onward[node]:
            found[end] = max(found[end], found[node] + 1)
            missing[end] -= 1
            if not missing[end]:
                ready.append(end)
    for node in reversed(ready):
        ends = [found[end] for end in onward[node] if found[end] > found[node]]
        if len(ends) > arriving[node]:
            found[node] = min(ends) - 1
    return found


def lay_out(widths: Mapping[int, int], edges: Iterable[tuple[int, int]]) -> Drawing:
    """Place boxes of these widths; an edge leads from what is waited for to what waits."""
    wanted = dict.fromkeys((a, b) for a, b in edges if a in widths and b in widths and a != b)
    layer = layers_of(widths, wanted)
    kept = [(start, end) for start, end in wanted if layer[start] < layer[end]]
    rows, steps = _parted(layer, kept)
    rows = _uncrossed(rows, steps)
    y = _heights(rows, steps, layer)
    return _drawn(widths, layer, kept, rows, steps, y)


def _parted(
    layer: Mapping[int, int], edges: Sequence[tuple[int, int]]
) -> tuple[list[list[Knot]], dict[Knot, list[Knot]]]:
    """The knots of each layer, and to which knots of the next one each leads."""
    rows: list[list[Knot]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for node, place in layer.items():
        rows[place].append((node, place))
    steps: dict[Knot, list[Knot]] = defaultdict(list)
    farthest: dict[int, int] = {}
    for start, end in edges:
        last = farthest.setdefault(start, layer[start])
        for place in range(last + 1, layer[end]):
            rows[place].append((start, place))
            steps[(start, place - 1)].append((start, place))
        farthest[start] = max(last, layer[end] - 1)
    for start, end in edges:
        steps[(start, layer[end] - 1)].append((end, layer[end]))
    return rows, dict(steps)


def _uncrossed(rows: Sequence[Sequence[Knot]], steps: Mapping[Knot, Sequence[Knot]]) -> list[list[Knot]]:
    """Each layer in an order in which few edges cross: again and again by the middle of the neighbours."""
    found = [list(row) for row in rows]
    back: dict[Knot, list[Knot]] = defaultdict(list)
    for start, ends in steps.items():
        for end in ends:
            back[end].append(start)
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        order = range(1, len(found)) if forward else range(len(found) - 2, -1, -1)
        for place in order:
            beside = found[place - 1 if forward else place + 1]
            where = {knot: at for at, knot in enumerate(beside)}
            ways = back if forward else steps
            middle = {}
            for at, knot in enumerate(found[place]):
                spots = [where[one] for one in ways.get(knot, ()) if one in where]
                middle[knot] = sum(spots) / len(spots) if spots else float(at)
            found[place].sort(key=middle.__getitem__)
    return found


def _heights(
    rows: Sequence[Sequence[Knot]], steps: Mapping[Knot, Sequence[Knot]], layer: Mapping[int, int]
) -> dict[Knot, int]:
    """The row of each knot's middle, near those that lead to it."""
    back: dict[Knot, list[Knot]] = defaultdict(list)
    for start, ends in steps.items():
        for end in ends:
            back[end].append(start)
    y: dict[Knot, int] = {}
    for place, row in enumerate(rows):
        least, above_is_box = 1 + place % 2, False
        for knot in row:
            is_box = layer[knot[0]] == place
            if above_is_box is False and is_box and knot != row[0]:
                least += _PITCH - _PASSING  # what passes right above a box must not lie on its frame
            spots = [y[one] for one in back.get(knot, ())]
            wished = sum(spots) // len(spots) if spots else least
            wished += (wished - least) % 2
            y[knot] = max(wished, least)
            least = y[knot] + (_PITCH if is_box else _PASSING)
            above_is_box = is_box
    return y


def _drawn(
    widths: Mapping[int, int],
    layer: Mapping[int, int],
    edges: Sequence[tuple[int, int]],
    rows: Sequence[Sequence[Knot]],
    steps: Mapping[Knot, Sequence[Knot]],
    y: Mapping[Knot, int],
) -> Drawing:
    boxes: list[Box] = []
    runs: list[Run] = []
    x = 0
    for place, row in enumerate(rows):
        column = max((widths[node] for node, _ in row if layer[node] == place), default=1)
        tracks = _tracks(row, steps, y)
        channel = x + column
        for knot in row:
            node, own = knot[0], layer[knot[0]] == place
            height = y[knot]
            if own:
                boxes.append(Box(node, x, height - 1, widths[node]))
            ends = steps.get(knot, ())
            if not ends:
                continue
            upright = channel + 1 + tracks[knot]
            begin = x + widths[node] if own else x
            runs.append(Run(node, None, begin, height, upright, height))
            spots = [y[end] for end in ends] + [height]
            runs.append(Run(node, None, upright, min(spots), upright, max(spots)))
            next_x = channel + max(tracks.values(), default=0) + 3
            for end in ends:
                arrives = layer[end[0]] == place + 1
                goal = end[0] if arrives and end[0] != node else None
                runs.append(Run(node, goal, upright, y[end], next_x - 1, y[end]))
        x = channel + (max(tracks.values(), default=0) + 3 if tracks else 0)
    width = max((box.x + box.width for box in boxes), default=0)
    bottom = max((box.y + BOX_HEIGHT for box in boxes), default=0)
    bottom = max([bottom, *(run.y2 + 1 for run in runs)])
    return Drawing(width, bottom, tuple(boxes), tuple(runs), dict(layer))


def _tracks(
    row: Sequence[Knot], steps: Mapping[Knot, Sequence[Knot]], y: Mapping[Knot, int]
) -> dict[Knot, int]:
    """Uprights side by side where they would touch; those that go far down stand more to the left."""
    spans = []
    for knot in row:
        ends = steps.get(knot, ())
        if ends:
            spots = [y[end] for end in ends] + [y[knot]]
            spans.append((min(spots), max(spots), knot))
    found: dict[Knot, int] = {}
    ends_of: list[int] = []
    for top, bottom, knot in sorted(spans):
        track = next((at for at, end in enumerate(ends_of) if end < top), len(ends_of))
        if track == len(ends_of):
            ends_of.append(bottom)
        else:
            ends_of[track] = bottom
        found[knot] = track
    return found
