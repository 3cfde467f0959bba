"""The cursor of the list: on a task and not on a line, in sight, and told of; what is read ahead of it."""

from __future__ import annotations

from tme_tui.tui.tasks.drawing import Drawing

_MARGIN = 2
"""So many lines stay in sight beyond the cursor."""


class Moving(Drawing):
    """The list with its cursor."""

    def move(self, lines: int) -> None:
        """Move the cursor by so many lines."""
        self.go_to_place(self._place + lines)

    def move_pages(self, pages: float) -> None:
        """Move the cursor and what is in sight by pages."""
        lines = max(int(self._height * abs(pages)), 1) * (1 if pages > 0 else -1)
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False)
        self.go_to_place(self._place + lines)

    def go_to_place(self, place: int) -> None:
        """Put the cursor on a line."""
        before = self._place
        self._set_place(place)
        self._refresh_place(before)
        self._refresh_place(self._place)
        self._keep_in_sight()
        self._tell()

    def go_round(self, lines: int) -> None:
        """Move the cursor by so many lines; beyond an end, the other end follows."""
        before = self._place
        self.move(lines)
        if self._place == before and len(self._window):
            self.go_to_place(0 if lines > 0 else len(self._window) - 1)

    def go_to_end(self) -> None:
        """Put the cursor on the last line; when the order is still being read, as soon as it is."""
        self._go_to_end = not self._whole
        if self._go_to_end:
            self.post_message(self.OrderWanted())
        self.go_to_place(len(self._window) - 1)

    def go_to(self, number: int) -> bool:
        """Put the cursor on a task; False if it is not in the list."""
        place = self._window.place_of(number)
        if place is None:
            return False
        self.go_to_place(place)
        return True

    def go_to_next(self, numbers: frozenset[int], *, forward: bool = True) -> bool:
        """Put the cursor on the next of these tasks, round the end; False if there is none."""
        lines = len(self._window)
        for step in range(1, lines + 1):
            place = (self._place + (step if forward else -step)) % lines
            if self._window.number_at(place) in numbers:
                self.go_to_place(place)
                return True
        return False

    # Keeping in step

    def _set_place(self, place: int) -> None:
        """Headings are passed over, in the direction in which the cursor goes."""
        step = 1 if place >= self._place else -1
        last = len(self._window) - 1
        self._place = max(min(place, last), 0)
        while self._window.head_at(self._place) is not None:
            if not 0 <= self._place + step <= last:
                step = -step
            self._place += step
        self._number = self._window.number_at(self._place)

    def _resized(self, *, keep_in_sight: bool) -> None:
        """The number of lines may be another."""
        self.set_extent(len(self._window))
        if keep_in_sight:
            self._keep_in_sight()
        self._want()
        self._tell(again=True)

    def _keep_in_sight(self) -> None:
        height, top = self._height, self.scroll_offset.y
        margin = min(_MARGIN, (height - 1) // 2)
        lowest = self._place - height + 1 + margin
        highest = self._place - margin
        wanted = min(max(top, lowest), highest)
        if wanted != top:
            self.scroll_to(y=max(wanted, 0), animate=False)

    def _refresh_place(self, place: int) -> None:
        self.refresh_line(place)

    def _want(self) -> None:
        if missing := self._window.wanted(self.scroll_offset.y, self._height):
            self.post_message(self.Wanted(missing))

    def ask_again(self) -> None:
        """Ask once more for rows that did not come."""
        self._window.forget_questions()
        self._want()

    def _tell(self, *, again: bool = False) -> None:
        if again or self._number != self._told:
            self._told = self._number
            self.post_message(self.Moved(self._number))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """What comes into sight is asked for."""
        super().watch_scroll_y(old_value, new_value)
        self._want()

    def on_resize(self) -> None:
        """Another size: the cursor stays in sight."""
        self.set_extent(len(self._window))
        self._keep_in_sight()
        self._want()

    def on_focus(self) -> None:
        """The cursor looks awake."""
        self._refresh_place(self._place)

    def on_blur(self) -> None:
        """The cursor looks asleep."""
        self._refresh_place(self._place)
