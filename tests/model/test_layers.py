"""Any graph without circles is laid out, and no edge runs through a box."""

from __future__ import annotations

import random

from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.timing import Stopwatch
from tme_tui.model.graph_part import around, first_of
from tme_tui.model.graph_text import EdgeRows, foot_of, text_lines
from tme_tui.model.layers import BOX_HEIGHT, Drawing, lay_out, layers_of

Edges = list[tuple[int, int]]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[dict[int, int], Edges]:
    count = draw(st.integers(1, 16))
    widths = {node: draw(st.integers(5, 14)) for node in range(count)}
    pairs = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(
        lambda two: two[0] < two[1]
    )
    return widths, draw(st.lists(pairs, max_size=40, unique=True)) if count > 1 else []


def inside(drawing: Drawing) -> set[tuple[int, int]]:
    """The cells of all boxes."""
    return {
        (x, y)
        for box in drawing.boxes
        for x in range(box.x, box.x + box.width)
        for y in range(box.y, box.y + BOX_HEIGHT)
    }


@given(graphs())
@example((dict.fromkeys(range(4), 6), [(0, 1), (1, 2), (2, 3), (0, 3), (0, 2), (1, 3)]))
def test_boxes_and_edges_keep_apart(graph: tuple[dict[int, int], Edges]) -> None:
    widths, edges = graph
    drawing = lay_out(widths, edges)
    assert sorted(box.node for box in drawing.boxes) == sorted(widths)
    taken = inside(drawing)
    assert len(taken) == sum(box.width * BOX_HEIGHT for box in drawing.boxes), "boxes overlap"
    edge_rows = EdgeRows(drawing)
    assert not edge_rows.row(-1)
    assert not edge_rows.row(drawing.height)
    for y in range(drawing.height):
        done = 0
        for piece in edge_rows.row(y):
            assert piece.x >= done, "two pieces in one place"
            done = piece.x + len(piece.text)
            assert done <= drawing.width
            cells = {(x, y) for x in range(piece.x, done)}
            assert not cells & taken, "an edge runs through a box"


@given(graphs())
def test_every_edge_can_be_walked_from_box_to_box(graph: tuple[dict[int, int], Edges]) -> None:
    widths, edges = graph
    drawing = lay_out(widths, edges)
    at = {box.node: box for box in drawing.boxes}
    cells: dict[int, set[tuple[int, int]]] = {}
    for run in drawing.runs:
        for x in range(run.x1, run.x2 + 1):
            for y in range(run.y1, run.y2 + 1):
                cells.setdefault(run.origin, set()).add((x, y))
    for start, end in edges:
        own = cells[start]
        box, goal = at[start], at[end]
        reached, waiting = set(), [(box.x + box.width, box.y + 1)]
        while waiting:
            x, y = waiting.pop()
            if (x, y) in own and (x, y) not in reached:
                reached.add((x, y))
                waiting += [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)]
        assert (goal.x - 1, goal.y + 1) in reached


@given(graphs())
def test_two_edges_share_a_level_piece_only_before_the_same_box(
    graph: tuple[dict[int, int], Edges],
) -> None:
    drawing = lay_out(*graph)
    owners: dict[tuple[int, int], set[tuple[int, int | None]]] = {}
    for run in drawing.runs:
        if run.y1 == run.y2:
            for x in range(run.x1, run.x2 + 1):
                owners.setdefault((x, run.y1), set()).add((run.origin, run.goal))
    for found in owners.values():
        goals = {goal for _, goal in found}
        origins = {origin for origin, _ in found}
        assert len(origins) == 1 or (len(goals) == 1 and None not in goals)


JOINED = {"─": "lr", "│": "ud", "╭": "rd", "╮": "ld", "╰": "ru", "╯": "lu", "┬": "lrd", "┴": "lru"}
JOINED |= {"├": "rud", "┤": "lud", "┼": "lrud", "▸": "l"}
BESIDE = {"l": (-1, 0, "r"), "r": (1, 0, "l"), "u": (0, -1, "d"), "d": (0, 1, "u")}


@given(graphs())
@example((dict.fromkeys(range(4), 6), [(0, 1), (1, 2), (2, 3), (0, 3), (0, 2), (1, 3)]))
def test_the_characters_alone_lead_from_box_to_box(graph: tuple[dict[int, int], Edges]) -> None:
    """Whoever follows the strokes, straight on where one passes another, comes to where the edge ends."""
    widths, edges = graph
    drawing = lay_out(widths, edges)
    lines = text_lines(drawing, {node: " " * (width - 2) for node, width in widths.items()})
    at = {box.node: box for box in drawing.boxes}
    arrivals = {(box.x - 1, box.y + 1): box.node for box in drawing.boxes}

    def sign(x: int, y: int) -> str:
        return lines[y][x] if 0 <= y < len(lines) and 0 <= x < len(lines[y]) else " "

    for start in widths:
        found, seen = set(), set()
        waiting = [(at[start].x + at[start].width, at[start].y + 1, "r")]
        while waiting:
            x, y, way = waiting.pop()
            across, down, back = BESIDE[way]
            if sign(x, y) == "│" and way in "lr":
                waiting.append((x + across, y + down, way))  # it is passed
                continue
            if (x, y, way) in seen or back not in JOINED.get(sign(x, y), ""):
                continue
            seen.add((x, y, way))
            if sign(x, y) == "▸":
                found.add(arrivals[x, y])
                continue
            onward = [other for other in JOINED[sign(x, y)] if other != back]
            waiting += [(x + BESIDE[other][0], y + BESIDE[other][1], other) for other in onward]
        assert found >= {end for begin, end in edges if begin == start}


