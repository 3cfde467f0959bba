"""All series of a base, sorted by the days on which they occur, so that any month is looked up at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta

from tme_tui.model.day_keys import FOREVER, Key, clocks_of, days_skipped, keys_of_day, keys_of_rule, last_day
from tme_tui.model.diary import (
    DAY,
    Appearance,
    Entry,
    Known,
    Role,
    moved_appearances,
    recurrence_of,
    role_of,
    seen_at,
    usual_end,
)
from tme_tui.model.moment import Moment, zone_named
from tme_tui.model.recurrence.rule import parse_rule
from tme_tui.model.recurrence.series import WEEK, WorkCalendar
from tme_tui.model.recurrence.values import Shift
from tme_tui.model.recurrence.windows import occurrences

_LONGEST = 2
"""So many days a sorted series takes at most."""
_LONGEST_LENGTH = timedelta(days=_LONGEST)
_Series = tuple[int, int, frozenset[int], timedelta, timedelta, bool, Role, str | None, Entry]
"""First and last day, days left out, time of day, length, whether it is whole days, why it stands there, the
zone that was said, and of what."""


class Repeating:
    """The series of a base, as they are seen in the zone `home`."""

    def __init__(self, entries: Iterable[Entry], home: str, calendar: WorkCalendar | None = None) -> None:
        self.home = home
        self._calendar = calendar or WEEK
        self._entries: dict[int, Entry] = {}
        self._zones: dict[str, dict[Key, list[_Series]]] = {}
        self._steps: dict[str, defaultdict[str, set[tuple[int, int]]]] = {}
        self._others: list[Entry] = []
        self._by_offset: Mapping[int, Repeating] | None = None
        for entry in entries:
            if entry.is_series:
                self._entries[entry.number] = entry
                if not self._sort_in(entry):
                    self._others.append(entry)

    def __contains__(self, number: object) -> bool:
        return number in self._entries

    def __len__(self) -> int:
        return len(self._entries)

    def between(self, first: date, after: date, known: Known) -> Iterator[Appearance]:
        """Every time of a series that may stand on the days from `first` up to `after`."""
        for zone in self._zones:
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

    def _sort_in(self, entry: Entry) -> bool:
        """Put a plain rule under the keys of its days; False when it is not one."""
        recurrence = recurrence_of(entry.recurrence or "")
        if not recurrence.rule or recurrence.dates or recurrence.shift is not Shift.NONE:
            return False
        start, zone_said = _parsed(entry.series_start or "")
        length = _length(entry, start, zone_said)
        if length is None or length > _LONGEST_LENGTH:
            return False
        all_day = not isinstance(start, datetime)
        wall = start if isinstance(start, datetime) else datetime.combine(start, time())
        rule = parse_rule(recurrence.rule)
        if not all_day and (rule.by_hour or rule.by_minute or rule.by_second):
            return False
        keys = keys_of_rule(rule, wall, workdays=recurrence.workdays)
        if not keys:
            return False
        zone = zone_said or self.home
        clock = timedelta(hours=wall.hour, minutes=wall.minute, seconds=wall.second)
        end = FOREVER
        if rule.count is not None or rule.until is not None:
            end = last_day(recurrence.rule, rule, wall, clocks_of(rule, wall), zone, all_day=all_day)
        skipped: frozenset[int] = frozenset()
        if recurrence.excluded:
            seconds = int(clock.total_seconds())
            skipped = frozenset(days_skipped(recurrence.excluded, zone, seconds, all_day=all_day))
        said = zone_said or None
        series = (wall.toordinal(), end, skipped, clock, length, all_day, role_of(entry), said, entry)
        if zone not in self._zones:
            self._zones[zone], self._steps[zone] = {}, defaultdict(set)
        under, steps = self._zones[zone], self._steps[zone]
        for key in keys:
            found = under.get(key)
            if found is None:
                under[key] = [series]
                steps[key[0]].add(key[1:3])
            else:
                found.append(series)
        return True

    def _sorted(self, zone: str, first: date, after: date, known: Known) -> Iterator[Appearance]:
        under, steps, home = self._zones[zone], self._steps[zone], self.home
        low = max(first.toordinal() - _LONGEST - 1, 1)
        for ordinal in range(low, min(after.toordinal() + 2, date.max.toordinal())):
            day = datetime.fromordinal(ordinal)
            apart = _apart(day, zone, home)
            for key in keys_of_day(steps, ordinal, self._calendar):
                for begin, end, skipped, clock, length, whole, role, said, entry in under.get(key, ()):
                    if not begin <= ordinal <= end or ordinal in skipped:
                        continue
                    at = day + clock
                    wall = at.date() if whole else at
                    state = ""
                    if entry.number in known:
                        state = _state(known, entry, Moment(wall, said))
                        if state in ("skipped", "moved"):
                            continue
                    if whole or apart is not None:
                        if not whole and apart:
                            at += apart
                        yield Appearance(at, at + length, whole, role, entry, state, wall, said)
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
        begin, end, all_day = seen_at(occurrence, usual_end(entry, occurrence), self.home)
        return Appearance(
            begin, end, all_day, role_of(entry), entry, state, occurrence.local, occurrence.zone
        )


def _state(known: Known, entry: Entry, occurrence: Moment) -> str:
    times = known.get(entry.number)
    return "" if times is None else times.get(str(occurrence), ("", ""))[0]


def _parsed(text: str) -> tuple[date, str]:
    body, _, zone = text.partition("[")
    moment: date = datetime.fromisoformat(body) if len(body) > 10 else date.fromisoformat(body)
    return moment, zone[:-1]


def _length(entry: Entry, start: date, zone: str) -> timedelta | None:
    """How long each time takes; None when that is not the same every time."""
    whole = not isinstance(start, datetime)
    if entry.kind != "event" and entry.due is not None:
        return DAY if whole else timedelta(0)
    if entry.starts is None or entry.ends is None:
        return DAY if whole else timedelta(0)
    begin, begin_zone = (start, zone) if entry.starts == entry.series_start else _parsed(entry.starts)
    end, end_zone = _parsed(entry.ends)
    if begin_zone != end_zone or begin_zone != zone:
        return None
    if isinstance(begin, datetime) and isinstance(end, datetime) and not whole:
        return end - begin
    if not (isinstance(begin, datetime) or isinstance(end, datetime)) and whole:
        return end - begin + DAY
    return None


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
    later = start + timedelta(days=_LONGEST + 1)
    return start.replace(tzinfo=place).utcoffset() != later.replace(tzinfo=place).utcoffset()
