"""A line of the tree at any width: exactly as wide, and with the estimate wherever it has room."""

from __future__ import annotations

import pytest

from tme_tui.model.outline import Forest, Node, Tie, by_dependencies
from tme_tui.tui.tree.lines import Line, guides
from tme_tui.tui.tree.painting import Colours, TreeLook, paint_tree


@pytest.mark.parametrize("width", [30, 44, 58, 60, 70, 83, 84, 120])
@pytest.mark.parametrize(("extras", "estimate"), [("⊘1 →2", "1 day"), ("", "2 ч"), ("0/12 ⊘11 →20", "3 h")])
def test_a_line_says_how_long_it_takes_at_every_width(width: int, extras: str, estimate: str) -> None:
    line = Line(7, title="Write all of it", extras=extras, estimate=estimate, when=("Thu 3 Dec",))
    strip = paint_tree(line, width, Colours(), TreeLook())
    assert strip.cell_length == width
    if width >= 44 and len(extras) < 8:
        assert estimate in strip.text
        assert extras in strip.text


@pytest.mark.parametrize("width", [30, 56, 58, 60, 83, 84, 120])
def test_a_deep_line_leaves_room_for_its_title(width: int) -> None:
    outline = by_dependencies(Forest(*chained(200), frozenset(range(1, 201))))
    for depth in (3, 5, 40, 199):
        line = Line(depth + 1, guides(outline, depth), "▾", title="Chain 182", extras="⊘1 →1", slack="+0 min")
        text = paint_tree(line, width, Colours(), TreeLook()).text
        assert "└─▾" in text
        assert "Chain" in text
        assert depth <= 8 or str(depth) in text


def chained(count: int) -> tuple[dict[int, Node], list[Tie]]:
    """So many tasks, each waiting for the one before."""
    nodes = {number: Node(number, f"Task {number}") for number in range(1, count + 1)}
    return nodes, [Tie(number, number - 1) for number in range(2, count + 1)]
