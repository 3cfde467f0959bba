"""Text takes the cells that a terminal gives it, and tables fit."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tme_tui.cli.cells import clusters, cut, padded, width, wrapped
from tme_tui.cli.output import Output, Piece, harmless, line
from tme_tui.cli.table import Column, print_table


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("milk", 4),
        ("молоко", 6),
        ("日本", 4),
        ("ｆｕｌｌ", 8),
        ("한국", 4),
        ("\u1112\u1161\u11ab", 2),  # the same syllable as above, in its parts
        ("e\u0301", 1),
        ("и\u0306", 1),
        ("🚀", 2),
        ("👨‍👩‍👧‍👦", 2),
        ("👍🏽", 2),
        ("❤️", 2),
        ("❤", 1),
        ("1️⃣", 2),
        ("🇷🇺", 2),
        ("🇷🇺🇯🇵", 4),
        ("🇷", 1),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", 2),
        ("क\u094dष", 2),
        ("a\u200db", 2),
        ("\u200b", 0),
        ("​a", 1),
        ("↻♪○⊘", 4),
    ],
)
def test_cells_of_a_text(text: str, cells: int) -> None:
    assert width(text) == cells


LETTERS = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs", "Cc")),
        st.sampled_from("👨👩👧\u200d\ufe0f🇷🇺日本e\u0301 "),
    ),
    max_size=30,
)


@given(text=LETTERS)
def test_clusters_are_the_text(text: str) -> None:
    assert "".join(piece for piece, _ in clusters(text)) == text
    assert all(0 <= cells <= 2 for _, cells in clusters(text))


@given(text=LETTERS, room=st.integers(0, 20))
def test_what_is_cut_fits(text: str, room: int) -> None:
    shown = cut(text, room)
    assert width(shown) <= room
    assert shown == text or room == 0 or shown.endswith("…")
    assert width(padded(text, room)) == max(room, width(text))


@given(text=LETTERS, room=st.integers(2, 20))
def test_wrapped_lines_fit_and_lose_no_letter(text: str, room: int) -> None:
    lines = wrapped(text, room)
    assert all(width(each) <= room for each in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(text=st.text(max_size=30))
def test_harmless_text_cannot_steer_a_terminal(text: str) -> None:
    shown = harmless(text)
    assert len(shown) == len(text)
    assert not any(
        ord(letter) < 32 or 127 <= ord(letter) < 160 or 0xD800 <= ord(letter) < 0xE000 for letter in shown
    )
    assert harmless(shown) == shown


def printed(columns: list[Column], rows: list[list[str]], room: int | None) -> list[str]:
    stream = io.StringIO()
    out = Output(stream, colour=False, width=room)
    print_table(out, columns, [[line(cell) for cell in row] for row in rows])
    return stream.getvalue().splitlines()


@given(
    rows=st.lists(st.tuples(st.integers(1, 99999), LETTERS, LETTERS, LETTERS), min_size=1, max_size=20),
    room=st.integers(30, 120),
)
def test_tables_fit_their_room(rows: list[tuple[int, str, str, str]], room: int) -> None:
    columns = [
        Column("ID", right=True, rigid=True),
        Column("Title", least=20),
        Column("When"),
        Column("Tags", spare=True),
    ]
    shown = printed(columns, [[str(number), *cells] for number, *cells in rows], room)
    assert len(shown) == len(rows) + 1
    assert all(width(each) <= room for each in shown)


def test_nothing_is_cut_where_nobody_counts_cells() -> None:
    columns = [Column("ID", right=True), Column("Title", least=20), Column("Tags")]
    rows = [[str(number), "long " * number, f"tag{number}"] for number in range(700)]
    shown = printed(columns, rows, None)
    assert [each.split()[-1] for each in shown[1:]] == [f"tag{number}" for number in range(700)]
    assert shown[-1].count("long") == 699


def test_columns_line_up_behind_wide_letters() -> None:
    shown = printed([Column("A"), Column("B")], [["日本", "x"], ["ab", "y"], ["👨‍👩‍👧", "z"]], 40)
    assert shown == ["A     B", "日本  x", "ab    y", "👨‍👩‍👧    z"]


def test_a_cut_cell_keeps_the_signs_behind_its_text() -> None:
    stream = io.StringIO()
    out = Output(stream, colour=False, width=20)
    print_table(out, [Column("Title")], [[(Piece("A title that is too long"), Piece(" ↻ ♪"))]])
    assert stream.getvalue().splitlines()[-1] == "A title that is… ↻ ♪"
