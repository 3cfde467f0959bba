"""The diary: days with all that stands on them, quickly enough to leaf through."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from tme_tui.engine.adding import unhurried_collector
from tme_tui.engine.looking import Looking
from tme_tui.model.moment import zone_named
from tme_tui.store.calendar_rows import dated_entries, occurrences_known, repeating_entries
from tme_tui.store.transaction import CHUNK

if TYPE_CHECKING:
    from tme_tui.model.diary import Appearance
    from tme_tui.model.repeating import Repeating
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

        Blocks, due dates and events, done or not, and each time of what recurs; of the numbers in `wanted`
        only, if there are any. Days without anything are left out.
        """
        from tme_tui.model.diary import appearances_of, by_day

        series = repeating or self.repeating()
        zone = zone_named(series.home)
        low, high = (_near(first, -_MARGIN), _near(after, _MARGIN))
        start, end = (int(datetime.combine(day, time(), zone).timestamp()) for day in (low, high))
        with self._store.read() as connection, unhurried_collector(CHUNK):
            found = [
                one
                for entry in dated_entries(connection, start, end)
                if not entry.is_series
                for one in appearances_of(entry, series.home)
            ]
            known = occurrences_known(connection, low.isoformat(), high.isoformat())
            found += series.between(first, after, known)
            if wanted is not None:
                found = [one for one in found if one.entry.number in wanted]
            return by_day(found, first, after)

    def hours_on(self, day: date) -> tuple[Span, ...]:
        """The hours of work on a day, in minutes from its midnight; none on a holiday."""
        return self.calendar.hours_on(day)

    def usual_hours(self, day: date) -> tuple[Span, ...]:
        """The hours of work on such a weekday when it is no holiday."""
        return self.person.schedule.week[day.weekday()]


def _near(day: date, by: timedelta) -> date:
    """A day beside another, as long as the calendar has it."""
    try:
        return day + by
    except OverflowError:
        return day
