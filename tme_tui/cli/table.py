"""Columns side by side, fitted to the width of the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import NamedTuple

from tme_tui.cli.cells import cut, width
from tme_tui.cli.output import Line, Output, Piece, Style

GAP = 2
_NARROWEST = 4
_SAMPLE = 500


class Column(NamedTuple):
    """One column; of those that are too wide, the greedy ones give way last."""

    title: str
    right: bool = False
    least: int = 4
    """How narrow it may become before others have to give way."""
    rigid: bool = False
    """Never narrowed: numbers and marks."""
    spare: bool = False
    """Left out where even the narrowest columns do not fit, the last one first."""


def print_table(
    out: Output, columns: Sequence[Column], rows: Iterable[Sequence[Line]], *, whole: bool = False
) -> int:
    """Print rows as they come, in widths that suit the first of them; the answer is how many there were.

    When the first rows are all, columns in which they have nothing are left out: a simple list stays simple.
    With `whole` nothing is cut, and a terminal breaks lines that are too long for it.
    """
    room = None if whole else out.width
    source = iter(rows)
    first = list(islice(source, _SAMPLE))
    if not first:
        return 0
    shown = [
        place
        for place in range(len(columns))
        if len(first) == _SAMPLE or any(_width(row[place]) for row in first)
    ]
    wanted = {
        place: max(width(columns[place].title), *(_width(row[place]) for row in first)) for place in shown
    }
    if room is not None:
        shown = _spared(columns, shown, wanted, room)
    widths = _fit([columns[place] for place in shown], [wanted[place] for place in shown], room)
    layout = [_Place(place, columns[place], cells) for place, cells in zip(shown, widths, strict=True)]
    if any(place.column.title for place in layout):
        titles = [(Piece(column.title, Style.FAINT),) for column in columns]
        out.put(_joined(titles, layout, cutting=room is not None))
    count = 0
    for row in chain(first, source):
        out.put(_joined(row, layout, cutting=room is not None))
        count += 1
    return count


class _Place(NamedTuple):
    """A column as it is printed: which cell of a row stands in it, and how wide it is."""

    number: int
    column: Column
    cells: int


def _width(cell: Line) -> int:
    return sum(width(piece.text) for piece in cell)


def _spared(columns: Sequence[Column], shown: list[int], wanted: dict[int, int], room: int) -> list[int]:
    """The columns that stay when there is no room for all of them at their narrowest."""
    kept = list(shown)

    def narrowest() -> int:
        cells = (
            wanted[place] if columns[place].rigid else min(wanted[place], columns[place].least)
            for place in kept
        )
        return sum(cells) + GAP * (len(kept) - 1)

    while narrowest() > room:
        spare = [place for place in kept if columns[place].spare]
        if not spare:
            break
        kept.remove(spare[-1])
    return kept


def _fit(columns: Sequence[Column], wanted: Sequence[int], room: int | None) -> list[int]:
    """Widths that fit the room: what is widest for its kind gives way first, below its least if it must."""
    if room is None:
        return list(wanted)
    widths = [min(cells, room) for cells in wanted]
    excess = sum(widths) + GAP * (len(widths) - 1) - room
    while excess > 0:
        narrowable = [
            place for place, column in enumerate(columns) if not column.rigid and widths[place] > _NARROWEST
        ]
        if not narrowable:
            break
        widths[max(narrowable, key=lambda place: widths[place] / columns[place].least)] -= 1
        excess -= 1
    return widths


def _joined(row: Sequence[Line], layout: Sequence[_Place], *, cutting: bool) -> Line:
    pieces: list[Piece] = []
    for place in layout:
        cell = row[place.number]
        gap = place.cells - _width(cell)
        if gap < 0 and cutting:
            cell = _cut(cell, place.cells)
            gap = place.cells - _width(cell)
        if gap > 0 and place.column.right:
            pieces.append(Piece(" " * gap))
        pieces.extend(cell)
        if place is not layout[-1]:
            pieces.append(Piece(" " * (GAP if place.column.right else GAP + max(gap, 0))))
    return tuple(pieces)


def _cut(cell: Line, cells: int) -> Line:
    """The cell in at most so many cells: its first piece gives way to the short marks behind it."""
    behind = _width(cell[1:])
    if behind + 4 <= cells:
        return (Piece(cut(cell[0].text, cells - behind), cell[0].style), *cell[1:])
    kept: list[Piece] = []
    for piece in cell:
        kept.append(Piece(cut(piece.text, cells), piece.style))
        cells -= width(kept[-1].text)
        if cells <= 0:
            break
    return tuple(kept)
