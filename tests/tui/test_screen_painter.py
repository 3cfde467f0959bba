"""Rows are painted exactly as wide as they should be, whatever they say, and say it without colours too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from tme_tui.tui.look.cells import clipped, fitted, harmless
from tme_tui.tui.tasks.columns import Column, lay_out
from tme_tui.tui.tasks.painter import Look, Palette, paint, paint_placeholder
from tme_tui.tui.tasks.rows import Row, Tone

ODD = (
    "日本語のタスクを書く",
    "👨‍👩‍👧‍👦 family and 🇷🇺 flag and ❤️ and 👍🏽",
    "e\u0301te\u0301 n\u0303 combining",
    "שלום עולם right to left",
    "नमस्ते and ไทย",
    "[/] [bold]no markup[/bold] [@click=app.quit]x[/]",
    "\x1b]0;owned\x07 \x1b[2J \x9b31m",
    "\u202egnirts\u2066 bidi",
    "\ud800 lone",
    "tab\tand\nnewline\r",
    "\u200d\u200d\ufe0f",
    "",
    "a" * 5000,
    "日" * 5000,
)
WIDTHS = (8, 20, 33, 40, 58, 77, 100, 180, 300)


def painted(row: Row, width: int, look: Look = Look()) -> str:  # noqa: B008 - a value
    return paint(row, lay_out(width), Palette(), look).text


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("text", ODD)
def test_every_row_is_as_wide_as_the_list(text: str, width: int) -> None:
    said = harmless(text)
    row = Row(
        1, title=said, tags=said, category=said, assignee=said, when=(said,), extras="2/5 ↻", priority=1
    )
    strip = paint(row, lay_out(width), Palette(), Look(cursor=True, marked=True))
    assert sum(cell_len(segment.text) for segment in strip) == width
    assert not any(ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0 for letter in strip.text)


@given(st.text(max_size=200), st.integers(1, 120))
def test_text_is_cut_and_filled_to_the_cell(text: str, cells: int) -> None:
    said = harmless(text)
    shown, size = clipped(said, cells)
    assert size == cell_len(shown) <= cells
    assert cell_len(fitted(said, cells)) == cells
    assert shown == said or shown.endswith("…")


@given(st.text(max_size=300))
def test_nothing_that_could_move_the_cursor_is_left(text: str) -> None:
    said = harmless(text)
    assert len(said) == len(text)
    assert not any(
        ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0 or 0xD800 <= ord(letter) < 0xE000 for letter in said
    )


def test_a_row_says_what_there_is_to_know() -> None:
    row = Row(
        7,
        state="◐",
        priority=2,
        title="Write report",
        extras="2/5 ↻",
        when=("tomorrow 18:00",),
        category="Work",
        tags="#next",
        assignee="@anna",
    )
    said = painted(row, 140)
    for piece in ("◐", "!2", "Write report", "2/5 ↻", "tomorrow 18:00", "Work", "#next", "@anna"):
        assert piece in said


def test_the_title_is_the_last_to_go() -> None:
    row = Row(7, title="Write the long report", when=("tomorrow",), category="Work", tags="#next")
    narrow = painted(row, 30)
    assert "Write the long repo" in narrow
    assert "Work" not in narrow
    assert "tomorrow" in painted(row, 60)


def test_tags_without_a_column_stand_behind_the_title_if_they_fit_whole() -> None:
    row = Row(7, title="Buy milk", tags="#shop #afterwards")
    said = painted(row, 40)
    assert "Buy milk #shop" in said
    assert "#afterw" not in said or "#afterwards" in said


def test_a_date_is_said_shorter_where_there_is_less_room() -> None:
    row = Row(7, title="x" * 60, when=("Sun 5 Sep 2027 09:00", "5 Sep 2027 09:00", "5 Sep 2027"))
    assert "5 Sep 2027 09:00" in painted(row, 100)
    assert "5 Sep 2027 " in painted(row, 46)
    assert "…" not in painted(row, 46).split("x…")[-1]


def test_cursor_and_mark_are_seen_without_colours() -> None:
    row = Row(7, title="Buy milk")
    plain = painted(row, 40)
    assert painted(row, 40, Look(cursor=True)) != plain
    assert painted(row, 40, Look(marked=True)) != plain
    assert painted(row, 40, Look(marked=True, cursor=True)) != painted(row, 40, Look(cursor=True))


def test_lateness_has_a_style_of_its_own() -> None:
    palette = Palette(late=Style(color="red"), title=Style(color="white"))
    row = Row(7, title="Buy milk", when=("2 days ago",), when_tone=Tone.LATE)
    strip = paint(row, lay_out(60), palette, Look())
    [when] = [segment for segment in strip if "2 days ago" in segment.text]
    assert when.style is not None
    assert when.style.color == Style(color="red").color


def test_a_row_that_was_not_read_yet_has_its_place() -> None:
    assert paint_placeholder(lay_out(50), Palette(), Look(cursor=True)).cell_length == 50


@pytest.mark.parametrize("width", range(1, 200))
def test_columns_and_title_fill_the_width(width: int) -> None:
    layout = lay_out(width)
    taken = 2 + 2 + 3 + layout.title + sum(cells + 2 for _, cells in layout.columns)
    assert taken == max(width, 8)
    assert [column for column, _ in layout.columns] == list(Column)[: len(layout.columns)]
