"""Blocks of time that recur: where a later one ends, and how long one lasts.

A block keeps its wall times, each in its own zone: a night from 22 to 6 ends at 6 when clocks change too, and
a flight lands when the timetable over there says. Measured in hours, every time of a series that happened to
begin in the night of the change would be an hour, or a day, too short.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from tme_tui.model.moment import Moment, zone_named

_LAST_SECOND = timedelta(days=1, seconds=-1)


def end_beside(begins: Moment, starts: Moment, ends: Moment) -> Moment:
    """Where the block that first lasted from `starts` to `ends` ends when it begins at `begins`."""
    if begins.zone != starts.zone and begins.zone and starts.zone and not begins.all_day:
        begins = Moment.at(begins.utc(starts.zone), starts.zone)
    return ends.moved(_wall(begins) - _wall(starts))


def wall_length(starts: Moment, ends: Moment, home: str) -> timedelta:
    """How long the block lasts on the clock of its start; the last of its days is taken up to its end."""
    if ends.zone == starts.zone and isinstance(starts.local, datetime) and isinstance(ends.local, datetime):
        return ends.local - starts.local  # nearly always, and asked very often
    if ends.all_day:
        return _wall(ends) - _wall(starts) + _LAST_SECOND
    zone = starts.zone or home
    if starts.all_day or (ends.zone or home) == zone:
        return _wall(ends) - _wall(starts)
    return ends.utc(home).astimezone(zone_named(zone)).replace(tzinfo=None) - _wall(starts)


def _wall(moment: Moment) -> datetime:
    local: date = moment.local
    return local if isinstance(local, datetime) else datetime.combine(local, time.min)
