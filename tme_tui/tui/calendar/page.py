"""Days as they are drawn: what stands on each, when one works, and how full it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from rich.style import Style

from tme_tui.model.calendar.days import NOTHING, Day, is_late
from tme_tui.model.diary import Appearance, Role
from tme_tui.model.person import Decision
from tme_tui.tui.calendar.colours import Colours, letter_of
from tme_tui.tui.calendar.place import week_at
from tme_tui.tui.look import signs
from tme_tui.tui.look.cells import harmless

_DECISIONS = {Decision.UNDECIDED: "?", Decision.MAYBE: "~", Decision.NO: "×"}


Week = Mapping[date, Day]


class Page(NamedTuple):
    """What is known of some weeks, for one drawing."""

    weeks: Mapping[int, Week]
    """By their number, see `place.week_at`."""
    now: datetime
    """On the wall clock of the zone that is shown."""
    first_weekday: int = 0
    version: int = 0
    """Changes whenever anything of it does."""
    people: tuple[str, ...] = ()
    """Whose time it is; empty for everybody's."""
    me: str = ""
    """Who looks at it."""
    has_rings: bool = False
    """Whether reminders stand among the items."""

    @property
    def today(self) -> date:
        """The present day."""
        return self.now.date()

    def is_known(self, day: date) -> bool:
        """Whether the day was read."""
        return week_at(day) in self.weeks

    def day(self, day: date) -> Day:
        """A day; an empty one as long as it is not known."""
        week = self.weeks.get(week_at(day))
        known = NOTHING if week is None else week.get(day, NOTHING)
        return known.rung or known if self.has_rings else known


def with_rings(known: Day, rings: Sequence[Appearance]) -> Day:
    """A day of which one also knows when it reminds."""
    if not rings:
        return known
    known = known._replace(rings=tuple(rings))
    together = sorted((*known.items, *rings), key=lambda one: (not one.all_day, one.begin, one.end))
    return known._replace(rung=known._replace(items=tuple(together)))


def style_of(one: Appearance, page: Page, colours: Colours) -> Style:
    """The foreground of an item."""
    if one.role is Role.REMINDER:
        return colours.reminder if one.begin >= page.now else colours.faint
    if one.is_closed:
        return colours.closed
    return colours.late if is_late(one, page.now) else colours.hue(one.entry.category)


def sign_of(one: Appearance, now: datetime, me: str = "") -> str:
    """The sign by which its state is known without colours; of an invitation, what `me` said to it."""
    if one.role is Role.REMINDER:
        return signs.REMINDS
    if one.is_closed:
        return "●"
    if me and (decision := one.entry.decision_of(me)) is not None and decision is not Decision.YES:
        return _DECISIONS[decision]
    if is_late(one, now):
        return "!"
    if one.entry.is_event:
        return signs.EVENT
    if one.entry.open_blockers:
        return signs.BLOCKED
    return "◐" if one.entry.status == "started" else "○"


def who_of(one: Appearance, page: Page) -> str:
    """Whose of several people's it is."""
    if len(page.people) < 2:
        return ""
    return "".join(f" @{harmless(login)}" for login in page.people if login in one.entry.people)


def mark_of(one: Appearance, day: date, now: datetime, me: str = "") -> str:
    """One character for where there is no room for more: goes on, state, or the letter of the category."""
    if one.begin.date() < day:
        return "→"
    sign = sign_of(one, now, me)
    if one.role is Role.REMINDER:
        return sign
    if one.is_closed or is_late(one, now) or one.entry.open_blockers or sign in _DECISIONS.values():
        return sign
    return letter_of(one.entry.category) or sign


def plain_title(one: Appearance) -> str:
    """What it is called, unable to do anything but stand there."""
    return harmless(one.entry.title[:200])


def title_of(one: Appearance) -> str:
    """What it is called, with the signs of a series and of a reminder."""
    return plain_title(one) + signs_of(one)


def signs_of(one: Appearance) -> str:
    """The signs of a series and of a reminder, as they stand behind a title."""
    if one.role is Role.REMINDER:
        return ""
    repeats = f" {signs.REPEATS}" if one.entry.recurrence is not None else ""
    return f"{repeats} {signs.REMINDS}" if one.entry.reminds else repeats


def clock_of(moment: datetime) -> str:
    """The time of day; `²` where the clocks show it for the second time."""
    return f"{moment.hour:02}:{moment.minute:02}{'²' if moment.fold else ''}"
