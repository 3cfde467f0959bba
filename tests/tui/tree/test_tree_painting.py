"""A line of the tree at any width: exactly as wide, and with the estimate wherever it has room."""

from __future__ import annotations

import pytest

from tme_tui.tui.tree.lines import Line
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
