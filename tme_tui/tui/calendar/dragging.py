"""The mouse: an item goes to another slot or day, its end is dragged, slots are selected."""

from __future__ import annotations

from datetime import timedelta

from textual.geometry import Offset

from tme_tui.model.calendar.axis import ALL_DAY
from tme_tui.model.diary import Appearance, Role
from tme_tui.model.moment import Moment
from tme_tui.tui.calendar.ghosts import Ghost
from tme_tui.tui.calendar.page import plain_title
from tme_tui.tui.calendar.place import Place
from tme_tui.tui.calendar.taking import Taking


class Dragging(Taking):
    """What is dragged is drawn where it would go, and goes there when it is let go."""

    _dragging: tuple[Appearance, Place, bool] | None = None
    """The item that is held, where it was taken, and whether its end is dragged."""

    def show_ghost(self, ghost: Ghost | None) -> None:
        """Draw where something would go."""
        raise NotImplementedError

    def end_under(self, offset: Offset) -> bool:
        """Whether the last row of a block is drawn there."""
        raise NotImplementedError

    def select(self, first: Place | None, last: Place) -> None:
        """Select slots from one place to another."""
        raise NotImplementedError

    def dragged(self, held: Offset, over: Offset, done: bool) -> None:
        """An item goes to another slot or day, its end is dragged, or slots are selected."""
        source, goal = self.under(held), self.under(over)
        if source is not None and source[1] is not None and source[1].role is Role.REMINDER:
            if done:
                self.can_move(source[1])
            return
        if self._dragging is None and source is not None and source[1] is not None:
            at_end = source[1].minutes > self.place.zoom and self.end_under(held)
            self._dragging = (source[1], source[0], at_end and source[1].role is Role.BLOCK)
        if self._dragging is None:
            if source is not None and goal is not None and self.place.shape.is_grid:
                self.select(source[0], goal[0])
            return
        one, start, at_end = self._dragging
        if done:
            self._dragging = None
            self.show_ghost(None)
        by = None if goal is None else self._distance(one, start, goal[0])
        if by is None:
            return
        if done and by:
            if at_end:
                self.stretch(one, by)
            else:
                self.move(one, by)
        elif not done:
            begin, end = (one.begin, one.end + by) if at_end else (one.begin + by, one.end + by)
            self.show_ghost(Ghost(begin, max(end, begin), plain_title(one), people=tuple(one.entry.people)))

    def _distance(self, one: Appearance, start: Place, goal: Place) -> timedelta | None:
        """How far something is dragged; None between whole days and hours."""
        days = goal.day - start.day
        if one.all_day or not self.place.shape.is_grid:
            return days
        if ALL_DAY in (start.minute, goal.minute):
            return None
        wall = goal.wall().replace(fold=0) - start.wall().replace(fold=0)
        if not wall % timedelta(days=1) and start.again is goal.again:
            return wall
        begin, end = (Moment(place.wall(), self.zone).utc(self.zone) for place in (start, goal))
        passes = end - begin
        return max(wall, passes, key=abs)  # steps of hours go through both of an hour that happens twice
