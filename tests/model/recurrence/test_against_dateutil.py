"""Random rules, compared with python-dateutil where it and the RFC agree.

Left out, and tested elsewhere: yearly BYMONTHDAY without BYMONTH and BYWEEKNO without BYDAY (RFC 8984 takes
the month and the weekday from the start), BYSETPOS in the first week of a weekly rule, and rules that never
match, on which dateutil does not return.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tme_tui.model.moment import Moment
from tme_tui.model.recurrence import Recurrence, next_after, occurrences, previous_before

ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Sydney", "Europe/Moscow", "America/Santiago"]
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
MONTH_DAYS = [1, 5, 13, 15, 28, 29, 30, 31, -1, -2, -15]


def numbers(values: st.SearchStrategy[int], most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=most, unique=True).map(
        lambda chosen: ",".join(map(str, chosen))
    )


@st.composite
def rules(draw: st.DrawFn) -> str:
    freq = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY"]))
    parts = [f"FREQ={freq}"]

    def maybe(name: str, values: st.SearchStrategy[str]) -> bool:
        if not draw(st.booleans()):
            return False
        parts.append(f"{name}={draw(values)}")
        return True

    maybe("INTERVAL", st.sampled_from([1, 2, 3, 5]).map(str))
    month = maybe("BYMONTH", numbers(st.integers(1, 12)))
    if freq not in ("WEEKLY",) and (freq != "YEARLY" or month):
        maybe("BYMONTHDAY", numbers(st.sampled_from(MONTH_DAYS)))
    plain = numbers(st.sampled_from(WEEKDAYS), 4)
    numbered = st.tuples(st.sampled_from([1, 2, 4, -1, -2]), st.sampled_from(WEEKDAYS)).map(
        lambda pair: f"{pair[0]}{pair[1]}"
    )
    maybe("BYDAY", plain if freq not in ("YEARLY", "MONTHLY") else plain | numbered)
    if freq not in ("HOURLY", "MINUTELY"):  # dateutil refuses some of these and hangs on others
        maybe("BYHOUR", numbers(st.integers(0, 23), 2))
        maybe("BYMINUTE", numbers(st.integers(0, 59), 2))
        if freq != "WEEKLY" and len(parts) > 2:
            maybe("BYSETPOS", st.sampled_from(["1", "-1", "2", "1,-1"]))
    maybe("COUNT", st.integers(1, 12).map(str))
    maybe("WKST", st.sampled_from(WEEKDAYS))
    return ";".join(parts)


starts = st.datetimes(datetime(2015, 1, 1), datetime(2026, 1, 1)).map(  # noqa: DTZ001 - wall times
    lambda wall: wall.replace(second=0, microsecond=0)
)


def by_dateutil(rule: str, start: datetime, high: datetime) -> list[datetime]:
    """Their whole series up to `high`, unless that takes them for ever."""
    short = rule.startswith(("FREQ=HOURLY", "FREQ=MINUTELY"))
    assume(not (short and ("BYMONTH" in rule or "BYDAY" in rule)))
    ending = rule if "COUNT" in rule else f"{rule};UNTIL={high:%Y%m%dT%H%M%S}"
    assume("COUNT" not in rule or "BYSETPOS" not in rule)
    if "COUNT" in rule and "BYMONTHDAY" in rule:
        assume("BYDAY" not in rule)
        assume("=29" not in rule and "=30" not in rule and "=31" not in rule)
    return list(takewhile(lambda wall: wall < high, rrulestr(ending, dtstart=start)))


@settings(max_examples=150, deadline=None)
@given(rules(), starts, st.sampled_from(ZONES), st.integers(-40, 1200), st.sampled_from([1, 9, 45, 400]))
def test_windows_hold_what_dateutil_finds(
    rule: str, start: datetime, zone: str, skip: int, size: int
) -> None:
    short = rule.startswith(("FREQ=HOURLY", "FREQ=MINUTELY"))
    low = start + timedelta(days=skip % 20 if short else skip)
    high = low + timedelta(days=min(size, 3) if short else size)
    after, before = (wall.replace(tzinfo=ZoneInfo(zone)) for wall in (low, high))
    theirs = by_dateutil(rule, start, high + timedelta(days=2))
    ours = occurrences(Recurrence(rule), Moment(start, zone), after, before)
    instants = [wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for wall in theirs]
    expected = sorted({i for i in instants if after.astimezone(UTC) <= i < before.astimezone(UTC)})
    assert [moment.utc(zone) for moment in ours] == expected


@st.composite
def doubled(draw: st.DrawFn) -> Moment:
    """A time in the second of two equal hours."""
    zone, hour = draw(
        st.sampled_from(
            [
                ("Europe/Berlin", datetime(2026, 10, 25, 2)),  # noqa: DTZ001 - wall times
                ("America/New_York", datetime(2026, 11, 1, 1)),  # noqa: DTZ001
                ("Australia/Lord_Howe", datetime(2026, 4, 5, 1, 30)),  # noqa: DTZ001
                ("America/Santiago", datetime(2026, 4, 4, 23)),  # noqa: DTZ001
            ]
        )
    )
    return Moment(hour + timedelta(minutes=draw(st.integers(0, 29))), zone, again=True)


@settings(max_examples=60, deadline=None)
@given(rules(), doubled(), st.sampled_from([1, 30, 400]))
def test_a_series_from_the_second_hour_on_has_no_time_before_it(rule: str, start: Moment, days: int) -> None:
    assert start.again
    assert isinstance(start.local, datetime)
    zone, wall = start.zone or "", start.local
    days = min(days, 2) if rule.startswith(("FREQ=HOURLY", "FREQ=MINUTELY")) else days
    low, high = start.utc(zone), start.utc(zone) + timedelta(days=days)
    expected = set()
    for their in by_dateutil(rule, wall, wall + timedelta(days=days + 2)):
        aware = their.replace(tzinfo=ZoneInfo(zone))
        second = aware.astimezone(UTC) < low
        expected.add((aware.replace(fold=1) if second else aware).astimezone(UTC))
    ours = [moment.utc(zone) for moment in occurrences(Recurrence(rule), start, low, high)]
    assert ours == sorted(instant for instant in expected if low <= instant < high)


@settings(max_examples=40, deadline=None)
@given(rules(), starts, st.integers(-40, 1200))
def test_neighbours_are_those_of_the_whole_series(rule: str, start: datetime, skip: int) -> None:
    at = start + timedelta(days=skip % 10 if "LY;" not in rule else skip % 300, hours=1)
    theirs = by_dateutil(rule, start, at + timedelta(days=40))
    recurrence, first = Recurrence(rule), Moment(start, "UTC")
    later = [wall for wall in theirs if wall > at]
    earlier = [wall for wall in theirs if wall < at]
    if later:
        assert next_after(recurrence, first, at.replace(tzinfo=UTC)) == Moment(later[0], "UTC")
    assert previous_before(recurrence, first, at.replace(tzinfo=UTC)) == (
        Moment(earlier[-1], "UTC") if earlier else None
    )
