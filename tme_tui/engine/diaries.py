"""The diary: days with all that stands on them, quickly enough to leaf through."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from tme_tui.engine.adding import unhurried_collector
from tme_tui.engine.looking import Looking
from tme_tui.model.moment import zone_named
from tme_tui.store.calendar_rows import (
    dated_entries,
    entries_numbered,
    occurrences_known,
    repeating_entries,
    ringing_entries,
    snoozed,
)
from tme_tui.store.outbox.people import reminding_of
from tme_tui.store.transaction import CHUNK

if TYPE_CHECKING:
    from tme_tui.model.diary import Appearance
    from tme_tui.model.person import Person
    from tme_tui.model.repeating import Repeating
    from tme_tui.model.ringing import Ear
    from tme_tui.model.working_time import Span

_MARGIN = timedelta(days=2)
"""Beyond the days asked for, since zones differ."""


class Diaries(Looking):
    """Use cases that leaf through days."""

    def repeating(self, zone: str | None = None) -> Repeating:
        """All series, sorted by their days; kept by who leafs, and read anew after one of them changed."""
        from tme_tui.model.repeating import Repeating

        with self._store.read() as connection, unhurried_collector(CHUNK):
            entries = repeating_entries(connection)
            return Repeating(entries, zone or self.person.zone, self.calendar)

    def diary(
        self,
        first: date,
        after: date,
        repeating: Repeating | None = None,
        *,
        wanted: Collection[int] | None = None,
    ) -> dict[date, tuple[Appearance, ...]]:
        """What stands on the days from `first` up to `after`, in the zone of `repeating`.

        Blocks, due dates and events, done or not, and each time of what recurs; of what recurs no more, the
        times that were done. Of the numbers in `wanted` only, if there are any. Days without anything are
        left out.
        """
        from tme_tui.model.diary import appearances_of, by_day, done_appearances, planned_block

        series = repeating or self.repeating()
        low, high, start, end = _around(first, after, series.home)
        with self._store.read() as connection, unhurried_collector(CHUNK):
            found = [
                one
                for entry in dated_entries(connection, start, end)
                for one in (planned_block if entry.is_series else appearances_of)(entry, series.home)
            ]
            known = occurrences_known(connection, low.isoformat(), high.isoformat())
            found += series.between(first, after, known)
            past = [number for number in known if number not in series]
            for entry in entries_numbered(connection, past) if past else ():
                if entry.repeats_no_more:
                    found += done_appearances(entry, known[entry.number], series.home)
            if wanted is not None:
                found = [one for one in found if one.entry.number in wanted]
            return by_day(found, first, after)

    def rings(
        self,
        first: date,
        after: date,
        repeating: Repeating | None = None,
        *,
        wanted: Collection[int] | None = None,
    ) -> dict[date, tuple[Appearance, ...]]:
        """When this person is reminded of what, on the days from `first` up to `after`; see `diary`."""
        from tme_tui.model import ringing
        from tme_tui.model.diary import appearances_of, by_day

        series = repeating or self.repeating()
        ear = self._ear(series.home)
        low, high, start, end = _around(first, after, series.home)
        with self._store.read() as connection, unhurried_collector(CHUNK):
            entries = ringing_entries(connection, start, end, (low.isoformat(), high.isoformat()))
            if ear.has_usual:
                far = end + int(ear.furthest_usual.total_seconds())
                entries += [one for one in dated_entries(connection, start, far) if not one.rings]
            entries = [one for one in entries if not one.is_series]
            heard = [
                ring
                for entry in entries
                for seconds in ear.offsets_of(entry)
                for ring in ringing.rings_before(appearances_of(entry, series.home), seconds, ear)
            ]
            for seconds, some in series.by_offset(ear.offsets_of).items():
                begin, stop = (_near(day, timedelta(seconds=seconds)) for day in (low, high))
                known = occurrences_known(connection, begin.isoformat(), stop.isoformat())
                heard += ringing.rings_before(some.between(begin, stop, known), seconds, ear)
            put_off = snoozed(connection, int(self.person.id), start, end)
            known_as = {one.number: one for one in entries_numbered(connection, [one for one, _ in put_off])}
        heard += ringing.rings_at((*entries, *series.entries), ear)
        heard += ringing.snoozed_rings(
            [(known_as[number], until) for number, until in put_off if number in known_as], ear
        )
        if wanted is not None:
            heard = [one for one in heard if one.entry.number in wanted]
        return by_day(ringing.distinct(heard, first, after), first, after)

    def _ear(self, home: str) -> Ear:
        from tme_tui.model.ringing import Ear

        person = self.person
        with self._store.read() as connection:
            reminding = reminding_of(connection, int(person.id))
        return Ear(person.login, person.zone, reminding, home)

    def hours_on(self, day: date) -> tuple[Span, ...]:
        """The hours of work on a day, in minutes from its midnight; none on a holiday."""
        return self.calendar.hours_on(day)

    def hours_of(self, person: Person, day: date, zone: str) -> tuple[Span, ...]:
        """The hours of work of anybody on a day, in minutes on the wall clock of a zone."""
        from tme_tui.model.holidays import calendar_of
        from tme_tui.model.working_time import DAY_MINUTES, work_intervals

        place = zone_named(zone)
        midnight = datetime.combine(day, time())
        first, after = (each.replace(tzinfo=place) for each in (midnight, _next(midnight)))
        found = []
        for interval in work_intervals(calendar_of(person.schedule), person.zone, first, after):
            begin, end = (
                int((each.astimezone(place).replace(tzinfo=None) - midnight).total_seconds()) // 60
                for each in interval
            )
            found.append((begin, end if end > begin else DAY_MINUTES))
        return tuple(found)

    def usual_hours(self, day: date) -> tuple[Span, ...]:
        """The hours of work on such a weekday when it is no holiday."""
        return self.person.schedule.week[day.weekday()]


def _next(midnight: datetime) -> datetime:
    try:
        return midnight + timedelta(days=1)
    except OverflowError:
        return midnight


def _around(first: date, after: date, home: str) -> tuple[date, date, int, int]:
    """The days about those from `first` up to `after` in which to look, and their ends in seconds."""
    zone = zone_named(home)
    low, high = _near(first, -_MARGIN), _near(after, _MARGIN)
    start, end = (int(datetime.combine(day, time(), zone).timestamp()) for day in (low, high))
    return low, high, start, end


def _near(day: date, by: timedelta) -> date:
    """A day beside another, as long as the calendar has it."""
    try:
        return day + by
    except OverflowError:
        return day
