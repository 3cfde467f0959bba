"""What the drawings of `tme calendar` are made from, and what is the same in all of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from tme_tui.cli.cells import cut, padded, width
from tme_tui.cli.output import Line, Piece, Style, harmless
from tme_tui.cli.session import Session
from tme_tui.cli.task_lines import BLOCKED, EVENT, MARKS, REPEATS
from tme_tui.i18n import Translator
from tme_tui.language.describe.calendar_names import DAYS, MONTHS
from tme_tui.model.calendar.days import NOTHING, Day, bar_of, day_of, is_late
from tme_tui.model.diary import Appearance
from tme_tui.model.moment import zone_named
from tme_tui.model.task import Status

_ROOMY = 20
"""From so many cells on an item is shown with its time."""


class Sight(NamedTuple):
    """Days, and by whom and when they are looked at."""

    days: Mapping[date, Day]
    now: datetime
    """On the wall clock of `zone`."""
    zone: str
    words: Translator
    first_hour: int = 8

    def day(self, day: date) -> Day:
        """What is known of a day."""
        return self.days.get(day, NOTHING)

    def is_today(self, day: date) -> bool:
        """Whether it is the present day."""
        return day == self.now.date()

    def weekday(self, day: date) -> str:
        """The name of its weekday in two letters."""
        return self.words.text(DAYS[day.weekday()])

    def month(self, day: date) -> str:
        """The month that it is in, with the year."""
        return f"{self.words.text(MONTHS[day.month - 1])} {day.year}"

    def number(self, day: date, cells: int) -> str:
        """The number of a day: in brackets the present one, with a star one without work."""
        text = f"[{day.day}]" if self.is_today(day) else f"{day.day}"
        return f"{text}*" if self.day(day).is_holiday and len(text) < cells else text


def sight_of(session: Session, first: date, after: date) -> Sight:
    """The days from `first` up to `after`, as the base has them."""
    manager, zone = session.manager, session.zone
    found = manager.diary(first, after, manager.repeating(zone))
    days = {}
    for number in range((after - first).days):
        day = first + timedelta(days=number)
        days[day] = day_of(day, found.get(day, ()), manager.hours_on(day), manager.usual_hours(day))
    now = session.now.astimezone(zone_named(zone)).replace(tzinfo=None)
    return Sight(days, now, zone, session.words, session.settings.calendar.first_hour)


def sign_of(one: Appearance, day: date, now: datetime) -> str:
    """One character: that it goes on from the day before, else its state."""
    if one.begin.date() < day:
        return "→"
    if one.is_closed:
        return MARKS[Status.DONE]
    if is_late(one, now):
        return "!"
    if one.entry.is_event:
        return EVENT
    if one.entry.open_blockers:
        return BLOCKED
    return MARKS[Status.STARTED if one.entry.status == "started" else Status.OPEN]


def style_of(one: Appearance, now: datetime) -> Style:
    """A colour that only underlines the sign."""
    if one.is_closed:
        return Style.FAINT
    return Style.LATE if is_late(one, now) else Style.PLAIN


def title_of(one: Appearance) -> str:
    """What it is called, with the sign of a series."""
    title = harmless(one.entry.title[:200])
    return f"{title} {REPEATS}" if one.entry.recurrence is not None else title


def clock_of(moment: datetime) -> str:
    """The time of day; `²` where the clocks show it for the second time."""
    return f"{moment.hour:02}:{moment.minute:02}{'²' if moment.fold else ''}"


def item(one: Appearance, day: date, now: datetime, cells: int) -> Piece:
    """An item in one line of a day."""
    lead = sign_of(one, day, now)
    if cells >= _ROOMY and not one.all_day and one.begin.date() == day:
        lead += f" {clock_of(one.begin)}"
    return Piece(filled(f"{lead} {title_of(one)}", cells), style_of(one, now))


def more(count: int, cells: int, words: Translator) -> Piece:
    """How many items a day has beside those that are shown."""
    said = words.text("+{n} more", n=count)
    return Piece(filled(said if width(said) <= cells else f"+{count}", cells), Style.FAINT)


def head(text: str, known: Day, cells: int, style: Style = Style.PLAIN) -> Line:
    """The head of a day: its name, and at the right how full it is."""
    bar = bar_of(known, max(cells - width(text) - 1, 0))
    full = Style.LATE if known.share > 1 else Style.FAINT
    return (Piece(text, style), Piece(" " * (cells - width(text) - len(bar))), Piece(bar, full))


def filled(text: str, cells: int) -> str:
    """The text in exactly so many cells."""
    return padded(cut(text, cells), cells)
