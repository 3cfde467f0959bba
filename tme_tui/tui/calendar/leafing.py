"""Leafing: which weeks are known, which are asked for, and where the cursor is among them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from tme_tui.model.calendar.days import week_of
from tme_tui.model.diary import Appearance, Key, index_of
from tme_tui.tui.calendar.freshness import Freshness
from tme_tui.tui.calendar.page import Page, Week
from tme_tui.tui.calendar.place import Place, Shape, weeks_of
from tme_tui.tui.calendar.reading import Answer, Wish, narrowing, read_weeks, read_year, wall_now
from tme_tui.tui.calendar.under_way import UnderWay
from tme_tui.tui.calendar.year import Year
from tme_tui.tui.tab import Host
from tme_tui.tui.working.bridge import Changes
from tme_tui.tui.working.work import Urgency

_KEPT_WEEKS = 160
_SHOWING_RINGS = (Shape.WEEK, Shape.DAY, Shape.AGENDA)
"""Where a reminder is an item; a month only counts them."""
_MANY_SERIES = 1_000
"""From so many on a month is read in two steps."""
_NOW, _AHEAD = "calendar", "calendar-ahead"
"""What is looked at, and what may be looked at next."""


class Leafing(Freshness):
    """The part of the tab that knows days."""

    people: tuple[str, ...] = ()
    """Whose time is shown; empty for everybody's."""

    @property
    def workers(self) -> tuple[str, ...]:
        """Whose hours of work are shown."""
        return self.people

    has_rings = True
    """Whether it is shown when one is reminded."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        habits = host.setup.calendar
        self._place = Place(Shape.MONTH, date.min, habits.first_hour * 60, habits.slot)
        self._chosen = 0
        self._weeks: dict[int, Week] = {}
        self._years: dict[int, Year] = {}
        self._now = datetime.min  # noqa: DTZ901 - a wall time, until the first answer
        self._me = ""
        self._narrowed = narrowing(host.question)
        """What counted of the question that was read last."""
        self._asked: dict[str, frozenset[int]] = {}
        """The weeks that were asked for last, by topic."""
        self._wish_number: int | None = None
        self.under_way = UnderWay()

    def begin(self, now: datetime) -> None:
        """The present day is known: show it."""
        raise NotImplementedError

    @property
    def here(self) -> tuple[Appearance, ...]:
        """What stands where the cursor is."""
        raise NotImplementedError

    def repaint(self) -> None:
        """Draw everything again."""
        raise NotImplementedError

    def find(self, number: int) -> bool:
        """Put the cursor on a task that is on the days that are shown."""
        raise NotImplementedError

    @property
    def item(self) -> Appearance | None:
        """What the cursor is on."""
        here = self.here
        return here[min(self._chosen, len(here) - 1)] if here else None

    @property
    def place(self) -> Place:
        """Where the cursor is."""
        return self._place

    @property
    def page(self) -> Page:
        """What is known."""
        first = self.host.setup.calendar.first_weekday
        rings = self.has_rings and self._place.shape in _SHOWING_RINGS
        return Page(self._weeks, self._now, first, self._version, self.people, self._me, rings)

    @property
    def chosen_item(self) -> int:
        """Which of the items that stand there the cursor is on."""
        return self._chosen

    @property
    def is_settled(self) -> bool:
        """Whether what was asked is answered."""
        return not self._asked

    @property
    def has_room(self) -> bool:
        """Whether there is room below the last day that is known, in an agenda, which has no end."""
        return False

    def days_known(self) -> None:
        """What was asked for is there, and the cursor is where it belongs."""

    def question_changed(self) -> None:
        """Other tasks are looked at."""
        self.forget()

    def get_ready(self) -> None:
        """Read the series before the calendar is opened."""
        if self._place.day == date.min:
            super().get_ready()

    def changed(self, event: Changes) -> None:
        """Something was committed."""
        self.missed(event)
        self.forget()

    def forget(self) -> None:
        """What was read is out of date: it is shown until the new is there."""
        self._version += 1
        self._stale += 1
        self._is_outdated = False
        self._asked = {}
        self._years.clear()
        self._weeks = {key: week for key, week in self._weeks.items() if key in self._needed()}
        self._read(again=True)

    def minute_passed(self) -> None:
        """It is later now, and maybe another day."""
        self.host.inquire(lambda engine: wall_now(engine, self.zone), self._later, topic="calendar-now")

    def _later(self, now: datetime) -> None:
        if self._place.day == date.min:
            self.begin(now)
        self._now = now
        self._version += 1
        self.repaint()

    def go(self, place: Place) -> None:
        """Put the cursor there; days that are not known are asked for."""
        if self._place.day == date.min:
            place = place._replace(day=date.min)
        if place == self._place:
            return
        self._place, self._chosen = place, 0
        self._wish_number = None
        self._read()
        self.repaint()
        self.host.ask_card()

    def choose(self, at: int) -> None:
        """Put the cursor on one of the items that stand there."""
        self._chosen = at
        self.repaint()
        self.host.ask_card()

    def _needed(self) -> list[int]:
        return weeks_of(*self._place.days(self.page.first_weekday))

    def _read(self, *, again: bool = False) -> None:
        """Ask for what is missing, then for what may be looked at next; nothing before today is known."""
        if self._place.day == date.min:
            return
        needed = self._needed()
        missing = [week for week in needed if again or week not in self._weeks]
        if self._place.shape is Shape.YEAR and (again or self._place.day.year not in self._years):
            self._ask_year(self._place.day.year)
        if missing and not set(missing) <= self._asked.get(_NOW, frozenset()):
            self._ask(missing if again else self._nearest(missing), Urgency.PAGE, _NOW)
        elif not missing and not self._asked:
            if self.has_room and self._place.farther() != self._place:
                self._place = self._place.farther()
                self._read()
            else:
                self._read_ahead()

    def _nearest(self, missing: list[int]) -> list[int]:
        """Of what is missing, what is shown first: where there are very many series, the cursor's week."""
        if self._repeating is not None and len(self._repeating) < _MANY_SERIES:
            return missing
        first = week_of(self._place.day, self.page.first_weekday)
        here = set(weeks_of(first, first + timedelta(days=7))).intersection(missing)
        return sorted(here) or missing

    def _ask_year(self, year: int) -> None:
        wish = self._wish(())
        known, version = self._repeating, self._stale

        def show(found: Year) -> None:
            if version == self._stale:
                self._years[year] = found
                self.repaint()

        self.host.inquire(lambda engine: read_year(engine, year, wish, known), show, topic="calendar-year")

    def _wish(self, weeks: Sequence[int]) -> Wish:
        self._narrowed, people = narrowing(self.host.question), frozenset(self.people)
        return Wish(
            *(tuple(weeks), self.zone, self._narrowed, people),
            *(self.workers, self.has_rings, self._stale, self._doubtful),
        )

    def _read_ahead(self) -> None:
        place = self._place
        weeks = [
            week
            for step in (1, -1)
            for week in weeks_of(*place.by_periods(step).days(self.page.first_weekday))
            if week not in self._weeks
        ]
        if weeks:
            self._ask(list(dict.fromkeys(weeks)), Urgency.ORDER, _AHEAD)

    def _ask(self, weeks: Sequence[int], urgency: Urgency, topic: str) -> None:
        wish = self._wish(weeks)
        self._asked[topic] = frozenset(weeks)  # what was asked before is not answered any more
        known = self._repeating

        def read(engine: Any) -> Answer:
            try:
                return read_weeks(engine, wish, known)
            except Exception:
                self._asked = {}
                raise

        def show(answer: Answer) -> None:
            self._asked.pop(topic, None)
            self._show(answer)

        self.host.inquire(read, show, urgency, topic)

    def _show(self, answer: Answer) -> None:
        if answer.wish.version != self._stale:
            return
        self._repeating, self._doubtful = answer.repeating, frozenset()
        kept = self.item_key
        self._weeks |= answer.weeks
        needed = set(self._needed())
        for week in [each for each in self._weeks if each not in needed][:-_KEPT_WEEKS]:
            del self._weeks[week]
        self._now, self._me = answer.now, answer.me
        self._version += 1
        self._choose_again(kept)
        self.under_way.read()
        if self._wish_number is not None and self._wish_number not in self.under_way:
            self.find(self._wish_number)
            self._wish_number = None
        self.days_known()
        self.repaint()
        self.host.ask_card()
        self._read()

    @property
    def item_key(self) -> Key | None:
        """By what the item under the cursor is known again."""
        one = self.item
        return None if one is None else one.key

    def _choose_again(self, key: Key | None) -> None:
        """The cursor stays on its item, wherever others come or go above it."""
        at = index_of(self.here, key)
        self._chosen = max(min(self._chosen, len(self.here) - 1), 0) if at is None else at
