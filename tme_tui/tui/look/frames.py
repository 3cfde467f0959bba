"""Containers that do not scroll: what is in them has room, so they are laid out once and not twice."""

from __future__ import annotations

from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.reactive import Reactive


class Row(Horizontal):
    """Widgets beside each other."""

    virtual_size = Reactive(Size(0, 0), repaint=False)


class Column(Vertical):
    """Widgets below each other."""

    virtual_size = Reactive(Size(0, 0), repaint=False)
