"""Moving a whole series: the rule that gives each occurrence later by the same distance.

Of a rule that names days, the days are moved with it as long as that is the same for every occurrence;
where it is not, the person is told to change the rule.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tme_tui.model.errors import Refused
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.changed import changed
from tme_tui.model.recurrence.days import month_length
from tme_tui.model.recurrence.rule import Frequency, Rule, parse_rule
from tme_tui.model.recurrence.values import Recurrence, Shift

_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_CLOCK = ("BYHOUR", "BYMINUTE", "BYSECOND")
_DAYS = ("BYYEARDAY", "BYWEEKNO", "BYSETPOS")


def turned(recurrence: Recurrence, old: Moment, new: Moment) -> Recurrence:
    """The same series with the occurrence `old` at `new`, and all others as far from where they were."""
    if old.all_day is not new.all_day:
        raise Refused(_WORDS)
    by = apart(old, new)
    days = (new.day - old.day).days
    parts = dict(part.split("=", 1) for part in recurrence.rule.split(";") if part)
    if parts:
        if any(name in parts for name in _CLOCK) and by % timedelta(days=1):
            raise Refused(_WORDS)
        if days:
            _turn_days(parts, parse_rule(recurrence.rule), recurrence, old.day, new.day)
        if "UNTIL" in parts:
            parts["UNTIL"] = _until(parts["UNTIL"], by, days)
    return changed(
        recurrence,
        rule=";".join(f"{name}={said}" for name, said in parts.items()),
        dates=tuple(_moved(moment, by, days) for moment in recurrence.dates),
        excluded=tuple(_moved(moment, by, days) for moment in recurrence.excluded),
    )


_WORDS = "this series is tied to certain days or hours: change its rule instead"


def _turn_days(parts: dict[str, str], rule: Rule, recurrence: Recurrence, old: date, new: date) -> None:
    """Let the rule name the days to which its days were moved."""
    if recurrence.workdays or recurrence.shift is not Shift.NONE or any(name in parts for name in _DAYS):
        raise Refused(_WORDS)
    monthly = rule.freq in (Frequency.MONTHLY, Frequency.YEARLY)
    same_month = (old.year, old.month) == (new.year, new.month)
    if "BYMONTH" in parts and not same_month:
        raise Refused(_WORDS)
    if "BYMONTHDAY" in parts:
        if not monthly or len(rule.by_month_day) != 1 or not same_month or "BYDAY" in parts:
            raise Refused(_WORDS)
        backwards = rule.by_month_day[0] < 0
        length = month_length(new.year, new.month)
        parts["BYMONTHDAY"] = str(new.day - length - 1 if backwards else new.day)
    elif "BYDAY" in parts and monthly:
        if len(rule.by_day) != 1 or not rule.by_day[0][0] or not same_month:
            raise Refused(_WORDS)
        parts["BYDAY"] = _nth(new, backwards=rule.by_day[0][0] < 0)
    elif "BYDAY" in parts:
        if len(rule.by_day) > 1 and rule.interval > 1:
            raise Refused(_WORDS)
        moved = sorted((weekday + (new - old).days) % 7 for _, weekday in rule.by_day)
        parts["BYDAY"] = ",".join(_NAMES[weekday] for weekday in moved)


def _nth(day: date, *, backwards: bool) -> str:
    length = month_length(day.year, day.month)
    nth = -((length - day.day) // 7 + 1) if backwards else (day.day - 1) // 7 + 1
    return f"{nth}{_NAMES[day.weekday()]}"


def _until(text: str, by: timedelta, days: int) -> str:
    if "T" not in text:
        return f"{datetime.strptime(text, '%Y%m%d') + timedelta(days=days):%Y%m%d}"  # noqa: DTZ007 - a day
    wall = datetime.strptime(text.removesuffix("Z"), "%Y%m%dT%H%M%S") + by  # noqa: DTZ007 - a wall time
    return f"{wall:%Y%m%dT%H%M%S}{'Z' if text.endswith('Z') else ''}"


def _moved(moment: Moment, by: timedelta, days: int) -> Moment:
    return moment.moved(timedelta(days=days) if moment.all_day else by)


def apart(first: Moment, second: Moment) -> timedelta:
    """How far it is from one to the other on the wall clock."""
    return _wall_of(second) - _wall_of(first)


def _wall_of(moment: Moment) -> datetime:
    """The wall time at which a moment begins; a day alone begins at its midnight."""
    local = moment.local
    return local if isinstance(local, datetime) else datetime.combine(local, datetime.min.time())
