"""The graph of dependencies as the tree's view draws it: boxes, edges, and going from one to the next."""

from __future__ import annotations

from collections.abc import Mapping, Set

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tme_tui.model.graph_part import MOST, around, first_of
from tme_tui.model.graph_text import EdgeRows, Piece, foot_of
from tme_tui.model.layers import Box, Drawing, lay_out
from tme_tui.model.outline import Forest
from tme_tui.model.value import value
from tme_tui.tui.look import signs
from tme_tui.tui.look.cells import clipped
from tme_tui.tui.tasks.rows import Reader
from tme_tui.tui.tree.lines import AFTER, BEFORE, CRITICAL, Line, line_of
from tme_tui.tui.tree.painting import Colours

_TITLE = 22


@value
class Graph:
    """A drawing with what stands in its boxes."""

    drawing: Drawing
    lines: Mapping[int, Line]
    labels: Mapping[int, str]
    boxes: Mapping[int, Box]
    edge_rows: EdgeRows
    frames: Mapping[int, tuple[Box, ...]]
    """The boxes that each row goes through, from the left."""
    critical: frozenset[int]
    """The tasks that decide when all is done."""

    def beside(self, number: int, step: int) -> int | None:
        """The nearest box in the layer before or after."""
        own, layers = self.boxes[number], self.drawing.layers
        there = [box for box in self.drawing.boxes if layers[box.node] == layers[number] + step]
        nearest = min(there, key=lambda box: abs(box.y - own.y), default=None)
        return None if nearest is None else nearest.node

    def below(self, number: int, lines: int) -> int:
        """The box so many places further down in the same layer."""
        layers = self.drawing.layers
        column = [box for box in self.drawing.boxes if layers[box.node] == layers[number]]
        column.sort(key=lambda box: box.y)
        at = [box.node for box in column].index(number)
        return column[max(min(at + lines, len(column) - 1), 0)].node

    def at(self, x: int, y: int) -> int | None:
        """The box under a cell."""
        found = (box.node for box in self.frames.get(y, ()) if box.x <= x < box.x + box.width)
        return next(found, None)


def graph_of(
    forest: Forest,
    centre: int | None,
    reader: Reader,
    critical: frozenset[int] = frozenset(),
    conflicts: Set[int] = frozenset(),
) -> Graph:
    """The tasks around one, along their ties; with one that is tied to nothing, what else is tied."""
    neighbours = forest.neighbours()
    tied = [number for number in forest.nodes if number in neighbours]
    if centre is not None and (centre in neighbours or not tied):
        shown = around(centre, neighbours)
    else:
        shown = [*first_of(tied, neighbours, MOST - 1), *([] if centre is None else [centre])]
    lines = {
        number: line_of(forest.nodes[number], reader, (), None, backwards=False)
        for number in shown
        if number in forest.nodes
    }
    labels = {
        number: f" {line.state} {_sign(number, conflicts)}{_short(line.title)}"
        f"{CRITICAL if number in critical else ''} #{number} "
        for number, line in lines.items()
    }
    widths = {number: cell_len(label) + 2 for number, label in labels.items()}
    edges = [(blocker, number) for blocker, number in forest.edges() if {blocker, number} <= widths.keys()]
    drawing = lay_out(widths, edges)
    frames: dict[int, list[Box]] = {}
    for box in sorted(drawing.boxes, key=lambda one: one.x):
        for y in range(box.y, box.y + 3):
            frames.setdefault(y, []).append(box)
    boxes = {box.node: box for box in drawing.boxes}
    return Graph(
        drawing,
        lines,
        labels,
        boxes,
        EdgeRows(drawing),
        {y: tuple(found) for y, found in frames.items()},
        critical,
    )


def _sign(number: int, conflicts: Set[int]) -> str:
    return f"{signs.CONFLICT} " if number in conflicts else ""


def _short(title: str) -> str:
    return clipped(title, _TITLE)[0]


def paint_graph(
    graph: Graph,
    y: int,
    colours: Colours,
    *,
    cursor: int | None,
    focused: bool,
    chain: Mapping[int, str],
    over: int | None = None,
    left: int = 0,
    width: int | None = None,
) -> Strip:
    """What is seen of a row of the drawing: `width` cells from `left` on, else all of it.

    `over` is where the mouse would drop a task.
    """
    right = graph.drawing.width if width is None else left + width
    pieces = [
        (piece.x, [Segment(piece.text, _colour(piece, colours, cursor, chain))])
        for piece in graph.edge_rows.row(y)
        if piece.x < right and piece.x + len(piece.text) > left
    ]
    pieces += [
        (box.x, _frame(graph, box, y, colours, cursor, focused, chain, over))
        for box in graph.frames.get(y, ())
        if box.x < right and box.x + box.width > left
    ]
    segments: list[Segment] = []
    x = begin = min((one for one, _ in pieces), default=left)
    for at, found in sorted(pieces, key=lambda piece: piece[0]):
        if at > x:
            segments.append(Segment(" " * (at - x), colours.guide))
        segments += found
        x = at + sum(cell_len(segment.text) for segment in found)
    if begin > left:
        segments.insert(0, Segment(" " * (begin - left), colours.guide))
        begin = left
    strip = Strip(segments).crop(left - begin, right - begin).adjust_cell_length(right - left)
    return strip.apply_style(colours.line)


def _colour(piece: Piece, colours: Colours, cursor: int | None, chain: Mapping[int, str]) -> Style:
    """Edges of the chain that the cursor's task belongs to stand out."""
    if any(one == cursor or chain.get(one) == AFTER for one in piece.origins):
        return colours.after
    if any(chain.get(one) == BEFORE for one in piece.origins):
        ahead = not piece.goals or any(one == cursor or chain.get(one) == BEFORE for one in piece.goals)
        return colours.before if ahead else colours.guide
    return colours.guide


def _frame(
    graph: Graph,
    box: Box,
    y: int,
    colours: Colours,
    cursor: int | None,
    focused: bool,
    chain: Mapping[int, str],
    over: int | None,
) -> list[Segment]:
    line, own = graph.lines[box.node], box.node == cursor
    tied = {BEFORE: colours.before, AFTER: colours.after}.get(chain.get(box.node, ""), colours.guide)
    ground = colours.marked if box.node == over else Style.null()
    if own:
        ground, tied = colours.cursor if focused else colours.cursor_elsewhere, colours.bar
    sides = ("┏━┓", "┃ ┃", "┗━┛") if own else ("╭─╮", "│ │", "╰─╯")
    side = sides[y - box.y]
    left, middle, right = side[0], side[1], side[2]
    if y == box.y:
        return [Segment(left + middle * (box.width - 2) + right, tied)]
    if y == box.y + 2:
        foot = "" if line.closed else foot_of(line.when, box.width - 2)
        edge = left + middle * (box.width - 2 - len(foot))
        return [Segment(edge, tied), Segment(foot, colours.tone(line.when_tone)), Segment(right, tied)]
    title = colours.closed if line.closed else colours.tone(line.tone)
    if box.node in graph.critical:
        title = colours.critical
    return [Segment(left, tied), Segment(graph.labels[box.node], title + ground), Segment(right, tied)]
