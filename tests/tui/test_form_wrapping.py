"""Notes broken into rows in turns stand in the same rows as Textual would give them."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Offset

from tests.tui.screens import driving, engine_of, setup_of
from tme_tui.model.clock import FixedClock
from tme_tui.model.draft import Fields
from tme_tui.tui.form.notes import Notes
from tme_tui.tui.form.wrapping import LongText, WrappedInTurns

WORDS = st.lists(st.text("abж漢\t ", max_size=30), max_size=8).map(" ".join)
LINES = st.tuples(st.lists(WORDS, min_size=1, max_size=4), st.sampled_from((1, 2, 100))).map(
    lambda made: "\n".join(made[0] * made[1])
)
EDITS = st.lists(
    st.one_of(
        st.none(),
        st.integers(1, 60),
        st.tuples(*[st.floats(0, 1)] * 4, st.one_of(st.sampled_from(("x", "", "\n", "a\nb")), LINES)),
    ),
    max_size=6,
)


def place_in(text: LongText, line: float, column: float) -> tuple[int, int]:
    """A place in a text, as parts of the whole."""
    row = int(line * (text.line_count - 1))
    return row, int(column * len(text[row]))


def edit(text: LongText, rows: WrappedInTurns, made: tuple[float, float, float, float, str]) -> None:
    """Put other lines in the place of some."""
    top, bottom = sorted((place_in(text, *made[:2]), place_in(text, *made[2:4])))
    result = text.replace_range(top, bottom, made[4])
    rows.wrap_range(top, bottom, result.end_location)


@given(LINES, st.integers(0, 60), EDITS, st.sampled_from((20, 100, 40_000)))
def test_rows_are_those_of_textual(
    lines: str, width: int, edits: list[int | tuple[float, float, float, float, str] | None], long: int
) -> None:
    """Also those of a line that takes several turns because it is `long`."""
    text = LongText(lines)
    rows = WrappedInTurns(text, 4, long)
    rows.wrap(width)
    for made in edits:
        if made is None:
            rows.wrap_on()
        elif isinstance(made, int):
            width = made
            rows.wrap(width)
        else:
            edit(text, rows, made)
        assert text.text == "\n".join(text.lines)
        assert [rows.location_to_offset((line, 0)).y for line in range(text.line_count)] == [
            row for row in range(rows.height) if rows._offset_to_line_info[row][1] == 0
        ]
    while rows.is_begun:
        rows.wrap_on()
    wanted = WrappedDocument(text, width, 4)
    assert rows.height == wanted.height
    assert rows.lines == wanted.lines
    assert [rows.offset_to_location(Offset(3, y)) for y in range(rows.height + 2)] == [
        wanted.offset_to_location(Offset(3, y)) for y in range(rows.height + 2)
    ]


def test_a_million_letters_on_one_line_are_typed_into(home: Path, now: datetime) -> None:
    """Each row is painted and each turn is taken without looking at all of the line."""
    notes = " ".join(["many words of one line"] * 40_000)
    with engine_of(home, FixedClock(now)) as engine:
        engine.add([Fields(title="Long", notes=notes)])

    async def run() -> None:
        async with driving(setup_of(home, now), (80, 24)) as driver:
            await driver.press("9", "enter", "shift+tab")
            area = driver.app.screen.query_one(Notes)
            await driver.until(lambda: not area.wrapped_document.is_begun)
            for _ in range(3):
                driver.send("pagedown")
            await driver.press("Z")
            await driver.until(lambda: not area.wrapped_document.is_begun)
            column = area.text.index("Z")
            rows = area.wrapped_document.get_sections(0)
            row = area.wrapped_document.location_to_offset((0, column)).y
            assert any(rows[row].strip() in line for line in driver.lines())
            assert "".join(rows) == area.text == f"{notes[:column]}Z{notes[column:]}"
            assert max(map(len, rows)) <= area.wrap_width

    asyncio.run(run())


def test_long_notes_are_whole_after_a_moment_and_the_cursor_stays_in_sight(home: Path, now: datetime) -> None:
    notes = "\n".join(f"line {number} " + "of many words " * 9 + "." for number in range(2_000))
    with engine_of(home, FixedClock(now)) as engine:
        engine.add([Fields(title="Long", notes=notes)])

    async def run() -> None:
        async with driving(setup_of(home, now), (80, 24)) as driver:
            await driver.press("9", "enter", "shift+tab")
            area = driver.app.screen.query_one(Notes)
            await driver.until(lambda: not area.wrapped_document.is_begun)
            width = area.wrap_width
            assert area.virtual_size.height == WrappedDocument(area.document, width, area.indent_width).height
            for _ in range(30):
                driver.send("pagedown")
            await driver.press("Z")
            await driver.pilot.resize_terminal(60, 20)
            await driver.settle()
            await driver.until(lambda: not area.wrapped_document.is_begun)
            assert area.wrap_width < width
            top, row = area.scroll_offset.y, area.wrapped_document.location_to_offset(area.cursor_location).y
            assert top <= row < top + area.size.height
            assert area.document[area.cursor_location[0]].count("Z") == 1
            await driver.press("ctrl+z")
            assert area.text == notes

    asyncio.run(run())
