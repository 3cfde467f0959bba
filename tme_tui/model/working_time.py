"""When a person works: hours for each weekday, which may cross midnight, and days that differ.

As JSON (and in settings) hours are written as people write them:
`{"hours": {"mon": ["09:00-18:00"], "fri": ["22:00-06:00"], "sat": []}, "exceptions": {"2026-12-31": []},
"country": "RU"}`. Weekdays that are not named keep office hours.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import zone_named
from tme_tui.model.value import field, value

Span = tuple[int, int]
"""Minutes from the day's midnight; an end over 1440 reaches into the next day."""

DAY_MINUTES = 1440
OFFICE_HOURS: tuple[Span, ...] = ((9 * 60, 18 * 60),)
WEEKDAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@value
class WorkSchedule:
    """The hours that a person gives to work, in the person's own zone."""

    week: tuple[tuple[Span, ...], ...] = (OFFICE_HOURS,) * 5 + ((), ())
    """For Monday to Sunday; an empty day is a day off."""
    exceptions: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)
    """Days that differ from their weekday: holidays are empty, extra working days are not."""
    country: str | None = None
    """Whose public holidays are days off, such as `RU`."""

    @classmethod
    def of(
        cls,
        week: Sequence[Iterable[Span]],
        *,
        days_off: Iterable[date] = (),
        country: str | None = None,
    ) -> WorkSchedule:
        """A schedule from hours for Monday to Sunday and a list of days off, as settings hold them."""
        return cls(tuple(tuple(spans) for spans in week), dict.fromkeys(days_off, ()), country)


@value
class PublicDays:
    """What a country decrees for one year."""

    holidays: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    """Weekend days that are worked, in exchange for others."""


class WorkingTime:
    """A schedule together with the public holidays of its country: which day is worked, and when.

    `public_days` tells a year's holidays (see `holidays.public_days_of`); it is asked once for each year, and
    only when a day of that year is. This is the `WorkCalendar` that recurrences ask. Two are the same only
    when they are one object.
    """

    __slots__ = ("_public_days", "_years", "schedule")

    def __init__(
        self, schedule: WorkSchedule, public_days: Callable[[int], PublicDays] | None = None
    ) -> None:
        self.schedule = schedule
        self._public_days = public_days
        self._years: dict[int, PublicDays] = {}

    def is_working_day(self, day: date) -> bool:
        """Whether any work begins on that day."""
        return bool(self.hours_on(day))

    def hours_on(self, day: date) -> tuple[Span, ...]:
        """The hours that begin on that day: its own exception first, then holidays, then its weekday."""
        exceptions = self.schedule.exceptions
        if exceptions and day in exceptions:
            return exceptions[day]
        if self._public_days is not None:
            public = self._years.get(day.year)
            if public is None:
                public = self._years[day.year] = self._public_days(day.year)
            if day in public.holidays:
                return ()
            if day in public.worked:
                return self._usual_hours()
        return self.schedule.week[day.weekday()]

    def _usual_hours(self) -> tuple[Span, ...]:
        """What is worked on a Saturday that counts as a weekday."""
        return next((spans for spans in self.schedule.week if spans), ())


Interval = tuple[datetime, datetime]
"""From one UTC instant up to another."""


def work_intervals(
    calendar: WorkingTime | WorkSchedule, zone: str, after: datetime, before: datetime
) -> Iterator[Interval]:
    """The hours of work between two instants, as UTC intervals in order that neither touch nor overlap.

    Hours are wall times of `zone`: across a clock change a night shift is an hour shorter or longer.
    """
    if isinstance(calendar, WorkSchedule):
        calendar = WorkingTime(calendar)
    place = zone_named(zone)
    day = after.astimezone(place).date() - timedelta(days=1)  # a shift of yesterday may reach into today
    last = before.astimezone(place).date()
    waiting: Interval | None = None
    while day <= last:
        midnight = datetime.combine(day, time.min)
        for begin, end in calendar.hours_on(day):
            first, second = (
                (midnight + timedelta(minutes=minutes)).replace(tzinfo=place).astimezone(UTC)
                for minutes in (begin, end)
            )
            first, second = max(first, after), min(second, before)
            if first >= second:
                continue
            if waiting is not None and first <= waiting[1]:
                waiting = waiting[0], max(waiting[1], second)
                continue
            if waiting is not None:
                yield waiting
            waiting = first, second
        day += timedelta(days=1)
    if waiting is not None:
        yield waiting


