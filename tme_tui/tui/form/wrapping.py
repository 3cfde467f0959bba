"""A long text broken into rows in turns, so that no turn of the loop has to break all of it.

Textual breaks every line at once, several times while a text area opens, moves all that stands below with
each row that is added, and counts all rows again for each row that is painted. Here lines that have not had
their turn stand as one row each, and only how many rows each line has is kept.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from typing import Any, cast, overload

from rich.cells import cell_len
from textual._wrap import compute_wrap_offsets
from textual.document._document import Document, EditResult, Location
from textual.document._wrapped_document import WrappedDocument
from textual.expand_tabs import get_tab_widths

_SEEN, _ENOUGH = 2_000, 10_000
"""So many letters are in sight at first, and so many are broken into rows within a few milliseconds."""
_LONG = 4 * _ENOUGH
"""A line of more letters takes several turns."""
_LOOKED_AT = 20
"""Looking at a line that is one row costs as much as breaking so many letters."""
_ROWS_ABOVE = 3
"""A change can move words to the rows above it."""
_NOWHERE: list[int] = []
"""Where a line is broken that is one row."""


class LongText(Document):
    """Lines that are put together to one text once per change, not once per painted row."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._joined: str | None = None

    @property
    def text(self) -> str:
        """The whole text."""
        if self._joined is None:
            self._joined = super().text
        return self._joined

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Put a text in the place of another."""
        self._joined = None
        return super().replace_range(start, end, text)


class Rows:
    """How many rows each line has; by a row's number, its line and which of the line's rows it is."""

    def __init__(self, lines: int) -> None:
        self._counts = [1] * lines
        self._ends: list[int] | None = None

    @property
    def ends(self) -> list[int]:
        """Behind the last row of each line."""
        if self._ends is None:
            self._ends = list(accumulate(self._counts))
        return self._ends

    def put(self, top: int, below: int, counts: Sequence[int]) -> None:
        """Have lines with so many rows in the place of some."""
        self._counts[top:below] = counts
        self._ends = None

    def __len__(self) -> int:
        return self.ends[-1]

    def __getitem__(self, row: int) -> tuple[int, int]:
        if row < 0:
            row += len(self)
        line = bisect(self.ends, row)
        return line, row - self.ends[line] + self._counts[line]


class Lines:
    """By a line's number, the numbers of its rows."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows.ends)

    def __getitem__(self, line: int) -> range:
        ends = self._rows.ends
        return range(ends[line - 1] if line else 0, ends[line])


class Sections(Sequence[str]):
    """The rows of one line, cut out of it as they are asked for."""

    def __init__(self, text: str, breaks: Sequence[int]) -> None:
        self._text = text
        self._breaks = breaks

    def __len__(self) -> int:
        return len(self._breaks) + 1

    @overload
    def __getitem__(self, row: int) -> str: ...

    @overload
    def __getitem__(self, row: slice) -> list[str]: ...

    def __getitem__(self, row: int | slice) -> str | list[str]:
        if isinstance(row, slice):
            return [self[each] for each in range(*row.indices(len(self)))]
        row = row + len(self) if row < 0 else row
        if not 0 <= row < len(self):
            raise IndexError(row)
        begin = self._breaks[row - 1] if row else 0
        return self._text[begin : self._breaks[row] if row < len(self._breaks) else None]


