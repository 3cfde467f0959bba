"""Public holidays by country, from the library `holidays`, which is loaded when the first day is asked for.

The library is an extra. Without it, or for a country that it does not know, nobody has public holidays: work
goes on, and there is one notice that says so, for a face to show.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from tme_tui.model.errors import InvalidValue
from tme_tui.model.notices import give_notice
from tme_tui.model.working_time import PublicDays, WorkingTime, WorkSchedule

_NOTHING = PublicDays()


def calendar_of(schedule: WorkSchedule) -> WorkingTime:
    """The schedule with the public holidays of its country, if it names one."""
    return WorkingTime(schedule, public_days_of(schedule.country) if schedule.country else None)


def public_days_of(country: str) -> Callable[[int], PublicDays]:
    """What tells the public holidays of `country` (such as `RU`, or `US-CA`) for a year."""
    return lambda year: _public_days(country.upper(), year)


@lru_cache(maxsize=512)
def _public_days(country: str, year: int) -> PublicDays:
    try:
        from holidays import country_holidays
    except ImportError:
        give_notice(
            InvalidValue("public holidays need the library holidays: pip install 'tme-tui[holidays]'")
        )
        return _NOTHING
    name, _, part = country.partition("-")
    try:
        found = country_holidays(name, subdiv=part or None, years=year)
    except NotImplementedError:
        give_notice(
            InvalidValue(
                f"the library holidays does not know {country}: its public holidays are not days off"
            )
        )
        return _NOTHING
    worked = getattr(found, "weekend_workdays", ())
    return PublicDays(
        frozenset(day for day in found if day.year == year),
        frozenset(day for day in worked if day.year == year),
    )
