"""Moving and resizing: where an item would stand, and the question how much of a series goes with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from textual import events

from tme_tui.i18n import message
from tme_tui.model.calendar.axis import ALL_DAY
from tme_tui.model.calendar.steps import block_stepped, shown, stepped
from tme_tui.model.diary import Appearance, Role, index_of, seen_at, usual_end
from tme_tui.model.draft import Fields
from tme_tui.model.moment import Moment
from tme_tui.model.reach import Reach
from tme_tui.tui.calendar.opening import Opening
from tme_tui.tui.calendar.page import plain_title
from tme_tui.tui.calendar.place import Place
from tme_tui.tui.working.work import Urgency

if TYPE_CHECKING:
    from tme_tui.tui.calendar.held_keys import HeldKeys
    from tme_tui.tui.picking.picker import Chosen

_DAY = timedelta(days=1)
_SHORTEST = timedelta(minutes=5)
_REACHES = {
    Reach.THIS: message("only this time"),
    Reach.FOLLOWING: message("this time and all that follow"),
    Reach.ALL: message("all times"),
}


class Shifting(Opening):
    """Items go elsewhere in time, by keys and by the mouse."""

    held_keys: HeldKeys
    _awaits_series = False
    """Whether what follows is being cut off from its series."""

    def follow(self, place: Place, number: int) -> None:
        """Put the cursor where an item goes, and on it as soon as it is there."""
        raise NotImplementedError

    # By keys

    def _step(self) -> timedelta:
        return timedelta(minutes=self.place.zoom) if self.place.shape.is_grid else _DAY

    def do_calendar_earlier(self) -> None:
        self._shift(-self._step())

    def do_calendar_later(self) -> None:
        self._shift(self._step())

    def do_calendar_day_earlier(self) -> None:
        self._shift(-_DAY)

    def do_calendar_day_later(self) -> None:
        self._shift(_DAY)

    def do_calendar_longer(self) -> None:
        self._resize(self._step())

    def do_calendar_shorter(self) -> None:
        self._resize(-self._step())

    @property
    def meant(self) -> Appearance | None:
        """What the cursor is on, or follows to where it goes, as it will be seen there."""
        following = self.under_way.numbered(self._wish_number)
        if following is not None:
            return following
        one = self.item
        return None if one is None else self.under_way.seen(one)

    def _shift(self, by: timedelta) -> None:
        one = self.meant
        if one is not None and self.can_move(one):
            self.move(one, _DAY * (1 if by > timedelta() else -1) if one.all_day else by)

    def _resize(self, by: timedelta) -> None:
        one = self.meant
        if one is None or not self.can_move(one):
            return
        if one.role is Role.DUE:
            said = self.words.text(
                "A due date has no length; {key} plans time for it.", key=self.host.key_of("calendar_plan")
            )
            self.host.say(said)
        elif one.all_day:
            self.stretch(one, _DAY if by > timedelta() else -_DAY)
        else:
            slot = timedelta(minutes=self.place.zoom)
            self.stretch(one, slot if by > timedelta() else -slot)

    def can_move(self, one: Appearance) -> bool:
        """Whether it can be put elsewhere; if not, say what can be done."""
        if one.role is Role.REMINDER:
            key = self.host.key_of("reminders")
            self.host.say(self.words.text("A reminder goes with its task; {key} changes it.", key=key))
        return one.role is not Role.REMINDER

    def move(self, one: Appearance, by: timedelta) -> None:
        """Put an item earlier or later by the same length of time."""
        self.put(one, *block_stepped(*moments_of(one, self.zone), by, self.zone))

    def stretch(self, one: Appearance, by: timedelta) -> None:
        """Let an item end later or earlier."""
        starts, ends = moments_of(one, self.zone)
        wanted = stepped(ends or starts, by, self.zone)
        shortest = starts if one.all_day else shown(starts, self.zone).moved(_SHORTEST)
        if wanted.utc(self.zone) >= shortest.utc(self.zone) or wanted.zone != starts.zone:
            self.put(one, starts, wanted)

    def put(self, one: Appearance, starts: Moment, ends: Moment | None) -> None:
        """Put an item there; of a series, ask how much goes with it."""
        if one.occurrence is None:
            self._put(one, starts, ends)
            return
        self._ask_reach(one, lambda reach: self._put(one, starts, ends, reach))

    def _put(self, one: Appearance, starts: Moment, ends: Moment | None, reach: Reach = Reach.THIS) -> None:
        goal, back = self._go_with(one, starts, ends, reach)
        dates = Fields(due=starts) if one.role is Role.DUE else Fields(starts=starts, ends=ends)
        asked: list[bool] = []

        def asks() -> bool:
            asked.append(self.under_way.is_newest(goal))
            return asked[-1]

        if reach is Reach.FOLLOWING:  # which may be a series of its own, whose number is not known yet
            self._awaits_series = True
            self.held_keys.hold()
        self.host.change_dates(
            (one.entry.number,),
            dates,
            occurrence=one.occurrence,
            reach=reach,
            left=back,
            asks=asks,
            settled=self._series_settled if reach is Reach.FOLLOWING else None,
        )
        self._listen(goal, lambda: asked or back())

    def _series_settled(self) -> None:
        self._awaits_series = False
        if not self._asked:
            self.widget.call_later(self.held_keys.release)

    def days_known(self) -> None:
        """Keys that waited for a series go on with it."""
        super().days_known()
        if self.held_keys.is_holding and not self._awaits_series:
            self.held_keys.release()

    def holds(self, event: events.Key) -> bool:
        """Whether a key waits until a series is known."""
        return self.held_keys.take(event)

    def _go_with(
        self, one: Appearance, starts: Moment, ends: Moment | None, reach: Reach = Reach.THIS
    ) -> tuple[int, Callable[[], object]]:
        """Let the cursor follow an item; the answer is the number of the move, and what leads back."""
        number, before = one.entry.number, self.place
        goal = _seen_there(one, starts, ends, self.zone, reach)
        self.follow(self.place_of(goal.begin, all_day=one.all_day), number)

        def back() -> None:
            came_from = self.place_of(one.begin, all_day=one.all_day)
            self.go(before if before.day == came_from.day else came_from)
            at = index_of(self.here, one.key)
            if at is None:
                self.find(number)
            else:
                self.choose(at)

        return self.under_way.put(one, goal), back

    def _listen(self, goal: int, unchanged: Callable[[], object]) -> None:
        """Hear of it when a move is stored; `unchanged` is called when it was refused, or changed nothing."""

        def stored(_: None) -> None:
            newest = self.under_way.is_newest(goal)
            self.under_way.stored(goal)
            if not self._asked:  # else the days are read anew
                self.under_way.read()
                if newest:
                    unchanged()

        self.host.inquire(lambda engine: None, stored, Urgency.CHANGE)

    def _ask_reach(self, one: Appearance, change: Callable[[Reach], object]) -> None:
        from tme_tui.tui.picking.choices import Choice, among
        from tme_tui.tui.picking.picker import Picker

        choices = [Choice(reach, self.words.text(label)) for reach, label in _REACHES.items()]

        def then(chosen: Chosen | None) -> None:
            if chosen and isinstance(chosen[0].key, Reach):
                change(chosen[0].key)

        title = self.words.text("“{title}” repeats: move…", title=plain_title(one))
        self.host.open_dialog(Picker(self.host, title, among(choices)), then)

    def place_of(self, begin: datetime, *, all_day: bool) -> Place:
        """Where something stands that begins then."""
        place = self.place.on(begin.date())
        if not place.shape.is_grid:
            return place
        return place._replace(minute=ALL_DAY, again=False) if all_day else place.at(begin)


def moments_of(one: Appearance, zone: str) -> tuple[Moment, Moment | None]:
    """Where an item begins and ends, in the zone in which it is meant; `zone` is the one that is shown."""
    entry = one.entry
    if one.occurrence is None:
        said = entry.due if one.role is Role.DUE else entry.starts
        ends = None if one.role is Role.DUE or entry.ends is None else Moment.from_text(entry.ends)
        return Moment.from_text(said or ""), ends
    occurrence = one.occurrence
    if one.all_day:
        starts = Moment(one.begin.date())
        return starts, None if one.role is Role.DUE else Moment(one.last_day)
    if one.state != "moved":
        return occurrence, usual_end(entry, occurrence)
    shown = Moment(one.begin, zone)
    starts = shown if one.zone is None else Moment.at(shown.utc(zone), one.zone)
    return starts, starts.moved(one.end - one.begin) if one.end > one.begin else None


def _seen_there(one: Appearance, starts: Moment, ends: Moment | None, zone: str, reach: Reach) -> Appearance:
    """An item as it is seen once it was put elsewhere."""
    begin, end, _ = seen_at(starts, ends, zone)
    there = one._replace(begin=begin, end=end)
    if one.wall is not None:
        if reach is Reach.THIS:
            return there._replace(state="moved")
        return there._replace(state="", wall=starts.local, zone=starts.zone)
    if one.role is Role.DUE:
        return there._replace(entry=one.entry._replace(due=str(starts)))
    return there._replace(
        entry=one.entry._replace(starts=str(starts), ends=None if ends is None else str(ends))
    )