def to_json(schedule: WorkSchedule) -> str:
    """The schedule as one line of JSON; `from_json` reads the same one from it."""
    shape: dict[str, object] = {
        "hours": {
            name: [_show(span) for span in spans]
            for name, spans in zip(WEEKDAY_NAMES, schedule.week, strict=True)
        }
    }
    if schedule.exceptions:
        shape["exceptions"] = {
            day.isoformat(): [_show(span) for span in spans]
            for day, spans in sorted(schedule.exceptions.items())
        }
    if schedule.country:
        shape["country"] = schedule.country
    return json.dumps(shape, separators=(",", ":"))


def from_json(text: str) -> WorkSchedule:
    """The schedule that `to_json` wrote; an empty object is office hours."""
    try:
        shape = json.loads(text or "{}")
    except (ValueError, RecursionError) as error:
        raise InvalidValue("a work schedule is not readable JSON", field="schedule") from error
    return from_mapping(shape)


def from_mapping(shape: object) -> WorkSchedule:
    """A schedule from the shape shown above, wherever it comes from; hours may be one text with commas."""
    if not isinstance(shape, Mapping):
        raise InvalidValue("a work schedule is a mapping of hours and exceptions", field="schedule")
    known = {"hours", "exceptions", "country"}
    for key in shape:
        if key not in known:
            raise InvalidValue(f"a work schedule has no {key!r}", field="schedule")
    week = list(WorkSchedule().week)
    for name, hours in _mapping(shape.get("hours")).items():
        if name not in WEEKDAY_NAMES:
            raise InvalidValue(f"{name!r} is not one of {', '.join(WEEKDAY_NAMES)}", field="schedule")
        week[WEEKDAY_NAMES.index(str(name))] = _spans(hours)
    exceptions = {_date(name): _spans(hours) for name, hours in _mapping(shape.get("exceptions")).items()}
    country = shape.get("country")
    return WorkSchedule(tuple(week), exceptions, str(country).upper() if country else None)


def _mapping(value: object) -> Mapping[object, object]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise InvalidValue("hours and exceptions of a work schedule are mappings", field="schedule")
    return value


def _date(text: object) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise InvalidValue(f"{text!r} is not a day such as 2026-12-31", field="schedule") from None


def _spans(hours: object) -> tuple[Span, ...]:
    """`"09:00-13:00, 14:00-18:00"`, a list of such pieces, or nothing for a day off."""
    if hours is None:
        return ()
    pieces: Iterable[object] = hours.split(",") if isinstance(hours, str) else ()
    if isinstance(hours, list | tuple):
        pieces = hours
    spans = sorted(_span(str(piece)) for piece in pieces if str(piece).strip())
    if any(end > start for (_, end), (start, _) in pairwise(spans)):
        raise InvalidValue(f"these hours overlap: {hours}", field="schedule")
    return tuple(spans)


def _span(text: str) -> Span:
    begin, dash, end = text.replace("–", "-").partition("-")
    first, last = _minutes(begin, text), _minutes(end, text)
    if not dash or first in (last, DAY_MINUTES):
        raise InvalidValue(f"{text.strip()!r} is not hours such as 09:00-18:00", field="schedule")
    return first, last if last > first else last + DAY_MINUTES


def _minutes(text: str, whole: str) -> int:
    hours, _, minutes = text.strip().partition(":")
    plain = (hours + minutes).isascii() and hours.isdigit() and (not minutes or minutes.isdigit())
    if plain and len(hours) <= 2 and len(minutes) in (0, 2):
        number = int(hours) * 60 + int(minutes or 0)
        if number <= DAY_MINUTES and int(minutes or 0) < 60:
            return number
    raise InvalidValue(f"{whole.strip()!r} is not hours such as 09:00-18:00", field="schedule")


def _show(span: Span) -> str:
    return "-".join(_clock(minutes) for minutes in span)


def _clock(minutes: int) -> str:
    if minutes > DAY_MINUTES:
        minutes -= DAY_MINUTES
    return f"{minutes // 60:02}:{minutes % 60:02}"
