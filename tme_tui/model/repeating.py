"""All series of a base, sorted by the days on which they occur, so that any month is looked up at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta

from tme_tui.model.day_keys import keys_of_day
from tme_tui.model.diary import (
    DAY,
    Appearance,
    Entry,
    Known,
    clock_behind,
    moved_appearances,
    recurrence_of,
    role_of,
    seen_at,
    usual_end,
)
from tme_tui.model.moment import Moment, zone_named
from tme_tui.model.recurrence.series import WEEK, WorkCalendar
from tme_tui.model.recurrence.windows import occurrences
from tme_tui.model.sorted_series import LONGEST, SortedSeries


class Repeating:
    """The series of a base, as they are seen in the zone `home`."""

    def __init__(self, entries: Iterable[Entry], home: str, calendar: WorkCalendar | None = None) -> None:
        self.home = home
        self._calendar = calendar or WEEK
        self._entries: dict[int, Entry] = {}
        self._plain = SortedSeries(home)
        self._others: list[Entry] = []
        self._by_offset: Mapping[int, Repeating] | None = None
        for entry in sorted(entries, key=_clock_text):
            if entry.is_series:
                self._entries[entry.number] = entry
                if not self._plain.put(entry):
                    self._others.append(entry)

    def __contains__(self, number: object) -> bool:
        return number in self._entries

    def __len__(self) -> int:
        return len(self._entries)

    def between(self, first: date, after: date, known: Known) -> Iterator[Appearance]:
        """Every time of a series that may stand on the days from `first` up to `after`."""
        for zone in self._plain.zones:
            yield from self._sorted(zone, first, after, known)
        for entry in self._others:
            yield from self._expanded(entry, first, after, known)
        for number, times in known.items():
            if number in self._entries:
                yield from moved_appearances(self._entries[number], times, self.home)

    def by_offset(self, offsets_of: Callable[[Entry], Iterable[int]]) -> Mapping[int, Repeating]:
        """Those that remind, by how many seconds before; worked out once."""
        if self._by_offset is None:
            groups: defaultdict[int, list[Entry]] = defaultdict(list)
            for entry in self._entries.values():
                for seconds in offsets_of(entry):
                    groups[seconds].append(entry)
            self._by_offset = {
                seconds: Repeating(entries, self.home, self._calendar) for seconds, entries in groups.items()
            }
        return self._by_offset

    @property
    def entries(self) -> Collection[Entry]:
        """What repeats."""
        return self._entries.values()

    def _sorted(self, zone: str, first: date, after: date, known: Known) -> Iterator[Appearance]:
        under, steps, home = self._plain.zones[zone], self._plain.steps[zone], self.home
        beyond = 0 if zone == home else 2
        low = max(first.toordinal() - LONGEST - beyond, 1)
        begins = datetime.combine(first, time())
        for ordinal in range(low, min(after.toordinal() + beyond, date.max.toordinal())):
            day = datetime.fromordinal(ordinal)
            apart = _apart(day, zone, home)
            here = [
                one
                for key in keys_of_day(steps, ordinal, self._calendar)
                for one in under.get(key, ())
                if one[0] <= ordinal <= one[1]
            ]
            for _, _, skipped, clock, length, whole, role, said, entry in here:
                if skipped and ordinal in skipped:
                    continue
                at = day + clock
                wall = at.date() if whole else at
                state = ""
                if entry[0] in known:
                    state = _state(known, entry, Moment(wall, said))
                    if state in ("skipped", "moved"):
                        continue
                if whole or apart is not None:
                    if not whole and apart:
                        at += apart
                    end = at + length
                    if end >= begins:
                        yield Appearance(at, end, whole, role, entry, state, wall, said)
                else:
                    yield self._one(entry, Moment(wall, said), state)

    def _expanded(self, entry: Entry, first: date, after: date, known: Known) -> Iterator[Appearance]:
        """The times of a rule that has no keys."""
        start = Moment.from_text(entry.series_start or "")
        zone = zone_named(self.home)
        low = datetime.combine(first, time(), zone) - max(self._reach(entry, start), DAY) - DAY
        high = datetime.combine(after, time(), zone) + DAY
        recurrence = recurrence_of(entry.recurrence or "")
        for moment in occurrences(recurrence, start, low, high, calendar=self._calendar, home=self.home):
            state = _state(known, entry, moment)
            if state not in ("skipped", "moved"):
                yield self._one(entry, moment, state)

    def _reach(self, entry: Entry, start: Moment) -> timedelta:
        """How long a time of a series takes at most."""
        begin, end, _ = seen_at(start, usual_end(entry, start), self.home)
        return end - begin

    def _one(self, entry: Entry, occurrence: Moment, state: str) -> Appearance:
        ends = usual_end(entry, occurrence)
        begin, end, all_day = seen_at(occurrence, ends, self.home)
        clock = clock_behind(occurrence, ends, self.home)
        wall = occurrence.local
        if isinstance(wall, datetime) and occurrence.again:
            wall = wall.replace(fold=1)
        role, zone = role_of(entry), occurrence.zone
        return Appearance(begin, end, all_day, role, entry, state, wall, zone, clock)


def _clock_text(entry: Entry) -> str:
    """The time of day of a series: in this order its days need least sorting."""
    return (entry.series_start or "")[11:16]


def _state(known: Known, entry: Entry, occurrence: Moment) -> str:
    times = known.get(entry.number)
    return "" if times is None else times.get(str(occurrence), ("", ""))[0]


def _apart(day: datetime, zone: str, home: str) -> timedelta | None:
    """How far the clock in `home` is ahead of the one in `zone` around a day; None when one changes then."""
    if _changes(day, zone):
        return None
    if zone == home:
        return timedelta(0)
    noon = day.replace(hour=12, tzinfo=zone_named(zone))
    there = noon.astimezone(zone_named(home)).replace(tzinfo=None)
    if _changes(there.replace(hour=0), home) or _changes(there - DAY, home) or _changes(there + DAY, home):
        return None
    return there - noon.replace(tzinfo=None)


def _changes(day: datetime, zone: str) -> bool:
    """Whether clocks change within the longest time that something of that day may take."""
    place, start = zone_named(zone), day.replace(hour=0, minute=0)
    later = start + timedelta(days=LONGEST + 1)
    return start.replace(tzinfo=place).utcoffset() != later.replace(tzinfo=place).utcoffset()