def test_a_large_graph_costs_what_is_looked_at() -> None:
    pick = random.Random(2)
    edges = {tuple(sorted(pick.sample(range(300), 2))) for _ in range(1000)}
    watch = Stopwatch()
    drawing = lay_out(dict.fromkeys(range(300), 20), [(a, b) for a, b in sorted(edges)])
    edge_rows = EdgeRows(drawing)
    for y in range(drawing.height // 2, drawing.height // 2 + 50):
        edge_rows.row(y)
    assert watch.seconds() < 2


@given(graphs())
def test_what_is_waited_for_stands_at_the_left(graph: tuple[dict[int, int], Edges]) -> None:
    widths, edges = graph
    layers = layers_of(widths, edges)
    assert all(layers[start] < layers[end] for start, end in edges)


def test_a_circle_ends_too() -> None:
    drawing = lay_out({1: 5, 2: 5, 3: 5}, [(1, 2), (2, 1), (2, 3)])
    assert len(drawing.boxes) == 3


def test_nothing_is_an_empty_drawing() -> None:
    assert text_lines(lay_out({}, []), {}) == []


def test_a_diamond_is_drawn_so() -> None:
    names = {1: "Boxes", 2: "Books", 3: "Van", 4: "Drive"}
    drawing = lay_out({node: len(name) + 4 for node, name in names.items()}, [(1, 2), (1, 3), (2, 4), (3, 4)])
    labels = {node: f" {name} " for node, name in names.items()}
    assert text_lines(drawing, labels) == DIAMOND.strip("\n").split("\n")


def test_a_date_stands_in_the_lower_edge_as_long_as_there_is_room() -> None:
    labels = {1: " Boxes ", 2: " A "}
    drawing = lay_out({1: 9, 2: 5}, [(1, 2)])
    forms = ["Tue 1 Dec", "1 Dec"]
    lines = text_lines(drawing, labels, {1: forms, 2: forms})
    assert lines[2].startswith("╰ 1 Dec ╯")
    assert lines[3].strip() == "╰───╯"
    assert foot_of(forms, 11) == " Tue 1 Dec "


def test_around_a_node_are_those_nearest_to_it() -> None:
    chain = {n: [n - 1, n + 1] for n in range(100)}
    assert sorted(around(50, chain, 5)) == [48, 49, 50, 51, 52]


def test_of_a_dense_graph_a_part_is_drawn_that_can_be_followed() -> None:
    pick = random.Random(1)
    edges = {tuple(sorted(pick.sample(range(300), 2))) for _ in range(1000)}
    neighbours: dict[int, list[int]] = {}
    for start, end in sorted(edges):
        neighbours.setdefault(start, []).append(end)
        neighbours.setdefault(end, []).append(start)
    for part in (around(150, neighbours), first_of(range(300), neighbours)):
        kept = [(start, end) for start, end in sorted(edges) if {start, end} <= set(part)]
        assert len(part) > 100
        assert len(kept) <= 400
        drawing = lay_out(dict.fromkeys(part, 24), kept)
        assert drawing.width < 600, "all of it would be twice as wide"
        assert drawing.height < 800
    assert set(neighbours[150]) < set(around(150, neighbours)), "all that it is tied to"


def test_of_more_edges_than_are_drawn_no_box_is_left_without_any() -> None:
    edges = [(max(node - step, 0), node) for node in range(1, 300) for step in (1, 7)]
    neighbours: dict[int, list[int]] = {}
    for start, end in edges:
        neighbours.setdefault(start, []).append(end)
        neighbours.setdefault(end, []).append(start)
    part = set(first_of(range(300), neighbours))
    assert len(part) > 150
    assert all(part.intersection(neighbours[node]) for node in part)
    assert first_of([1, 2], {1: [5], 2: [5]}) == [1, 2], "nothing else could be drawn"


def test_what_nothing_leads_to_stands_before_what_it_leads_to() -> None:
    layers = layers_of(range(5), [(0, 1), (1, 2), (2, 3), (4, 3)])
    assert layers == {0: 0, 1: 1, 2: 2, 3: 3, 4: 2}


DIAMOND = """
╭───────╮
│ Boxes │─╮ ╭───────╮
╰───────╯ ├▸│ Books │─╮
          │ ╰───────╯ │
          │           │  ╭───────╮
          │ ╭─────╮   ╰┬▸│ Drive │
          ╰▸│ Van │────╯ ╰───────╯
            ╰─────╯
"""
