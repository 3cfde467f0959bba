"""The moments at which somebody is reminded, as they stand in a diary: one each, on however many channels.

They follow from the same wishes as what the outbox plans, but for any days: the outbox reaches a week ahead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from tme_tui.model.diary import Appearance, Entry, Role, role_of
from tme_tui.model.moment import Moment, zone_named
from tme_tui.model.reminding import Reminding, minute_of, quiet_ends
from tme_tui.model.text import fold

_SPARE = timedelta(days=1)


class Ear(NamedTuple):
    """Who is reminded, and by which clock."""

    login: str
    zone: str
    reminding: Reminding
    home: str
    """The zone of the diary."""

    @property
    def has_usual(self) -> bool:
        """Whether what has no reminder of its own may have usual ones."""
        return self.reminding.has_usual

    def offsets_of(self, entry: Entry) -> Iterable[int]:
        """So many seconds before its time it is heard of."""
        if entry.rings:
            return dict.fromkeys(ring for ring in entry.rings if isinstance(ring, int))
        category = None if entry.category is None else fold(entry.category)
        return self.reminding.usual_of(entry.priority, category)

    def hears(self, entry: Entry) -> bool:
        """Whether this person is told of it; what waits for others is silent."""
        return not entry.open_blockers and self.login in entry.people

    @property
    def furthest_usual(self) -> timedelta:
        """So long before its time anything is heard of as usual, at most."""
        wishes = self.reminding
        usual = (spans for _, spans in (*wishes.usual_by_priority, *wishes.usual_by_category))
        return timedelta(seconds=max((before for spans in usual for before in spans), default=0))


def rings_before(found: Iterable[Appearance], seconds: int, ear: Ear) -> Iterator[Appearance]:
    """The reminders so many seconds before these times."""
    for one in found:
        entry = one.entry
        if one.is_closed or one.role is not role_of(entry) or not ear.hears(entry):
            continue
        if one.all_day:
            begins = minute_of(one.begin.date(), ear.reminding.all_day_at, ear.zone)
            yield _ring_at(begins - seconds, entry, ear)
        elif ear.reminding.quiet:
            begins = int(one.begin.replace(tzinfo=zone_named(ear.home)).timestamp())
            yield _ring_at(begins - seconds, entry, ear)
        else:
            yield _ring(_earlier(one.begin, seconds, ear.home), entry)


def rings_at(entries: Iterable[Entry], ear: Ear) -> Iterator[Appearance]:
    """The reminders that have a time of their own."""
    for entry in entries:
        for text in entry.rings:
            if isinstance(text, str) and ear.hears(entry):
                at = Moment.from_text(text)
                if at.all_day:
                    yield _ring_at(minute_of(at.day, ear.reminding.all_day_at, ear.zone), entry, ear)
                else:
                    yield _ring_at(int(at.utc(ear.home).timestamp()), entry, ear)


def snoozed_rings(snoozed: Iterable[tuple[Entry, int]], ear: Ear) -> Iterator[Appearance]:
    """Reminders that were put off until an instant."""
    return (_ring(_wall(instant, ear.home), entry) for entry, instant in snoozed)


def distinct(found: Iterable[Appearance], first: date, after: date) -> list[Appearance]:
    """Each moment of a task once, on the days from `first` up to `after`."""
    return list({one.key: one for one in found if first <= one.begin.date() < after}.values())


def _ring(begin: datetime, entry: Entry) -> Appearance:
    return Appearance(begin, begin, False, Role.REMINDER, entry, "", begin)


def _ring_at(instant: int, entry: Entry, ear: Ear) -> Appearance:
    """At an instant, or when quiet hours that it falls into are over."""
    urgent = entry.priority == 1
    return _ring(_wall(quiet_ends(ear.reminding, ear.zone, instant, urgent=urgent), ear.home), entry)


def _earlier(begin: datetime, seconds: int, home: str) -> datetime:
    """So long before, also when the clocks change in between."""
    wall = begin - timedelta(seconds=seconds)
    if _offset(wall.date(), home) == _offset(begin.date() + _SPARE, home):
        return wall
    return _wall(int(begin.replace(tzinfo=zone_named(home)).timestamp()) - seconds, home)


@lru_cache(maxsize=1024)
def _offset(day: date, home: str) -> timedelta | None:
    """How far the clocks are ahead at the beginning of a day."""
    return datetime(day.year, day.month, day.day, tzinfo=zone_named(home)).utcoffset()


def _wall(instant: int, home: str) -> datetime:
    return datetime.fromtimestamp(instant, UTC).astimezone(zone_named(home)).replace(tzinfo=None)
