"""A diary: what stands on each day, as somebody in one zone sees it.

An entry is a task or an event as far as a calendar shows it, with its moments still as text: of ten thousand
series a month may need a few hundred, and only those are read. An appearance is one time of an entry, with
its wall times in the zone of the diary.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from tme_tui.model.blocks import end_beside, wall_length
from tme_tui.model.moment import Moment, zone_named
from tme_tui.model.person import Decision
from tme_tui.model.recurrence.text import from_text
from tme_tui.model.recurrence.values import Anchor, Recurrence

DAY = timedelta(days=1)
_NONE: tuple[tuple[str, Decision], ...] = ()


class Entry(NamedTuple):
    """A task or an event, as far as a calendar shows it."""

    number: int
    title: str
    kind: str = "task"
    status: str = "open"
    priority: int | None = None
    open_blockers: int = 0
    estimate: int | None = None
    """In seconds."""
    starts: str | None = None
    ends: str | None = None
    due: str | None = None
    recurrence: str | None = None
    series_start: str | None = None
    category: str | None = None
    owner: str | None = None
    assignee: str | None = None
    guests: tuple[tuple[str, Decision], ...] = _NONE
    rings: tuple[int | str, ...] = ()
    """Its reminders: so many seconds before, or at a moment."""

    @property
    def reminds(self) -> bool:
        """Whether there is a reminder."""
        return bool(self.rings)

    @property
    def is_event(self) -> bool:
        """Whether it takes place, rather than being done."""
        return self.kind == "event"

    @property
    def is_series(self) -> bool:
        """Whether its times follow from a rule; what counts from completion has only the open one."""
        return (
            self.recurrence is not None
            and self.series_start is not None
            and _follows_its_rule(self.recurrence)
        )

    @property
    def repeats_no_more(self) -> bool:
        """Whether what was done of it, as of a series, is all that there is."""
        is_over = self.recurrence is None and self.status != "deleted"
        return is_over or self.status in ("done", "cancelled")

    @property
    def people(self) -> frozenset[str]:
        """Whose time it is: who made it or does it, and who has not declined."""
        going = {login for login, decision in self.guests if decision is not Decision.NO}
        made = self.assignee or self.owner
        return frozenset(going | {made} if made else going)

    def decision_of(self, login: str) -> Decision | None:
        """What somebody answered to the invitation; None without one."""
        return next((decision for guest, decision in self.guests if guest == login), None)


class Role(StrEnum):
    """Why an entry stands where it stands."""

    BLOCK = "block"
    DUE = "due"
    REMINDER = "reminder"
    """It is only heard of then; `wall` is the time itself, by which it is known again."""


Key = tuple[int, Role, date | None, str | None]
"""Number, role, and the time as the rule has it."""


class Appearance(NamedTuple):
    """One time of an entry."""

    begin: datetime
    """On the wall clock of the diary's zone, as is `end`; a day alone begins at its midnight."""
    end: datetime
    """Not included; the same as `begin` for what takes no time. A day alone ends at the next midnight."""
    all_day: bool
    role: Role
    entry: Entry
    state: str = ""
    """Of a time of a series: `done`, `moved` or empty."""
    wall: date | None = None
    """Of a series: the time as the rule has it, a day or a wall time in `zone`."""
    zone: str | None = None
    clock: datetime | None = None
    """What the clock shows at its end, where it shows less than at its beginning."""

    @property
    def until(self) -> datetime:
        """What the clock shows at its end."""
        return self.end if self.clock is None else self.clock

    @property
    def occurrence(self) -> Moment | None:
        """Of a series: the time as the rule has it, by which this one alone is changed."""
        rule_has = self.wall is not None and self.role is not Role.REMINDER
        return Moment(self.wall, self.zone) if rule_has and self.wall is not None else None

    @property
    def is_closed(self) -> bool:
        """Whether it is done."""
        return self.state == "done" or self.entry.status == "done"

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return int((self.end - self.begin).total_seconds()) // 60

    @property
    def last_day(self) -> date:
        """The last day on which it stands."""
        if self.end <= self.begin:
            return self.begin.date()
        return (self.end - timedelta(microseconds=1)).date()

    @property
    def key(self) -> Key:
        """By what it is known again after the diary was read anew."""
        return self.entry.number, self.role, self.wall, self.zone


def index_of(items: Sequence[Appearance], key: Key | None) -> int | None:
    """Which of the items has a key; None when none has."""
    if key is None:
        return None
    number = key[0]
    return next((at for at, one in enumerate(items) if one.entry.number == number and one.key == key), None)


Days = Mapping[date, tuple[Appearance, ...]]
Known = Mapping[int, Mapping[str, tuple[str, str]]]
"""State and changes of single occurrences, by number and occurrence."""


@lru_cache(maxsize=4096)
def recurrence_of(text: str) -> Recurrence:
    """The rule that a text says."""
    return from_text(text)


@lru_cache(maxsize=4096)
def _follows_its_rule(text: str) -> bool:
    return recurrence_of(text).anchor is not Anchor.COMPLETION


