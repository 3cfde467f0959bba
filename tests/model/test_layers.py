"""Any graph without circles is laid out, and no edge runs through a box."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from tme_tui.model.graph_text import strokes, text_lines
from tme_tui.model.layers import BOX_HEIGHT, Drawing, around, lay_out, layers_of

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
    for y, marks in strokes(drawing).items():
        for x in marks:
            assert (x, y) not in taken, "an edge runs through a box"
            assert 0 <= x < drawing.width
            assert 0 <= y < drawing.height


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


def test_around_a_node_are_those_nearest_to_it() -> None:
    chain = {n: [n - 1, n + 1] for n in range(100)}
    assert sorted(around(50, chain, 5)) == [48, 49, 50, 51, 52]


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
