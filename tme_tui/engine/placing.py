"""The order made by hand: a task between two others, whatever room there is."""

from __future__ import annotations

from tme_tui.engine.base import Change, EngineBase, TaskRef, number_of
from tme_tui.engine.outcome import Outcome
from tme_tui.store.lists import places_after

_NARROW = 1e-6
"""A gap this small is widened before it is halved again."""
_MOVED = 64
"""So many of the tasks behind make room."""


class Placing(EngineBase):
    """Use cases for the order made by hand."""

    def place(self, task: TaskRef, *, after: TaskRef | None = None, before: TaskRef | None = None) -> Outcome:
        """Put a task behind `after` and in front of `before`, one of which may be missing at an end."""
        number = number_of(task)
        with self._change() as change:
            behind = None if after is None else number_of(after)
            ahead = None if before is None else number_of(before)
            change.set(number, position=self._between(change, number, behind, ahead))
            title = change.task(number)["title"]
            change.raw.describe(
                "place", self._words.text("Moved #{number} “{title}”", number=number, title=title)
            )
        return self._outcome(change, [number])

    def _between(self, change: Change, number: int, behind: int | None, ahead: int | None) -> float:
        low = None if behind is None else float(change.task(behind)["position"])
        high = None if ahead is None else float(change.task(ahead)["position"])
        if low is None or behind is None:
            return float(change.task(number)["position"]) if high is None else high - 1
        if high is None:
            return low + 1
        return (low + high) / 2 if high - low > _NARROW else self._make_room(change, number, behind, low)

    def _make_room(self, change: Change, number: int, behind: int, low: float) -> float:
        """Spread what follows over the room that there is; the answer is the place that is free now."""
        following = [
            (one, place)
            for one, place in places_after(change.raw.connection, low, behind, _MOVED + 2)
            if one != number
        ]
        moved, rest = following[:_MOVED], following[_MOVED:]
        end = rest[0][1] if rest else low + len(moved) + 2
        step = (end - low) / (len(moved) + 2)
        change.tasks([one for one, _ in moved])
        for turn, (one, _) in enumerate(moved, start=2):
            change.set(one, position=low + turn * step)
        return low + step