def seen_at(starts: Moment, ends: Moment | None, zone: str) -> tuple[datetime, datetime, bool]:
    """Begin, end and whether it is a matter of whole days, on the wall clock of a zone."""
    if starts.all_day:
        begin = datetime.combine(starts.day, time())
        last = starts.day if ends is None else max(ends.day, starts.day)
        return begin, datetime.combine(last, time()) + DAY, True
    begin = _wall(starts, zone)
    if ends is None:
        return begin, begin, False
    end = datetime.combine(ends.day, time()) + DAY if ends.all_day else _wall(ends, zone)
    if end <= begin and ends.zone == starts.zone:
        if end.fold == begin.fold:
            end = begin + wall_length(starts, ends, zone)  # it begins in an hour that clocks skip
        else:
            end = begin + (
                ends.utc(zone) - starts.utc(zone)
            )  # from the first of two equal hours into the second
    return begin, max(begin, end), False


def clock_behind(starts: Moment, ends: Moment | None, zone: str) -> datetime | None:
    """What the clock shows at the end of a block that goes from the first of two equal hours into the second.

    None where that is later than at its beginning, as usual. What `seen_at` calls the end is then so much
    later than the beginning as the block takes.
    """
    if ends is None or starts.all_day or ends.all_day:
        return None
    begin, end = _wall(starts, zone), _wall(ends, zone)
    return end if end.fold > begin.fold and end <= begin else None


def planned_block(entry: Entry, zone: str) -> Iterator[Appearance]:
    """The block of a series that counts due dates: that of its open time."""
    if entry.starts is not None and role_of(entry) is Role.DUE and entry.status not in ("done", "cancelled"):
        yield next(appearances_of(entry, zone))


def appearances_of(entry: Entry, zone: str) -> Iterator[Appearance]:
    """The times of an entry that follows no rule: its block, and its due date."""
    if entry.starts is not None:
        ends = None if entry.ends is None else Moment.from_text(entry.ends)
        begin, end, all_day = seen_at(Moment.from_text(entry.starts), ends, zone)
        clock = clock_behind(Moment.from_text(entry.starts), ends, zone)
        yield Appearance(begin, end, all_day, Role.BLOCK, entry, clock=clock)
    if entry.due is not None and not entry.is_event:
        begin, end, all_day = seen_at(Moment.from_text(entry.due), None, zone)
        yield Appearance(begin, end, all_day, Role.DUE, entry)


def moved_appearances(entry: Entry, known: Mapping[str, tuple[str, str]], zone: str) -> Iterator[Appearance]:
    """The times of a series that were put elsewhere."""
    for key, (state, changes) in known.items():
        if state != "moved":
            continue
        said = json.loads(changes)
        starts = Moment.from_text(said["starts"])
        ends = Moment.from_text(said["ends"]) if "ends" in said else usual_end(entry, starts)
        begin, end, all_day = seen_at(starts, ends, zone)
        rule_has = Moment.from_text(key)
        clock, wall = clock_behind(starts, ends, zone), rule_has.local
        yield Appearance(begin, end, all_day, role_of(entry), entry, state, wall, rule_has.zone, clock)


def done_appearances(entry: Entry, known: Mapping[str, tuple[str, str]], zone: str) -> Iterator[Appearance]:
    """The times that were done of what was a series."""
    for key, (state, _) in known.items():
        if state == "done":
            moment = Moment.from_text(key)
            begin, end, all_day = seen_at(moment, usual_end(entry, moment), zone)
            yield Appearance(begin, end, all_day, role_of(entry), entry, state, moment.local, moment.zone)


def role_of(entry: Entry) -> Role:
    """What the rule of a series counts: blocks, or due dates."""
    return Role.BLOCK if entry.kind == "event" or entry.due is None else Role.DUE


def usual_end(entry: Entry, begins: Moment) -> Moment | None:
    """Where a time of a series ends that begins then; None for what takes no time."""
    if role_of(entry) is Role.DUE or entry.starts is None or entry.ends is None:
        return None
    return end_beside(begins, Moment.from_text(entry.starts), Moment.from_text(entry.ends))


def by_day(found: Iterable[Appearance], first: date, after: date) -> dict[date, tuple[Appearance, ...]]:
    """What stands on each day of a window, in order; what takes several days stands on each of them."""
    days: dict[date, list[Appearance]] = {}
    for one in found:
        day = one[0].date()
        if one[1].date() == day:
            if first <= day < after:
                here = days.get(day)
                if here is None:
                    days[day] = [one]
                else:
                    here.append(one)
            continue
        last, day = min(one.last_day, after - DAY), max(day, first)
        while day <= last:
            days.setdefault(day, []).append(one)
            day += DAY
    return {day: _in_order(ones) for day, ones in days.items()}


def _in_order(ones: list[Appearance]) -> tuple[Appearance, ...]:
    """Whole days first, then by time, then by number."""
    ones.sort(key=lambda one: (one[0], one[1], one[4][0]))  # by place: names take half as long again
    whole = [one for one in ones if one[2]]
    return (*whole, *(one for one in ones if not one[2])) if whole else tuple(ones)


def _wall(moment: Moment, zone: str) -> datetime:
    return moment.utc(zone).astimezone(zone_named(zone)).replace(tzinfo=None)
