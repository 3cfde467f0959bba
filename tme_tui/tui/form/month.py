"""A small month to choose a day from, and a time beside it."""

from __future__ import annotations

from calendar import Calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, NamedTuple

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
_LONGEST_TIME = 4


class DayAndTime(NamedTuple):
    """What was chosen; the time is empty for a whole day."""

    day: date
    time: str = ""


class MonthPicker(Dialog[DayAndTime]):
    """Arrows go by days and weeks, Page Up and Page Down by months, digits are a time; Enter takes it."""

    CSS_PATH = "month.tcss"
    context: ClassVar[Context] = Context.PICKER

    def __init__(
        self, setup: Setup, keymap: Keymap, day: date, today: date, *, time: str = "", timed: bool = True
    ) -> None:
        super().__init__(setup, keymap)
        self._day = day
        self._today = today
        self._digits = "".join(filter(str.isdecimal, time))
        """What was typed of a time."""
        self._timed = timed
        """Whether a time can be chosen too."""
        self._first = setup.calendar.first_weekday
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
            self._take(self._day)
        elif key == "escape":
            self.dismiss(None)
        elif key in ("pageup", "pagedown", "H", "L"):
            self._go(shifted_by_months(self._day, -1 if key in ("pageup", "H") else 1))
        elif key == "t":
            self._go(self._today)
        elif key in _STEPS:
            self._go(self._day + timedelta(days=_STEPS[key]))
        elif self._timed and key in "0123456789":
            self._type((self._digits + key)[-_LONGEST_TIME:])
        elif self._timed and key == "backspace":
            self._type(self._digits[:-1])
        else:
            return key == "colon"
        return True

    def _type(self, digits: str) -> None:
        self._digits = digits
        self._draw()

    @property
    def _time(self) -> str | None:
        """The time that the digits say: `9`, `18`, `930`, `1800`; None when they say none."""
        if not self._digits:
            return ""
        hour, minute = (
            (self._digits, "0") if len(self._digits) < 3 else (self._digits[:-2], self._digits[-2:])
        )
        return f"{int(hour):02}:{int(minute):02}" if int(hour) < 24 and int(minute) < 60 else None

    def _take(self, day: date) -> None:
        time = self._time
        if time is not None:
            self.dismiss(DayAndTime(day, time))

    def _go(self, day: date) -> None:
        if date(1900, 1, 1) <= day <= date(9998, 12, 31):
            self._day = day
            self._draw()

    def on_click(self, event: events.Click) -> None:
        """A click takes the day, or goes to the month before or after."""
        offset = event.get_content_offset(self._grid)
        if offset is None:
            return
        if offset.y == 0 and not _CELL <= offset.x < 6 * _CELL:
            self._go(shifted_by_months(self._day, -1 if offset.x < _CELL else 1))
        if offset.y < 2:
            return
        weeks = self._weeks()
        row, column = offset.y - 2, offset.x // _CELL
        if row < len(weeks) and column < 7:
            self._take(weeks[row][column])

    def _weeks(self) -> list[list[date]]:
        return Calendar(self._first).monthdatescalendar(self._day.year, self._day.month)

    def _draw(self) -> None:
        words = self.words
        names = [words.text(DAYS[(self._first + place) % 7]) for place in range(7)]
        title = f"{words.text(MONTHS[self._day.month - 1])} {self._day.year}"
        parts: list[tuple[str, str] | str] = [
            (" ‹  ", "$tme-key"),
            (f"{title:^{5 * _CELL}}", "bold"),
            ("  › \n", "$tme-key"),
        ]
        parts.append(("".join(f" {name} " for name in names) + "\n", "$tme-muted"))
        for week in self._weeks():
            parts += [(f"{day.day:>3} ", self._style(day)) for day in week]
            parts.append("\n")
        self._grid.update(Content.assemble(*parts, *self._below()))

    def _below(self) -> list[tuple[str, str] | str]:
        """The time, and which keys count."""
        words = self.words
        found: list[tuple[str, str] | str] = []
        if self._timed:
            time = self._time
            shown = (f"{self._digits}?", "$tme-mistake") if time is None else (time or "—", "$tme-due")
            found = [
                words.text("time"),
                " ",
                shown,
                " ",
                (words.text("digits change it"), "$tme-muted"),
                "\n",
            ]
        keys = words.text("PgUp PgDn month · t today")
        return [*found, (keys, "$tme-muted")]

    def _style(self, day: date) -> str:
        if day == self._day:
            return "bold reverse"
        if day == self._today:
            return "bold $tme-today"
        if day.month != self._day.month:
            return "$tme-muted"
        return "$tme-weekend" if day.weekday() > 4 else ""
