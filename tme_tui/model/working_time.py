"""When a person works: hours for each weekday, which may cross midnight, and days that differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Span = tuple[int, int]
"""Minutes from the day's midnight; an end over 1440 reaches into the next day."""

OFFICE_HOURS: tuple[Span, ...] = ((9 * 60, 18 * 60),)


@dataclass(frozen=True, slots=True)
class WorkSchedule:
    """The hours that a person gives to work, in the person's own zone."""

    week: tuple[tuple[Span, ...], ...] = (OFFICE_HOURS,) * 5 + ((), ())
    """For Monday to Sunday; an empty day is a day off."""
    exceptions: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)
    """Days that differ from their weekday: holidays are empty, extra working days are not."""
    country: str | None = None
    """Whose public holidays are days off, such as `RU`."""
