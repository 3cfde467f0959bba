"""Cutting a series in two, so that "this and the following" can be changed without touching what was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.bounds import EARLIEST, MARGIN, instant_of
from tme_tui.model.recurrence.changed import changed
from tme_tui.model.recurrence.expansion import wall_times
from tme_tui.model.recurrence.rule import parse_rule
from tme_tui.model.recurrence.series import Series, WorkCalendar
from tme_tui.model.recurrence.values import Anchor, Recurrence, Shift
from tme_tui.model.recurrence.windows import first, next_after, occurrences

_MOMENT = timedelta(microseconds=1)
_REACH = timedelta(days=400)
"""An occurrence is shifted less far than this."""


class Split(NamedTuple):
    """Both halves; `start` is where the second one begins."""

    before: Recurrence | None
    """None when nothing precedes the cut."""
    after: Recurrence
    start: Moment


def split(
    recurrence: Recurrence,
    start: Moment,
    at: Moment,
    *,
    calendar: WorkCalendar | None = None,
    home: str = "UTC",
) -> Split:
    """Cut the series at its occurrence `at`; together the halves have the occurrences of the whole.

    The first half ends with an UNTIL before the cut, the second takes over what is left of a COUNT. The
    second half begins where the rule itself does (before a shift to a working day), so that it keeps step.
    """
    if recurrence.anchor is Anchor.COMPLETION:
        raise InvalidValue(
            "a series counted from completion cannot be cut: change it whole", field="recurrence"
        )
    series = Series(recurrence, start, calendar, home)
    cut = instant_of(at, home)
    if next(series.between(cut, cut + _MOMENT), None) is None:
        raise InvalidValue(f"{at} is not an occurrence of this series", field="recurrence")
    nominal = _first_nominal(recurrence, start, at, calendar, home)
    rule_before, rule_after = _halves(recurrence, series, nominal, home)
    before = changed(
        recurrence,
        rule=rule_before,
        dates=tuple(date for date in recurrence.dates if instant_of(date, home) < cut),
        excluded=tuple(date for date in recurrence.excluded if instant_of(date, home) < cut),
    )
    begin = nominal or at
    after = changed(
        recurrence,
        rule=rule_after,
        dates=tuple(date for date in recurrence.dates if instant_of(date, home) >= cut and date != begin),
        excluded=tuple(date for date in recurrence.excluded if date.day >= min(begin.day, at.day)),
    )
    earlier = list(series.between(cut - MARGIN, cut))
    later = list(series.between(cut, cut + MARGIN))
    after = _mended(after, Series(after, begin, calendar, home), later, cut)
    if next(series.between(EARLIEST, cut), None) is None:
        return Split(None, after, begin)
    before = _mended(before, Series(before, start, calendar, home), earlier, cut)
    return Split(before, after, begin)


def _mended(half: Recurrence, series: Series, wanted: list[Moment], cut: datetime) -> Recurrence:
    """`half` with dates and exceptions near the cut where a bare rule cannot be cut clean.

    So it is with several times a day that are shifted to one working day, or that a clock change moved.
    """
    found = list(series.between(cut - MARGIN, cut + MARGIN))
    missing = tuple(moment for moment in wanted if moment not in found)
    surplus = tuple(moment for moment in found if moment not in wanted)
    if not missing and not surplus:
        return half
    return changed(half, dates=half.dates + missing, excluded=half.excluded + surplus)


def _first_nominal(
    recurrence: Recurrence, start: Moment, at: Moment, calendar: WorkCalendar | None, home: str
) -> Moment | None:
    """The first occurrence of the bare rule that belongs to the second half; None when it gives no more."""
    if not recurrence.rule:
        return None
    bare = changed(recurrence, dates=(), excluded=(), shift=Shift.NONE)
    cut = instant_of(at, home)
    if recurrence.shift is Shift.NONE:
        return next_after(bare, start, cut - _MOMENT, calendar=calendar, home=home)
    after = max(cut - _REACH, EARLIEST)
    alone = changed(recurrence, rule="", dates=(), excluded=())
    for nominal in occurrences(bare, start, after, cut + _REACH, calendar=calendar, home=home):
        moved = first(alone, nominal, calendar=calendar, home=home)
        if moved is not None and instant_of(moved, home) >= cut:
            return nominal
    return next_after(bare, start, cut + _REACH, calendar=calendar, home=home)


def _halves(recurrence: Recurrence, series: Series, nominal: Moment | None, home: str) -> tuple[str, str]:
    """The rule until `nominal`, and the rule from it on."""
    if nominal is None:
        return recurrence.rule, ""
    rule = parse_rule(recurrence.rule)
    parts = [part for part in recurrence.rule.split(";") if not part.upper().startswith(("COUNT=", "UNTIL="))]
    before = ";".join([*parts, f"UNTIL={_just_before(nominal, home)}"])
    if rule.count is None:
        return before, recurrence.rule
    local = nominal.local
    high = local if isinstance(local, datetime) else datetime.combine(local, datetime.min.time())
    working = series.calendar.is_working_day if recurrence.workdays else None
    passed = wall_times(
        recurrence.rule, series.wall, series.wall, high, all_day=series.all_day, working=working
    )
    return before, ";".join([*parts, f"COUNT={rule.count - sum(1 for _ in passed)}"])


def _just_before(nominal: Moment, home: str) -> str:
    """UNTIL in the form that RFC 5545 asks for with this kind of start."""
    local = nominal.local
    if not isinstance(local, datetime):
        return f"{local - timedelta(days=1):%Y%m%d}"
    if nominal.zone is None:
        return f"{local - timedelta(seconds=1):%Y%m%dT%H%M%S}"
    return f"{nominal.utc(home).astimezone(UTC) - timedelta(seconds=1):%Y%m%dT%H%M%SZ}"
