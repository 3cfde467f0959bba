"""A small month to choose a day from."""

from __future__ import annotations

from calendar import Calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tme_tui.language.dates.durations import shifted_by_months
from tme_tui.language.describe.calendar_names import DAYS, MONTHS
from tme_tui.tui.actions import Context
from tme_tui.tui.dialog import Dialog

if TYPE_CHECKING:
    from tme_tui.tui.actions import Keymap
    from tme_tui.tui.setup import Setup

_STEPS = {"left": -1, "h": -1, "right": 1, "l": 1, "up": -7, "k": -7, "down": 7, "j": 7}
_CELL = 4


class MonthPicker(Dialog[date]):
    """Arrows go by days and weeks, Page Up and Page Down by months; Enter takes the day."""

    CSS_PATH = "month.tcss"
    context: ClassVar[Context] = Context.PICKER

    def __init__(self, setup: Setup, keymap: Keymap, day: date, today: date, first_weekday: int = 0) -> None:
        super().__init__(setup, keymap)
        self._day = day
        self._today = today
        self._first = first_weekday
        self._grid = Static(id="month", markup=False)

    def compose(self) -> ComposeResult:
        """The month."""
        yield self._grid

    def on_mount(self) -> None:
        """Show the month of the day."""
        self._draw()

    async def take_key(self, event: events.Key) -> bool:
        """Move in the month, or leave it."""
        from tme_tui.tui.actions import latin_key

        key = latin_key(event.key, self.setup.layout)
        if key == "enter":
            self.dismiss(self._day)
        elif key == "escape":
            self.dismiss(None)
        elif key in ("pageup", "pagedown", "H", "L"):
            self._go(shifted_by_months(self._day, -1 if key in ("pageup", "H") else 1))
        elif key == "t":
            self._go(self._today)
        elif key in _STEPS:
            self._go(self._day + timedelta(days=_STEPS[key]))
        else:
            return False
        return True

    def _go(self, day: date) -> None:
        if date(1900, 1, 1) <= day <= date(9998, 12, 31):
            self._day = day
            self._draw()

    def on_click(self, event: events.Click) -> None:
        """A click takes the day."""
        offset = event.get_content_offset(self._grid)
        if offset is None or offset.y < 2:
            return
        weeks = self._weeks()
        row, column = offset.y - 2, offset.x // _CELL
        if row < len(weeks) and column < 7:
            self.dismiss(weeks[row][column])

    def _weeks(self) -> list[list[date]]:
        return Calendar(self._first).monthdatescalendar(self._day.year, self._day.month)

    def _draw(self) -> None:
        words = self.words
        names = [words.text(DAYS[(self._first + place) % 7]) for place in range(7)]
        title = f"{words.text(MONTHS[self._day.month - 1])} {self._day.year}"
        parts: list[tuple[str, str] | str] = [(f"{title:^{7 * _CELL}}\n", "bold")]
        parts.append(("".join(f" {name} " for name in names) + "\n", "$tme-muted"))
        for week in self._weeks():
            parts += [(f"{day.day:>3} ", self._style(day)) for day in week]
            parts.append("\n")
        self._grid.update(Content.assemble(*parts[:-1]))

    def _style(self, day: date) -> str:
        if day == self._day:
            return "bold reverse"
        if day == self._today:
            return "bold $tme-today"
        if day.month != self._day.month:
            return "$tme-muted"
        return "$tme-weekend" if day.weekday() > 4 else ""
