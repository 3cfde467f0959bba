"""Series sorted by their days give what expanding each rule gives, in any zone and when clocks change."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tme_tui.model.diary import DAY, Appearance, Entry, Role, by_day, seen_at
from tme_tui.model.moment import Moment, zone_named
from tme_tui.model.recurrence.text import to_text
from tme_tui.model.recurrence.values import Recurrence, Shift
from tme_tui.model.recurrence.windows import occurrences
from tme_tui.model.repeating import Repeating

RULES = (
    *("FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"),
    *("FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"),
    *("FREQ=YEARLY", "FREQ=WEEKLY;COUNT=5", "FREQ=DAILY;UNTIL=20261101T000000Z", "FREQ=HOURLY;INTERVAL=7"),
    *("FREQ=DAILY;BYHOUR=9,17", "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU", "FREQ=MONTHLY;BYDAY=2TU;INTERVAL=2"),
)
ZONES = ("UTC", "Europe/Riga", "America/New_York", "Asia/Tokyo", "Pacific/Apia")
starts = st.datetimes(datetime.fromisoformat("2025-01-01"), datetime.fromisoformat("2026-12-31")).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    recurrence = Recurrence(
        draw(st.sampled_from(RULES)), shift=draw(st.sampled_from((Shift.NONE, Shift.NONE, Shift.NEXT)))
    )
    start, zone = draw(starts), draw(st.sampled_from((None, *ZONES)))
    begin = Moment(start.date()) if draw(st.booleans()) else Moment(start, zone)
    end = begin.moved(timedelta(days=draw(st.integers(0, 4)), minutes=draw(st.integers(0, 300))))
    return Entry(
        1,
        "Item",
        "event",
        starts=str(begin),
        ends=draw(st.sampled_from((None, str(end)))),
        recurrence=to_text(recurrence),
        series_start=str(begin),
    )


def expanded(entry: Entry, first: date, after: date, home: str) -> dict[date, tuple[Appearance, ...]]:
    """Every occurrence by the rule alone, each put where the zone has it."""
    start = Moment.from_text(entry.series_start or "")
    zone = zone_named(home)
    low, high = (datetime.combine(day, time(), zone) for day in (first - 8 * DAY, after + 3 * DAY))
    begins, ends = Moment.from_text(entry.starts or ""), entry.ends
    found = []
    from tme_tui.model.blocks import end_beside
    from tme_tui.model.diary import recurrence_of

    for moment in occurrences(recurrence_of(entry.recurrence or ""), start, low, high, home=home):
        end = None if ends is None else end_beside(moment, begins, Moment.from_text(ends))
        begin, finish, all_day = seen_at(moment, end, home)
        found.append(Appearance(begin, finish, all_day, Role.BLOCK, entry, "", moment.local, moment.zone))
    return by_day(found, first, after)


@given(st.lists(entries(), min_size=1, max_size=4), st.dates(date(2026, 1, 1), date(2026, 12, 1)), st.data())
def test_a_month_of_sorted_series_is_the_month_of_their_rules(
    found: list[Entry], first: date, data: st.DataObject
) -> None:
    home = data.draw(st.sampled_from(ZONES))
    after = first + timedelta(days=data.draw(st.integers(1, 42)))
    series = [entry._replace(number=number) for number, entry in enumerate(found, start=1)]
    together = by_day(Repeating(series, home).between(first, after, {}), first, after)
    apart: dict[date, list[Appearance]] = {}
    for entry in series:
        for day, ones in expanded(entry, first, after, home).items():
            apart.setdefault(day, []).extend(ones)
    assert {day: sorted(map(known_by, ones)) for day, ones in together.items()} == {
        day: sorted(map(known_by, ones)) for day, ones in apart.items()
    }


def known_by(one: Appearance) -> tuple[object, ...]:
    return one.entry.number, one.begin, one.end, one.all_day, str(one.occurrence)


def test_done_skipped_and_moved_times_are_known() -> None:
    entry = Entry(
        *(7, "Yoga", "event"),
        starts="2026-11-02T18:00[UTC]",
        ends="2026-11-02T19:00[UTC]",
        recurrence=to_text(Recurrence("FREQ=WEEKLY")),
        series_start="2026-11-02T18:00[UTC]",
    )
    known = {
        7: {
            "2026-11-09T18:00[UTC]": ("done", "{}"),
            "2026-11-16T18:00[UTC]": ("skipped", "{}"),
            "2026-11-23T18:00[UTC]": ("moved", '{"starts": "2026-11-24T10:00[UTC]"}'),
        }
    }
    first, after = date(2026, 11, 1), date(2026, 12, 1)
    days = by_day(Repeating([entry], "UTC").between(first, after, known), first, after)
    assert {day.day: [(one.begin.hour, one.state) for one in ones] for day, ones in days.items()} == {
        2: [(18, "")],
        9: [(18, "done")],
        24: [(10, "moved")],
        30: [(18, "")],
    }
    (moved,) = days[date(2026, 11, 24)]
    assert str(moved.occurrence) == "2026-11-23T18:00[UTC]"
    assert moved.minutes == 60


@given(
    st.lists(
        st.tuples(
            st.integers(0, 50), st.integers(0, 60), st.booleans(), st.integers(1, 9), st.sampled_from(Role)
        )
    )
)
def test_a_day_has_whole_days_first_then_what_begins_and_ends_first(
    drawn: list[tuple[int, int, bool, int, Role]],
) -> None:
    noon = datetime.fromisoformat("2026-11-25T11:00")
    found = []
    for begin, length, whole, number, role in drawn:
        start = noon.replace(hour=0) if whole else noon + timedelta(minutes=begin)
        end = start + DAY if whole else start + timedelta(minutes=length)
        found.append(Appearance(start, end, whole, role, Entry(number, "Item")))
    days = by_day(found, noon.date(), noon.date() + DAY)
    expected = sorted(found, key=lambda one: (not one.all_day, one.begin, one.end, one.entry.number))
    assert list(days.get(noon.date(), ())) == expected


def test_what_is_said_to_take_place_in_an_hour_that_clocks_skip_keeps_its_length() -> None:
    begin, end = (Moment.from_text(f"2027-03-28T{clock}[Europe/Berlin]") for clock in ("02:30", "03:30"))
    assert seen_at(begin, end, "Europe/Berlin")[:2] == (
        datetime.fromisoformat("2027-03-28T03:30"),
        datetime.fromisoformat("2027-03-28T04:30"),
    )
