"""A drawing of a graph as rows of characters, each with what it belongs to; rows are made when wanted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from tme_tui.model.layers import BOX_HEIGHT, Drawing, Run

_LEFT, _RIGHT, _UP, _DOWN = 1, 2, 4, 8
_STROKES = {
    _LEFT | _RIGHT: "─",
    _UP | _DOWN: "│",
    _RIGHT | _DOWN: "╭",
    _LEFT | _DOWN: "╮",
    _RIGHT | _UP: "╰",
    _LEFT | _UP: "╯",
    _LEFT | _RIGHT | _DOWN: "┬",
    _LEFT | _RIGHT | _UP: "┴",
    _UP | _DOWN | _RIGHT: "├",
    _UP | _DOWN | _LEFT: "┤",
    _LEFT | _RIGHT | _UP | _DOWN: "┼",
    _LEFT: "─",
    _RIGHT: "─",
    _UP: "│",
    _DOWN: "│",
}
ARROW = "▸"
_NOBODY: frozenset[int] = frozenset()


class Piece(NamedTuple):
    """Characters of an edge, side by side, that belong to the same."""

    x: int
    text: str
    origins: frozenset[int]
    """The nodes whose edges it belongs to."""
    goals: frozenset[int]
    """Where it leads, as far as it leads to one node alone."""


class EdgeRows:
    """The characters of all edges.

    Where an upright only passes a level piece of others, it stays whole and the level one is broken: `─│─`.
    Where both are one edge, or end in the same box, they are joined. A drawing of some hundred boxes can have
    millions of cells, so only the rows that somebody looks at are made, and whole pieces at a time.
    """

    def __init__(self, drawing: Drawing) -> None:
        self._level: dict[int, list[Run]] = defaultdict(list)
        self._uprights: list[tuple[Run, Piece]] = []
        """Each with what it looks like between its ends."""
        for run in drawing.runs:
            if run.x1 == run.x2 and run.y1 != run.y2:
                self._uprights.append((run, Piece(run.x1, "│", frozenset((run.origin,)), _NOBODY)))
            else:
                self._level[run.y1].append(run)
        for runs in self._level.values():
            runs.sort(key=lambda run: run.x1)
        self._ends = {(box.x - 1, box.y + 1) for box in drawing.boxes}
        self._begins = {(box.x + box.width, box.y + 1) for box in drawing.boxes}
        self._rows: dict[int, Sequence[Piece]] = {}

    def row(self, y: int) -> Sequence[Piece]:
        """The pieces of a row, from the left."""
        found = self._rows.get(y)
        if found is None:
            found = self._rows[y] = self._made(y)
        return found

    def _made(self, y: int) -> list[Piece]:
        level = self._level.get(y, ())
        upright = {one[0].x1: one for one in self._uprights if one[0].y1 <= y <= one[0].y2}
        cuts = {x for run in level for x in (run.x1, run.x1 + 1, run.x2, run.x2 + 1)}
        cuts.update(upright, [x + 1 for x in upright])
        coming, here, found = iter((*level, None)), list[Run](), list[Piece]()
        following, ends = next(coming), -1
        for x, end in pairwise(sorted(cuts)):
            if x > ends and here:
                here = [run for run in here if run.x2 >= x]
                ends = min((run.x2 for run in here), default=-1)
            while following is not None and following.x1 == x:
                here.append(following)
                ends = min(run.x2 for run in here)
                following = next(coming)
            crossing = upright.get(x)
            if crossing is None:
                if here:
                    found.append(self._piece(x, end, y, here, None))
                continue
            run, passing = crossing
            if all(one.origin != run.origin for one in here):
                alone = run.y1 < y < run.y2
                found.append(passing if alone else passing._replace(text=_STROKES[_ways_of(run, y)]))
            else:
                found.append(self._piece(x, end, y, here, run))
        return found

    def _piece(self, x: int, end: int, y: int, here: Sequence[Run], upright: Run | None) -> Piece:
        """What stands between two places where something begins, ends or is crossed."""
        origins = frozenset([run.origin for run in here])
        goals = frozenset([run.goal for run in here if run.goal is not None])
        if end - x > 1:
            return Piece(x, "─" * (end - x), origins, goals)
        ways = 0 if upright is None else _ways_of(upright, y)
        for run in here:
            ways |= (_LEFT if x > run.x1 else 0) | (_RIGHT if x < run.x2 else 0)
        if (x, y) in self._begins:
            ways |= _LEFT
        sign = ARROW if (x, y) in self._ends and here else _STROKES.get(ways, " ")
        return Piece(x, sign, origins, goals)


def _ways_of(upright: Run, y: int) -> int:
    return (_UP if y > upright.y1 else 0) | (_DOWN if y < upright.y2 else 0)


def foot_of(forms: Sequence[str], room: int) -> str:
    """The longest form of a date that a lower edge of so many cells has room for, as it stands there."""
    return next((f" {form} " for form in forms if len(form) + 2 <= room), "")


def text_lines(
    drawing: Drawing, labels: Mapping[int, str], dates: Mapping[int, Sequence[str]] | None = None
) -> list[str]:
    """The whole drawing as text; labels are as wide as their boxes without the frame.

    Of each date, the longest form that fits stands in the lower edge of its box.
    """
    edges = EdgeRows(drawing)
    frames: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for box in drawing.boxes:
        inner = "─" * (box.width - 2)
        foot = foot_of((dates or {}).get(box.node, ()), len(inner))
        lower = f"╰{inner[len(foot) :]}{foot}╯"
        for step, text in enumerate((f"╭{inner}╮", f"│{labels[box.node]}│", lower)[:BOX_HEIGHT]):
            frames[box.y + step].append((box.x, box.width, text))
    lines = []
    for y in range(drawing.height):
        pieces = [(piece.x, len(piece.text), piece.text) for piece in edges.row(y)]
        done, found = 0, []
        for x, width, text in sorted([*pieces, *frames.get(y, ())]):
            found += [" " * (x - done), text]
            done = x + width
        lines.append("".join(found).rstrip())
    return lines
