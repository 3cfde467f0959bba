"""Picking up and putting down, copying, and planning the time of a task."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tme_tui.i18n import message
from tme_tui.model.calendar.axis import ALL_DAY
from tme_tui.model.calendar.steps import stepped
from tme_tui.model.diary import Appearance, Role
from tme_tui.model.draft import Fields
from tme_tui.model.moment import Moment
from tme_tui.tui.calendar.page import plain_title
from tme_tui.tui.calendar.shifting import Shifting, moments_of

if TYPE_CHECKING:
    from tme_tui.model.task import Task
    from tme_tui.tui.calendar.place import Place
    from tme_tui.tui.picking.picker import Chosen

HOUR = timedelta(hours=1)
_MORNING = 9 * 60
_COPIED = message("“{title}” is copied; {key} puts it down.")
_PICKED_UP = message("“{title}” is picked up; {key} puts it down.")


class Held(NamedTuple):
    """What was picked up, to be put down elsewhere."""

    item: Appearance
    is_copy: bool


class Taking(Shifting):
    """Items are put where the cursor is."""

    _taken: Held | None = None

    def do_calendar_take(self) -> None:
        self._take(is_copy=False)

    def do_calendar_copy(self) -> None:
        self._take(is_copy=True)

    def _take(self, *, is_copy: bool) -> None:
        one = self.item
        if one is not None and self.can_move(one):
            self._taken = Held(one, is_copy)
            said = _COPIED if is_copy else _PICKED_UP
            key = self.host.key_of("calendar_put")
            self.host.say(self.words.text(said, title=plain_title(one), key=key))

    def do_calendar_put(self) -> None:
        held = self._taken
        if held is None:
            self.host.say(self.words.text("Nothing is picked up."))
            return
        one, begin, whole = held.item, self.wall_here(held.item), self._is_whole(held.item)
        starts, ends = self._at(one, begin, whole=whole)
        if held.is_copy:
            number = one.entry.number
            self.follow(self.place_of(begin, all_day=whole), number)
            self.host.change(lambda engine: engine.copy_to(number, starts, ends), show=True)
            return
        self._taken = None
        self.put(one, starts, ends)

    def can_calendar_put(self) -> bool:
        """Whether something is picked up."""
        return self._taken is not None

    def wall_here(self, one: Appearance) -> datetime:
        """When an item would begin where the cursor is: on a day it keeps its hour."""
        place = self.place
        if place.shape.is_grid and place.minute != ALL_DAY:
            return place.wall()
        return datetime.combine(place.day, one.begin.time())

    def _is_whole(self, one: Appearance) -> bool:
        return self._is_whole_day(self.place) if self.place.shape.is_grid else one.all_day

    @staticmethod
    def _is_whole_day(place: Place) -> bool:
        """Whether it is above the hours."""
        return place.shape.is_grid and place.minute == ALL_DAY

    def _at(self, one: Appearance, begin: datetime, *, whole: bool) -> tuple[Moment, Moment | None]:
        """The moments of an item that begins then, as long as it was."""
        starts, ends = moments_of(one, self.zone)
        if (begin.fold or one.begin.fold) and not whole and not one.all_day:
            zone, there = starts.zone or self.zone, Moment(begin, self.zone).utc(self.zone)
            lasts = None if ends is None else ends.utc(self.zone) - starts.utc(self.zone)
            return Moment.at(there, zone), None if lasts is None else Moment.at(there + lasts, zone)
        if (whole and one.all_day) or (not whole and not one.all_day):
            by = begin - one.begin
            return starts.moved(by), None if ends is None else ends.moved(by)
        if whole:
            return Moment(begin.date()), None
        length = timedelta(seconds=one.entry.estimate) if one.entry.estimate else HOUR
        fresh = Moment(begin, self.zone)
        return fresh, None if one.role is Role.DUE else fresh.moved(length)

    def do_calendar_plan(self) -> None:
        """Choose a task and plan its time here: as long as its estimate, or as what is selected."""
        from tme_tui.tui.picking import choices
        from tme_tui.tui.picking.picker import Picker

        place, slots = self.place, self.selected
        if slots is not None:
            place = place._replace(minute=slots.begin, again=slots.begins_again)
        elif not place.shape.is_grid:
            place = place._replace(minute=_MORNING)
        begin = place.wall()
        length = None if slots is None else timedelta(minutes=slots.length)
        whole = slots is None and self._is_whole_day(place)

        def then(chosen: Chosen | None) -> None:
            if chosen and isinstance(number := chosen[0].key, int):
                self.host.inquire(lambda engine: engine.get_task(number), planned)

        def planned(task: Task) -> None:
            self.plan_at(int(task.id), place, begin, None if whole else length or task.estimate or HOUR)

        title = self.words.text("Plan here…")
        self.host.open_dialog(Picker(self.host, title, choices.tasks(self.words)), then)

    def plan_at(
        self, number: int, place: Place, begin: datetime, length: timedelta | None, *, follow: bool = True
    ) -> None:
        """Plan the time of a task from a wall time on, or the whole day, and put the cursor there."""
        before = self.place
        if follow:
            self.follow(place, number)
        starts = Moment(begin.date()) if length is None else Moment(begin, self.zone)
        ends = None if length is None else stepped(starts, length, self.zone)
        dates = Fields(starts=starts, ends=ends)
        self.host.plan_dates((number,), dates, left=lambda: self.go(before))
