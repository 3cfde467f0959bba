"""Series of every shape, for laws that hold without an oracle."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from tme_tui.model.moment import Moment
from tme_tui.model.recurrence import Missed, Recurrence, Shift

ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Tokyo"]

RULES = [
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0,15,30",
    "FREQ=DAILY;BYMONTH=3,10;BYDAY=SU",
    "FREQ=WEEKLY;BYDAY=MO,WE,SU",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU",
    "FREQ=WEEKLY;BYMONTH=2,3",
    "FREQ=WEEKLY;BYDAY=MO,TU,FR;BYSETPOS=1,-1",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
    "FREQ=MONTHLY;BYDAY=-1SU",
    "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
    "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=1,-1",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
    "FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO,SU",
    "FREQ=YEARLY;BYYEARDAY=1,60,-1",
    "FREQ=HOURLY;INTERVAL=7",
    "FREQ=HOURLY;BYDAY=SU;BYHOUR=1,2,3;BYMINUTE=0,30",
    "FREQ=MINUTELY;INTERVAL=45",
    "FREQ=MINUTELY;INTERVAL=25;BYHOUR=1,2,3",
]


@st.composite
def series(draw: st.DrawFn) -> tuple[Recurrence, Moment]:
    """A recurrence and its start: timed, floating or of days; ending or not; with dates and exceptions."""
    rule = draw(st.sampled_from(RULES))
    wall = datetime(2024, 1, 1) + timedelta(minutes=15 * draw(st.integers(0, 4 * 24 * 800)))  # noqa: DTZ001
    kind = draw(st.sampled_from(["zoned", "zoned", "zoned", "floating", "day"]))
    if kind == "day":
        start = Moment(wall.date())
    else:
        start = Moment(wall, draw(st.sampled_from(ZONES)) if kind == "zoned" else None)
    ending = draw(st.sampled_from(["", "COUNT", "UNTIL"]))
    if ending == "COUNT":
        rule += f";COUNT={draw(st.integers(1, 40))}"
    elif ending == "UNTIL":
        rule += f";UNTIL={wall + timedelta(days=draw(st.integers(0, 700))):%Y%m%dT%H%M%S}"
        rule += "Z" if start.zone else ""

    def near() -> Moment:
        return start.moved(timedelta(days=draw(st.integers(0, 60))))

    dates = tuple(near() for _ in range(draw(st.integers(0, 2))))
    excluded = tuple(near() for _ in range(draw(st.integers(0, 2))))
    shift = draw(st.sampled_from([Shift.NONE, Shift.NONE, Shift.NEXT, Shift.PREVIOUS]))
    workdays = "HOURLY" not in rule and "MINUTELY" not in rule and draw(st.booleans())
    return Recurrence(rule, dates, excluded, missed=Missed.KEEP, shift=shift, workdays=workdays), start


class SomeHolidays:
    """Monday to Friday without May Day and the first week of January."""

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < 5 and (day.month, day.day) != (5, 1) and not (day.month == 1 and day.day < 9)
