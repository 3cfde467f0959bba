"""Series under the keys of their days: what the lookup of a month finds, made quickly for very many.

Series are many and recurrences few, so what all series of one recurrence have in common that begin on one day
in one zone is worked out once; of each there is left to read its time of day and how long it takes.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from tme_tui.model.day_keys import FOREVER, Key, clocks_of, days_skipped, keys_of_rule, last_day
from tme_tui.model.diary import DAY, Entry, Role, recurrence_of, role_of
from tme_tui.model.recurrence.rule import Rule, parse_rule
from tme_tui.model.recurrence.values import Recurrence, Shift

LONGEST = 2
"""So many days a time of a sorted series takes at most."""
_LONGEST_LENGTH = timedelta(days=LONGEST)
_NO_TIME = timedelta()
_NONE: frozenset[int] = frozenset()

Sorted = tuple[int, int, frozenset[int], timedelta, timedelta, bool, Role, str | None, Entry]
"""First and last day, days left out, time of day, length, whether it is whole days, why it stands there, the
zone that was said, and of what."""


class _Plain(NamedTuple):
    """A recurrence that days can be keys of."""

    recurrence: Recurrence
    rule: Rule
    has_hours: bool
    """Whether the rule says times of day."""
    is_endless: bool


class _Alike(NamedTuple):
    """What series of one recurrence have in common that begin on one day in one zone."""

    plain: _Plain
    ordinal: int
    zone: str | None
    """As it was said."""
    places: tuple[list[Sorted], ...]
    """Where they belong: one list for each of their keys."""


class SortedSeries:
    """The plain series of a base, as they are seen in the zone `home`."""

    def __init__(self, home: str) -> None:
        self._home = home
        self.zones: dict[str, dict[Key, list[Sorted]]] = {}
        self.steps: dict[str, defaultdict[str, set[tuple[int, int]]]] = {}
        """Of each kind of key, the intervals and first days of the week that are in use."""
        self._alike: dict[tuple[str | None, str, str], _Alike | None] = {}

    def put(self, entry: Entry) -> bool:
        """Put a series under the keys of its days; False when its rule is not a plain one."""
        body, _, bracket = (entry.series_start or "").partition("[")
        known = entry.recurrence, body[:11], bracket
        try:
            alike = self._alike[known]
        except KeyError:
            alike = self._alike[known] = self._alike_of(entry.recurrence or "", body, bracket[:-1])
        if alike is None:
            return False
        if "+" in body or body.count("-") > 2:
            return False  # it begins in the second of two equal hours
        all_day, clock = len(body) <= 10, _clock_of(body[11:])
        role = role_of(entry)
        length = _length(entry, role, body, bracket, clock)
        if length is None or length > _LONGEST_LENGTH:
            return False
        plain, ordinal, said, places = alike
        end, skipped = FOREVER, _NONE
        if not plain.is_endless or plain.recurrence.excluded:
            wall = datetime.fromordinal(ordinal) + clock
            end, skipped = _limits(plain, wall, said or self._home, all_day=all_day)
        series = (ordinal, end, skipped, clock, length, all_day, role, said, entry)
        for place in places:
            place.append(series)
        return True

    def _alike_of(self, recurrence: str, body: str, said: str) -> _Alike | None:
        plain = _plain(recurrence)
        if plain is None or (plain.has_hours and len(body) > 10):
            return None
        day = date.fromisoformat(body[:10])
        keys = keys_of_rule(plain.rule, day, workdays=plain.recurrence.workdays)
        if not keys:
            return None
        zone = said or self._home
        under = self.zones.setdefault(zone, {})
        steps = self.steps.setdefault(zone, defaultdict(set))
        for key in keys:
            steps[key[0]].add(key[1:3])
        return _Alike(plain, day.toordinal(), said or None, tuple(under.setdefault(key, []) for key in keys))


@lru_cache(maxsize=4096)
def _plain(text: str) -> _Plain | None:
    recurrence = recurrence_of(text)
    if not recurrence.rule or recurrence.dates or recurrence.shift is not Shift.NONE:
        return None
    rule = parse_rule(recurrence.rule)
    has_hours = bool(rule.by_hour or rule.by_minute or rule.by_second)
    return _Plain(recurrence, rule, has_hours, rule.count is None and rule.until is None)


def _limits(plain: _Plain, wall: datetime, zone: str, *, all_day: bool) -> tuple[int, frozenset[int]]:
    """The last day of a series, and the days that are left out."""
    recurrence, rule = plain.recurrence, plain.rule
    end = FOREVER
    if not plain.is_endless:
        end = last_day(recurrence.rule, rule, wall, clocks_of(rule, wall), zone, all_day=all_day)
    seconds = wall.hour * 3600 + wall.minute * 60 + wall.second
    return end, frozenset(days_skipped(recurrence.excluded, zone, seconds, all_day=all_day))


def _length(entry: Entry, role: Role, body: str, bracket: str, clock: timedelta) -> timedelta | None:
    """How long each time takes; None when that is not the same every time."""
    all_day = len(body) <= 10
    starts, ends = entry.starts, entry.ends
    if role is Role.DUE or starts is None or ends is None:
        return DAY if all_day else _NO_TIME
    ends_body, _, ends_bracket = ends.partition("[")
    if ends_bracket != bracket or (len(ends_body) <= 10) != all_day:
        return None
    if starts == entry.series_start and ends_body[:11] == body[:11]:
        return DAY if all_day else _clock_of(ends_body[11:]) - clock
    starts_body, _, starts_bracket = starts.partition("[")
    if starts_bracket != bracket or (len(starts_body) <= 10) != all_day:
        return None
    begin, end = (datetime.fromisoformat(body).replace(tzinfo=None) for body in (starts_body, ends_body))
    return end - begin + DAY if all_day else end - begin


@lru_cache(maxsize=4096)
def _clock_of(text: str) -> timedelta:
    """The time of day that a text says, such as `09:30`; midnight when it says none."""
    at = time.fromisoformat(text) if text else time()
    return timedelta(hours=at.hour, minutes=at.minute, seconds=at.second, microseconds=at.microsecond)