class WrappedInTurns(WrappedDocument):
    """Rows of a text; `wrap_on` while `is_begun`."""

    def __init__(self, document: Document, tab_width: int, long: int = _LONG) -> None:
        self._rows = Rows(0)
        self._long = long
        self._done = 0
        """The lines before this one are broken."""
        self._column = 0
        """So far is this one broken, where it is a long one; what follows is as it was before."""
        super().__init__(document, 0, tab_width)

    @property
    def height(self) -> int:
        """How many rows there are, as far as it is known."""
        return len(self._rows)

    @property
    def is_begun(self) -> bool:
        """Whether there are lines left."""
        return self._done < self.document.line_count

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Begin again for another width; asked for the same one, all stays."""
        tab_width = tab_width or self._tab_width
        if (width, tab_width) == (self._width, self._tab_width) and len(self._wrap_offsets):
            return
        self._width, self._tab_width = width, tab_width
        count = self.document.line_count
        self._rows = Rows(count)
        self._offset_to_line_info = cast(Any, self._rows)
        self._line_index_to_offsets = cast(Any, Lines(self._rows))
        self._wrap_offsets, self._tab_width_cache = [_NOWHERE] * count, [_NOWHERE] * count
        self._done = self._column = 0
        self.wrap_on(_SEEN)

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Lines were changed: a few are broken at once, many in turns like all below them."""
        top, bottom = sorted((start[0], old_end[0]))
        below, new_below = bottom + 1, max(start[0], new_end[0]) + 1
        if (below, new_below) == (top + 1, top + 1) and self._is_long(top):
            self._wrap_from(top, min(start[1], old_end[1]))
            return
        turn = self._end_of_turn(top)
        self._break(top, below, min(turn, new_below))
        if turn < new_below:
            self._put(turn, turn, [_NOWHERE] * (new_below - turn), [_NOWHERE] * (new_below - turn))
            self._done, self._column = min(self._done, turn), 0
        elif top < self._done and below <= self._done:
            self._done += new_below - below
        elif top <= self._done:
            self._done, self._column = min(self._done, top), 0

    def wrap_on(self, letters: int = _ENOUGH) -> None:
        """Break the next lines, or more of a long one."""
        if self.is_begun and self._is_long(self._done):
            self._break_on(min(letters, self._long))
            return
        top, self._done = self._done, self._end_of_turn(self._done, letters)
        self._break(top, self._done, self._done)

    def get_sections(self, line_index: int) -> list[str]:
        """The rows of a line."""
        return cast(list[str], Sections(self.document[line_index], self._wrap_offsets[line_index]))

    def _is_long(self, line: int) -> bool:
        """Whether a line takes several turns; one with tabs is measured from its beginning, so at once."""
        text = self.document.lines[line]
        return self._width > 0 and len(text) > self._long and "\t" not in text

    def _wrap_from(self, line: int, column: int) -> None:
        """Something was changed at a place of a long line: begin again a little above it."""
        if line > self._done:
            return
        breaks = self._wrap_offsets[line]
        above = bisect(breaks, column) - _ROWS_ABOVE
        column = breaks[above] if above >= 0 else 0
        self._column = column if line < self._done else min(column, self._column)
        self._done = line
        self._break_on(min(_SEEN, self._long))

    def _break_on(self, letters: int) -> None:
        """Break so many letters more of a long line: what is found does not hang on what follows it."""
        text, before = self.document.lines[self._done], self._wrap_offsets[self._done]
        begin, found = self._column, list[int]()
        while not found and begin + letters < len(text):
            piece = text[begin : begin + letters]
            found = [begin + each for each in compute_wrap_offsets(piece, self._width, self._tab_width)]
            letters *= 2
        whole = not found
        if whole:
            found = [
                begin + each for each in compute_wrap_offsets(text[begin:], self._width, self._tab_width)
            ]
        upto = before[: bisect(before, begin)]
        rest = [] if whole else [each for each in before[bisect(before, found[-1]) :] if each < len(text)]
        self._put(self._done, self._done + 1, [[*upto, *found, *rest]], [[0]])
        self._done, self._column = (self._done + 1, 0) if whole else (self._done, found[-1])

    def _break(self, top: int, below: int, new_below: int) -> None:
        """Break lines of the text, which come in the place of those from `top` to `below`."""
        breaks, tabs = [], []
        for text in self.document.lines[top:new_below]:
            if self._fits(text):
                breaks.append(_NOWHERE)
                tabs.append(_NOWHERE)
                continue
            parts = get_tab_widths(text, self._tab_width)
            breaks.append(self._breaks_of(text, parts))
            tabs.append([width for _, width in parts])
        self._put(top, below, breaks, tabs)

    def _breaks_of(self, text: str, parts: list[tuple[str, int]]) -> list[int]:
        if not self._width:
            return _NOWHERE
        return compute_wrap_offsets(text, self._width, self._tab_width, precomputed_tab_sections=parts)

    def _put(self, top: int, below: int, breaks: list[list[int]], tabs: list[list[int]]) -> None:
        self._wrap_offsets[top:below] = breaks
        self._tab_width_cache[top:below] = tabs
        self._rows.put(top, below, [len(each) + 1 for each in breaks])

    def _fits(self, text: str) -> bool:
        """Whether a line is one row as it stands."""
        return "\t" not in text and (not self._width or cell_len(text) <= self._width)

    def _end_of_turn(self, top: int, letters: int = _ENOUGH) -> int:
        """The first line that is left for the turn after that of line `top`."""
        cost, lines = 0, self.document.lines
        for line in range(top, len(lines)):
            if self._is_long(line):
                return line
            cost += _LOOKED_AT + (0 if self._fits(lines[line]) else len(lines[line]))
            if cost > letters:
                return line + 1
        return len(lines)
