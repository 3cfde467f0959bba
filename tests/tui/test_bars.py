"""The line at the top says whole things, or nothing of them."""

from __future__ import annotations

import pytest
from textual.content import Content

from tme_tui.tui.bars import hints_of, shortened

SAID = Content("5 overdue · 18 today · next today 05:00 Write the quarterly report ")


@pytest.mark.parametrize(
    ("room", "left"),
    [
        (8, ""),
        (12, "5 overdue"),
        (20, "5 overdue · 18 today"),
        (42, "5 overdue · 18 today"),
        (45, "5 overdue · 18 today · next today 05:00 Writ…"),
        (80, SAID.plain.rstrip()),
    ],
)
def test_what_does_not_fit_is_left_out_whole(room: int, left: str) -> None:
    assert shortened(SAID, room).plain == left


@pytest.mark.parametrize(
    ("width", "left"),
    [
        (60, "a Add  e Edit  d Due  ? Keys"),
        (26, "a Add  e Edit  ? Keys"),
        (16, "a Add  ? Keys"),
        (9, "a Add"),
    ],
)
def test_the_key_for_help_is_among_the_hints_in_any_width(width: int, left: str) -> None:
    hints = [("a", "Add"), ("e", "Edit"), ("d", "Due"), ("?", "Keys")]
    assert hints_of(hints, width, ("?", "Keys")).plain.strip() == left
