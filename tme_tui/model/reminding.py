"""How a person is reminded: by which channels in which order, when not, and what comes morning and evening.

As JSON this stands beside the person in the base, so that every process that sends knows it of everybody.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from tme_tui.model.moment import zone_named
from tme_tui.model.value import fields_of, value

Span = tuple[int, int]
"""Minutes from the day's midnight; an end over 1440 reaches into the next day."""

DAY_MINUTES = 1440
USUAL = ("usual_by_priority", "usual_by_category")
"""The wishes that matter only to what has no reminder of its own."""


@value
class Reminding:
    """A person's wishes."""

    channels: tuple[str, ...] = ("desktop", "telegram", "vk")
    """The ladder, lowest step first; channels that do not reach the person are passed over."""
    at_once: int = 2
    """So many of them are tried together, at the time itself."""
    escalate_after: int = 600
    """Seconds without an answer after which the next step is taken; 0 is never."""
    then: str = ""
    """The login of whoever is told when the ladder ends without an answer."""
    quiet: tuple[Span, ...] = ()
    """Hours without reminders, in the person's zone."""
    spare_urgent: bool = True
    """Whether tasks of priority 1 are heard in quiet hours."""
    all_day_at: int = 540
    """The minute of the day from which reminders of whole days are counted."""
    grace: int = 86_400
    """Seconds after which a reminder that could not be sent is only listed as missed."""
    morning: int | None = None
    """The minute of the day at which the plan of the day comes."""
    evening: int | None = None
    """The minute of the day at which the review of the day comes."""
    morning_query: str = "is:open (due<=today or starts:today) sort:when"
    evening_query: str = "is:open due<=today sort:when"
    usual_by_priority: tuple[tuple[int, tuple[int, ...]], ...] = ()
    """Seconds before its time at which a task without reminders of its own is heard of."""
    usual_by_category: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """The same, by folded path."""

    @property
    def has_usual(self) -> bool:
        """Whether what has no reminder of its own may have usual ones."""
        return bool(self.usual_by_priority or self.usual_by_category)

    def usual_of(self, priority: int | None, category: str | None) -> tuple[int, ...]:
        """The usual reminders of a task, in seconds before its time; `category` is its folded path."""
        found = dict(self.usual_by_priority).get(priority or 0, ())
        if category is not None:
            found = (*found, *dict(self.usual_by_category).get(category, ()))
        return tuple(dict.fromkeys(found))


_NAMES = tuple(Reminding.__annotations__)
_USUAL = Reminding()


def to_shape(reminding: Reminding) -> dict[str, Any]:
    """What differs from the usual, for JSON."""
    pairs = zip(_NAMES, fields_of(reminding), fields_of(_USUAL), strict=True)
    return {name: said for name, said, usual in pairs if said != usual}


def from_shape(shape: dict[str, Any]) -> Reminding:
    """What `to_shape` wrote; what is not understood, as a newer program may write it, is passed over."""
    known = {name: shape[name] for name in _NAMES if name in shape}
    if "channels" in known:
        known["channels"] = tuple(known["channels"])
    if "quiet" in known:
        known["quiet"] = tuple((begin, end) for begin, end in known["quiet"])
    for name in USUAL:
        if name in known:
            known[name] = tuple((what, tuple(spans)) for what, spans in known[name])
    return Reminding(**known)


@lru_cache(maxsize=1024)
def read_preferences(text: str) -> tuple[Reminding, int]:
    """From the base: a person's wishes, and until when the person asked not to be disturbed."""
    shape = json.loads(text or "{}")
    return from_shape(shape.get("reminding", {})), int(shape.get("quiet_until", 0))


def write_preferences(
    text: str, *, reminding: Reminding | None = None, quiet_until: int | None = None
) -> str:
    """The same text with other wishes, or another time until which all is quiet."""
    shape = json.loads(text or "{}")
    if reminding is not None:
        shape["reminding"] = to_shape(reminding)
    if quiet_until is not None:
        shape["quiet_until"] = quiet_until
    return json.dumps(shape, separators=(",", ":"), ensure_ascii=False)


def quiet_ends(reminding: Reminding, zone: str, instant: int, *, urgent: bool = False) -> int:
    """When the quiet hours around an instant end; the instant itself when it is in none.

    Hours are wall times: a night across a clock change is an hour shorter or longer.
    """
    if not reminding.quiet or (urgent and reminding.spare_urgent):
        return instant
    place = zone_named(zone)
    moved = instant
    for _ in range(len(reminding.quiet) * 2 + 1):  # one stretch may begin where another ends
        day = datetime.fromtimestamp(moved, place).date()
        ends = [
            end
            for begin, end in _stretches(reminding.quiet, (day - timedelta(days=1), day), zone)
            if begin <= moved < end
        ]
        if not ends:
            return moved
        moved = max(ends)
    return moved


def _stretches(spans: Iterable[Span], days: Iterable[date], zone: str) -> list[tuple[int, int]]:
    return [(minute_of(day, begin, zone), minute_of(day, end, zone)) for day in days for begin, end in spans]


def minute_of(day: date, minute: int, zone: str) -> int:
    """The instant of a minute of a day, which may lie on the next day, as the clocks of a zone show it."""
    wall = datetime.combine(day, time.min) + timedelta(minutes=minute)
    return int(wall.replace(tzinfo=zone_named(zone)).astimezone(UTC).timestamp())
