"""Free time, and finding places in it: whole if possible, in pieces when that is the better way."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from tme_tui.model.planner.values import Span

STEP = 300
"""Work begins at full five minutes."""
_HOUR = 3600
WHOLE = 2 * _HOUR
"""What takes no longer is torn apart only to be in time."""
PIECE, SMALLEST = _HOUR, _HOUR // 2
"""No piece is shorter; the second counts where only smaller pieces are in time."""
_NEVER = 2**62
_WAITS_LONG, _WAITS_LATE = 24 * _HOUR, 4 * _HOUR
"""So much later a long task, or one that is late anyway, may end for being done in one go."""


class Timetable:
    """Gaps of free time, from which places are taken."""

    __slots__ = ("_begins", "_ends", "_none_before", "_too_long")

    def __init__(self, gaps: Iterable[Span]) -> None:
        rounded = [(-(-begin // STEP) * STEP, end) for begin, end in gaps]
        kept = [(begin, end) for begin, end in rounded if begin < end]
        self._begins = [begin for begin, _ in kept]
        self._ends = [end for _, end in kept]
        self._none_before: dict[int, tuple[int, int]] = {}
        """By length: between these instants no gap is long enough; gaps only shrink, so that stays true."""
        self._too_long: dict[int, Span] = {}
        """By smallest piece: so much work from then on found no place."""

    def copy(self) -> Timetable:
        """The same gaps, to be filled another way."""
        twin = Timetable(())
        twin._begins, twin._ends = self._begins.copy(), self._ends.copy()
        return twin

    def find(self, length: int, earliest: int, due: int | None, *, may_split: bool) -> list[Span]:
        """The best place for so much work; nothing when there is none."""
        whole = self._whole(length, earliest)
        if not may_split or _in_time(whole, due):
            return whole
        ways = [self._parts(length, earliest, smallest) for smallest in (PIECE, SMALLEST)]
        timely = next((parts for parts in ways if _in_time(parts, due)), None)
        if timely is not None:
            return timely
        parts = ways[0] or ways[1] if length > WHOLE else ways[1]
        if not whole or not parts:
            return whole or parts
        worth = (_WAITS_LONG if length > WHOLE else _NEVER) if due is None else _WAITS_LATE
        return parts if whole[-1][1] - parts[-1][1] > worth else whole

    def _whole(self, length: int, earliest: int) -> list[Span]:
        earliest = -(-earliest // STEP) * STEP
        begins, ends = self._begins, self._ends
        since, until = self._none_before.get(length, (earliest, earliest))
        known = since <= earliest <= until
        start = max(earliest, until) if known else earliest
        for at in range(bisect_right(ends, start), len(begins)):
            begin = begins[at] if begins[at] > start else start
            if ends[at] - begin >= length:
                self._none_before[length] = (since if known else earliest, begin)
                return [(begin, begin + length)]
        self._none_before[length] = (since if known else earliest, _NEVER)
        return []

    def _parts(self, length: int, earliest: int, smallest: int) -> list[Span]:
        """Piece by piece into the next gaps, none shorter than `smallest`."""
        earliest = -(-earliest // STEP) * STEP
        most, since = self._too_long.get(smallest, (_NEVER, 0))
        if length >= most and earliest >= since:
            return []
        begins, ends, asked = self._begins, self._ends, length
        found: list[Span] = []
        for at in range(bisect_right(ends, earliest), len(begins)):
            begin = begins[at] if begins[at] > earliest else earliest
            room = (ends[at] - begin) // STEP * STEP if ends[at] - begin < length else ends[at] - begin
            piece = min(room, length)
            if 0 < length - piece < smallest:
                piece = (length - smallest) // STEP * STEP
            if piece < smallest and piece < length:
                continue
            found.append((begin, begin + piece))
            length -= piece
            if not length:
                return found
        if most == _NEVER or (asked <= most and earliest <= since):
            self._too_long[smallest] = (asked, earliest)
        return []

    def take(self, spans: Iterable[Span]) -> None:
        """These times are free no longer."""
        begins, ends = self._begins, self._ends
        for begin, end in spans:
            at = bisect_right(begins, begin) - 1
            first, last = begins[at], ends[at]
            rest = -(-end // STEP) * STEP
            left = [(first, begin)] if first < begin else []
            right = [(rest, last)] if rest < last else []
            begins[at : at + 1] = [one for one, _ in left + right]
            ends[at : at + 1] = [one for _, one in left + right]


def _in_time(spans: list[Span], due: int | None) -> bool:
    return bool(spans) and due is not None and spans[-1][1] <= due
