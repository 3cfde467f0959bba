"""When something is: a date alone, or a wall-clock time with the zone it is meant in.

The wall time is the truth and UTC is derived, so nine o'clock stays nine o'clock when the rules of a zone
change. A time that a clock change skips moves forward by the gap; a time that happens twice is the first,
unless the second is meant (`again`). As text: `2026-11-21`, `2026-11-21T18:00` (floating: wherever the reader
is), `2026-11-21T18:00[Europe/Moscow]`, and with its offset where only that tells the second from the first:
`2026-10-25T02:30+01:00[Europe/Berlin]`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Self
from zoneinfo import ZoneInfo

from tme_tui.model.errors import InvalidValue

SOMEDAY = date(9999, 12, 30)
"""`wait:someday`: hidden until somebody looks for it."""


@lru_cache(maxsize=256)
def zone_named(name: str) -> ZoneInfo:
    """The IANA zone, or an error that names what was given."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # ZoneInfoNotFoundError is a KeyError
        raise InvalidValue(
            f"there is no time zone {name!r}; zones are named like Europe/Moscow", field="zone"
        ) from error


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or a wall time in a zone (in nobody's zone when `zone` is None: floating)."""

    local: date
    """A date (all day) or a naive datetime (a wall time), whose `fold` becomes `again`."""
    zone: str | None = None
    again: bool = False
    """Of a wall time that the clocks of the zone show twice that day, the second is meant."""

    def __post_init__(self) -> None:
        if isinstance(self.local, datetime) and self.local.fold:
            object.__setattr__(self, "again", True)
            object.__setattr__(self, "local", self.local.replace(fold=0))
        if self.again and not self._is_twice:
            object.__setattr__(self, "again", False)
        if isinstance(self.local, datetime):
            if self.local.tzinfo is not None:
                raise InvalidValue("a moment is a wall time and a zone, not an offset", field="zone")
            if self.zone is not None:
                zone_named(self.zone)
        elif self.zone is not None:
            raise InvalidValue("a day alone has no zone", field="zone")

    @classmethod
    def at(cls, instant: datetime, zone: str) -> Self:
        """The wall time that an aware instant has in a zone."""
        return cls(instant.astimezone(zone_named(zone)).replace(tzinfo=None), zone)

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read what `str()` wrote."""
        body, bracket, zone = text.partition("[")
        try:
            local: date = datetime.fromisoformat(body) if "T" in body else date.fromisoformat(body)
        except ValueError as error:
            raise InvalidValue(f"{text!r} is not a moment") from error
        name = zone.removesuffix("]") if bracket else None
        if name is None or not isinstance(local, datetime) or local.tzinfo is None:
            return cls(local, name)
        wall = local.replace(tzinfo=None)
        second = cls(wall, name, again=True)
        return second if second.utc(name) == local else cls(wall, name)

    def __str__(self) -> str:
        if isinstance(self.local, datetime):
            seconds = "minutes" if not self.local.second and not self.local.microsecond else "seconds"
            aware = (
                self.local.replace(tzinfo=zone_named(self.zone), fold=1) if self.again and self.zone else None
            )
            body = (aware or self.local).isoformat(timespec=seconds)
            return f"{body}[{self.zone}]" if self.zone else body
        return self.local.isoformat()

    @property
    def _is_twice(self) -> bool:
        """Whether the clocks of its zone show this wall time twice."""
        if self.zone is None or not isinstance(self.local, datetime):
            return False
        first = self.local.replace(tzinfo=zone_named(self.zone), fold=0)
        later = first.replace(fold=1)
        return (first.utcoffset() or timedelta()) > (later.utcoffset() or timedelta())

    @property
    def all_day(self) -> bool:
        return not isinstance(self.local, datetime)

    @property
    def day(self) -> date:
        """The calendar day it falls on, where it is meant."""
        return self.local.date() if isinstance(self.local, datetime) else self.local

    def utc(self, home: str, *, day_ends: bool = False) -> datetime:
        """The instant; a floating time or a day alone is read in the zone `home`.

        A day alone begins at its midnight; with `day_ends` it is its last second, as a deadline means it.
        """
        if isinstance(self.local, datetime):
            wall, zone = self.local, self.zone or home
        else:
            wall, zone = datetime(self.local.year, self.local.month, self.local.day), home  # noqa: DTZ001 - a wall time
            if day_ends:
                wall += timedelta(days=1, seconds=-1)
        try:
            return wall.replace(tzinfo=zone_named(zone), fold=int(self.again)).astimezone(UTC)
        except OverflowError:  # the first hours of the year 1 or the last of 9999, as UTC counts
            return wall.replace(tzinfo=UTC)

    def iso(self, home: str) -> str:
        """ISO 8601: a day as a date, a time with its offset."""
        if not isinstance(self.local, datetime):
            return self.local.isoformat()
        zone = zone_named(self.zone or home)
        return self.utc(home).astimezone(zone).isoformat(timespec="seconds")

    def moved(self, by: timedelta) -> Self:
        """The same kind of moment, later by `by` on the wall clock."""
        return type(self)(self.local + by, self.zone, self.again)
