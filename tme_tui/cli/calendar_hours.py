"""A week or a day as text: hours in rows, days in columns, what overlaps side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from tme_tui.cli.calendar_sight import Sight, clock_of, filled, head, item, more, sign_of, style_of, title_of
from tme_tui.cli.cells import wrapped
from tme_tui.cli.output import Line, Piece, Style, harmless
from tme_tui.model.calendar.axis import DAY_MINUTES, Axis, axis_of, clock_change
from tme_tui.model.calendar.days import shared, window
from tme_tui.model.calendar.lanes import Block, Placed, cells_of, placed, rows_taken, side_by_side, timed
from tme_tui.model.diary import Appearance

_LABEL = 6
"""The cells of the hours at the left."""
_NARROWEST_DAY, _NARROWEST_LANE = 10, 7
_MOST_ALL_DAY = 4
_EVENING = 18 * 60
_FINE, _COARSE = 30, 60
"""So many minutes a row stands for: few hours are drawn finer than many."""
_MANY_HOURS = 12 * 60
_TOGETHER = "\N{NO-BREAK SPACE}"
"""Between a sign and the word behind it."""


def hours_lines(sight: Sight, days: Sequence[date], width: int) -> Iterator[Line]:
    """The days in `width` cells, as many beside each other as there is room for."""
    most = max((width - _LABEL) // _NARROWEST_DAY, 1)
    at = 0
    for count in reversed(shared(len(days), -(-len(days) // most))):
        if at:
            yield ()
        yield from _band(sight, days[at : at + count], width)
        at += count


def _band(sight: Sight, days: Sequence[date], width: int) -> Iterator[Line]:
    """Some days beside each other."""
    low, high = _hours_in_sight(sight, days)
    zoom = _FINE if high - low <= _MANY_HOURS else _COARSE
    axis = axis_of(zoom, [clock_change(day, sight.zone) for day in days])
    rows = range(axis.row_at(low), len(axis.rows) if high == DAY_MINUTES else axis.row_at(high - 1) + 1)
    columns = [
        _Column(sight, day, size - 1, axis)
        for day, size in zip(days, shared(width - _LABEL, len(days)), strict=True)
    ]
    blank, stroke = Piece(" " * _LABEL), Piece("│", Style.FAINT)
    yield _joined(blank, stroke, [column.head() for column in columns])
    for line in zip(*_all_day(columns), strict=True):
        yield _joined(blank, stroke, line)
    yield (Piece("─" * _LABEL + "".join("┼" + "─" * column.width for column in columns), Style.FAINT),)
    today = any(sight.is_today(day) for day in days)
    now = sight.now.hour * 60 + sight.now.minute
    now_row = axis.row_at(now, again=bool(sight.now.fold)) if today else -1
    for row in rows:
        label = _label(axis, row)
        if row == now_row:
            label = Piece(f"▸{clock_of(sight.now)}", Style.STRONG)
        yield _joined(label, stroke, [column.row(row, is_now=row == now_row) for column in columns])


def _joined(label: Piece, stroke: Piece, cells: Sequence[Line]) -> Line:
    pieces = [label]
    for cell in cells:
        pieces += [stroke, *cell]
    return tuple(pieces)


def _label(axis: Axis, row: int) -> Piece:
    minute, _, again = axis.rows[row]
    text = f"{minute // 60:02}:{minute % 60:02}{'²' if again else ''}" if axis.is_told(row) else ""
    return Piece(filled(text, _LABEL), Style.FAINT)


def _hours_in_sight(sight: Sight, days: Sequence[date]) -> tuple[int, int]:
    """From which minute up to which something stands on the days, or could."""
    low, high = sight.first_hour * 60, _EVENING
    for day in days:
        known, midnight = sight.day(day), datetime.combine(day, time())
        for one in timed(known.items):
            begin, end = ((each - midnight).total_seconds() // 60 for each in (one.begin, one.end))
            low = min(low, max(int(begin), 0))
            high = max(high, min(int(max(end, begin + 1)), DAY_MINUTES))
        for begin, end in known.work:
            low, high = min(low, begin), max(high, end)
    return low // 60 * 60, min(-(-high // 60) * 60, DAY_MINUTES)


def _all_day(columns: Sequence[_Column]) -> list[list[Line]]:
    """Above the hours, what takes whole days."""
    rows = min(max(len(column.whole) for column in columns), _MOST_ALL_DAY)
    return [column.all_day(rows) for column in columns]


class _Column:
    """One day."""

    def __init__(self, sight: Sight, day: date, width: int, axis: Axis) -> None:
        self.width = width
        self._sight, self._day, self._axis = sight, day, axis
        items = sight.day(day).items
        self.whole = [one for one in items if one.all_day]
        self._timed = timed(items)
        self._placed = self._places(max(width // _NARROWEST_LANE, 1))
        self._texts: dict[int, list[str]] = {}
        self._change = clock_change(day, sight.zone)

    def _places(self, room: int) -> Placed:
        taken = [rows_taken(one.begin, one.end, self._day, self._axis) for one in self._timed]
        return placed(side_by_side(taken), room, None)

    def head(self) -> Line:
        """Its name, its number, and how full it is."""
        sight, day = self._sight, self._day
        text = filled(f"{sight.weekday(day)} {sight.number(day, self.width)}", self.width).rstrip()
        style = Style.STRONG if sight.is_today(day) else Style.PLAIN
        return head(text, sight.day(day), self.width, style)

    def all_day(self, rows: int) -> list[Line]:
        """What takes the whole day, in so many lines."""
        shown, unseen = window(len(self.whole), rows)
        lines: list[Line] = [(item(self.whole[at], self._day, self._sight.now, self.width),) for at in shown]
        if unseen and rows:
            lines.append((more(unseen, self.width, self._sight.words),))
        return lines + [(Piece(" " * self.width),)] * (rows - len(lines))

    def row(self, row: int, *, is_now: bool) -> Line:
        """A row of its hours."""
        fill = self._fill(row, is_now=is_now)
        unseen = self._placed.hidden.get(row, 0)
        said = f"+{unseen}" if unseen else ""
        pieces: list[Piece] = []
        at = 0
        for block in self._placed.by_row.get(row, ()):
            begin, end = cells_of(block, self.width)
            end = min(end, self.width - len(said))
            pieces += [_free(fill * (begin - at)), self._block(block, row, end - begin)]
            at = end
        rest = said + fill * (self.width - at - len(said))
        return (*pieces, _free(rest))

    def _fill(self, row: int, *, is_now: bool) -> str:
        """What free time is drawn with: hatched where the clocks leave it out, a stroke at present."""
        minute, _, again = self._axis.rows[row]
        skipped = self._change.skipped if self._change is not None else (0, 0)
        doubled = self._change.doubled if self._change is not None else (0, 0)
        if skipped[0] <= minute < skipped[1] or (again and not doubled[0] <= minute < doubled[1]):
            return "╱"
        return "─" if is_now and self._sight.is_today(self._day) else " "

    def _block(self, block: Block, row: int, cells: int) -> Piece:
        one = self._timed[block.item]
        if block.item not in self._texts:
            self._texts[block.item] = self._text(one, block, cells - 1)
        texts, number = self._texts[block.item], row - block.first
        said = texts[number] if number < len(texts) else ""
        return Piece("▎" + filled(said, cells - 1), style_of(one, self._sight.now))

    def _text(self, one: Appearance, block: Block, cells: int) -> list[str]:
        """What stands in the rows of a block: its title, its time, its category."""
        rows, begins = block.after - block.first, one.begin.date() == self._day
        lead = sign_of(one, self._day, self._sight.now)
        if begins and one.begin.minute != self._axis.rows[block.first].minute % 60 and cells >= 14:
            lead += f" {clock_of(one.begin)}"
        title = f"{lead}{_TOGETHER}{title_of(one)}"
        lines = wrapped(title, cells)[:rows] if rows > 1 else [title]
        lines[0] = lines[0].replace(_TOGETHER, " ", 1)
        if len(lines) < rows and one.end > one.begin and cells >= 11:
            lines.append(f"{clock_of(one.begin)}–{clock_of(one.until)}")
        if len(lines) < rows and one.entry.category and cells >= 8:
            lines.append(harmless(one.entry.category))
        return lines


def _free(text: str) -> Piece:
    """What stands where nothing does."""
    return Piece(text, Style.FAINT if text.strip() else Style.PLAIN)
