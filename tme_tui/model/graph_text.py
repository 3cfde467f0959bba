"""A drawing of a graph as rows of characters, each with what it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tme_tui.model.layers import BOX_HEIGHT, Drawing

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


class Mark(NamedTuple):
    """One character of an edge."""

    sign: str
    origins: frozenset[int]
    """The nodes whose edges it belongs to."""
    goals: frozenset[int]
    """Where it leads, as far as it leads to one node alone."""


def strokes(drawing: Drawing) -> dict[int, dict[int, Mark]]:
    """The characters of all edges by row and column.

    Where an upright only passes a level piece of others, it stays whole and the level one is broken: `─│─`.
    Where both are one edge, or end in the same box, they are joined.
    """
    level: dict[tuple[int, int], dict[int, int]] = {}
    upright: dict[tuple[int, int], tuple[int, int]] = {}
    goals: dict[tuple[int, int], set[int]] = {}
    for run in drawing.runs:
        if run.x1 == run.x2 and run.y1 != run.y2:
            for y in range(run.y1, run.y2 + 1):
                ways = (_UP if y > run.y1 else 0) | (_DOWN if y < run.y2 else 0)
                upright[run.x1, y] = (run.origin, ways)
            continue
        for x in range(run.x1, run.x2 + 1):
            ways = (_LEFT if x > run.x1 else 0) | (_RIGHT if x < run.x2 else 0)
            cell = level.setdefault((x, run.y1), {})
            cell[run.origin] = cell.get(run.origin, 0) | ways
            if run.goal is not None:
                goals.setdefault((x, run.y1), set()).add(run.goal)
    rows: dict[int, dict[int, Mark]] = {}
    ends = {(box.x - 1, box.y + 1) for box in drawing.boxes}
    begins = {(box.x + box.width, box.y + 1) for box in drawing.boxes}
    for at in {*level, *upright}:
        x, y = at
        here = level.get(at, {})
        origins = set(here)
        ways = 0
        if at in upright:
            owner, ways = upright[at]
            if here and owner not in here:
                origins, here = {owner}, {}  # it only passes
            origins.add(owner)
        for each in here.values():
            ways |= each
        if at in begins:
            ways |= _LEFT
        sign = ARROW if at in ends and here else _STROKES.get(ways, " ")
        found = goals.get(at, set()) if here else set()
        rows.setdefault(y, {})[x] = Mark(sign, frozenset(origins), frozenset(found))
    return rows


def text_lines(drawing: Drawing, labels: Mapping[int, str]) -> list[str]:
    """The whole drawing as text; labels are as wide as their boxes without the frame."""
    rows = [[" "] * drawing.width for _ in range(drawing.height)]
    for y, marks in strokes(drawing).items():
        for x, mark in marks.items():
            rows[y][x] = mark.sign
    lines = ["".join(row) for row in rows]
    frames: dict[int, list[tuple[int, int, str]]] = {}
    for box in drawing.boxes:
        inner = "─" * (box.width - 2)
        for step, text in enumerate((f"╭{inner}╮", f"│{labels[box.node]}│", f"╰{inner}╯")[:BOX_HEIGHT]):
            frames.setdefault(box.y + step, []).append((box.x, box.width, text))
    for y, pieces in frames.items():
        line, done, found = lines[y], 0, []
        for x, width, text in sorted(pieces):
            found += [line[done:x], text]
            done = x + width
        lines[y] = "".join([*found, line[done:]])
    return [line.rstrip() for line in lines]
