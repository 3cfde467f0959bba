"""Painting one row: a pure function from values to a strip, so that it can be tested without a terminal."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from tme_tui.tui.look import signs
from tme_tui.tui.look.cells import fitted
from tme_tui.tui.tasks.columns import Layout
from tme_tui.tui.tasks.row_segments import Look, Palette, ground_of, head_segments, row_segments
from tme_tui.tui.tasks.rows import Row

__all__ = ["Look", "Palette", "paint", "paint_head", "paint_placeholder"]


def paint(row: Row, layout: Layout, palette: Palette, look: Look) -> Strip:
    """One row, exactly as wide as the layout."""
    strip = Strip(row_segments(row, layout, palette, look), layout.width)
    return strip.apply_style(ground_of(palette, look))


def paint_head(label: str, size: int | None, width: int, palette: Palette) -> Strip:
    """The heading of a group."""
    return Strip(head_segments(label, size, width, palette), width).apply_style(palette.line)


def paint_placeholder(layout: Layout, palette: Palette, look: Look) -> Strip:
    """A row that has not been read yet."""
    segments = [
        Segment(signs.CURSOR if look.cursor else " ", palette.bar),
        Segment(fitted("  ·", layout.width - 1), palette.faint),
    ]
    return Strip(segments, layout.width).apply_style(ground_of(palette, look))
