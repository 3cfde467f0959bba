"""Instants as bounds on wall times: exact by arithmetic, except near a clock change.

Away from clock changes an instant is one wall time, and comparing wall times decides. Within a day of a
change the order of wall times and of instants may differ: there the bound is widened and each occurrence is
asked for its instant.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import Moment, zone_named

MARGIN = timedelta(hours=27)
"""No clock change has moved a wall time by more than a day."""

EARLIEST = datetime(1, 1, 6, tzinfo=UTC)
LATEST = datetime(9999, 12, 28, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Bound:
    """The wall time that an instant has in a zone."""

    instant: datetime
    wall: datetime
    exact: bool
    """Whether wall times near it compare as instants do."""

    @property
    def low(self) -> datetime:
        """Nothing at or after the instant has an earlier wall time."""
        return self.wall if self.exact else self.wall - MARGIN

    @property
    def high(self) -> datetime:
        """Nothing at or before the instant has a later wall time."""
        return self.wall if self.exact else self.wall + MARGIN


@lru_cache(maxsize=4096)
def bound(instant: datetime, zone: str) -> Bound:
    """`instant` as a bound in `zone`; instants at the calendar's ends are drawn in by a few days."""
    instant = min(max(instant, EARLIEST), LATEST)
    place = zone_named(zone)
    local = instant.astimezone(place)
    offset = local.utcoffset()
    steady = all((instant + by).astimezone(place).utcoffset() == offset for by in (-MARGIN, MARGIN))
    return Bound(instant, local.replace(tzinfo=None, fold=0), steady)


def instant_of(when: Moment | datetime, home: str) -> datetime:
    """The instant of a moment, read in `home` when it has no zone, or of an aware datetime."""
    if isinstance(when, Moment):
        return when.utc(home)
    if when.tzinfo is None:
        raise InvalidValue("a window is bounded by moments or by aware times", field="window")
    return when.astimezone(UTC)


def instant_at(wall: datetime, zone: str) -> datetime:
    """The instant of a wall time: moved forward out of a gap, of two the first, or the second with `fold`."""
    return wall.replace(tzinfo=zone_named(zone)).astimezone(UTC)
