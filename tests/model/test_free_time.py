"""Free time for several people: against a plain sweep over every minute, and fast."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.timing import Stopwatch
from tme_tui.model.busy_patterns import RecurringBusy
from tme_tui.model.errors import InvalidValue
from tme_tui.model.free_time import Availability, Busy, Slot, free_slots
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence import Recurrence, Shift, occurrences
from tme_tui.model.working_time import PublicDays, WorkingTime, WorkSchedule, work_intervals

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
HOUR = timedelta(hours=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC)


def said(slots: list[Slot]) -> list[str]:
    return [f"{slot.start:%m-%d %H:%M} {slot.end:%H:%M}" for slot in slots]


def test_people_in_two_zones_meet_where_their_hours_overlap() -> None:
    people = [Availability("anna", "Europe/Moscow"), Availability("bob", "Europe/London")]
    assert said(free_slots(people, HOUR, MONDAY, MONDAY + timedelta(days=2))) == [
        "11-23 09:00 15:00",
        "11-24 09:00 15:00",
    ]


def test_meetings_and_series_are_taken_away() -> None:
    anna = Availability(
        "anna",
        "Europe/Moscow",
        busy=[Busy(utc("11-23T08:00"), utc("11-23T09:30")), Busy(utc("11-23T13:00"), utc("11-23T13:30"))],
        recurring=[
            RecurringBusy(
                Recurrence("FREQ=WEEKLY;BYDAY=MO"),
                Moment.from_text("2020-01-06T13:00[Europe/Moscow]"),
                timedelta(minutes=45),
            )
        ],
    )
    found = free_slots([anna], HOUR, MONDAY, MONDAY + timedelta(days=1))
    assert said(found) == ["11-23 06:00 08:00", "11-23 10:45 13:00", "11-23 13:30 15:00"]
    assert free_slots([anna], 3 * HOUR, MONDAY, MONDAY + timedelta(days=1)) == []


def test_a_slot_may_lie_across_midnight_and_across_two_weeks_of_the_sweep() -> None:
    nights = WorkSchedule(week=(((0, 1440),),) * 7)
    busy = [
        Busy(MONDAY, MONDAY + timedelta(days=6, hours=22)),
        Busy(MONDAY + timedelta(days=7, hours=3), MONDAY + timedelta(days=90)),
    ]
    person = Availability("anna", "UTC", nights, busy)
    assert said(free_slots([person], 4 * HOUR, MONDAY, MONDAY + timedelta(days=80))) == ["11-29 22:00 03:00"]


def test_beyond_hours_of_work_when_asked() -> None:
    person = Availability("anna", "UTC", busy=[Busy(MONDAY, MONDAY + 30 * HOUR)])
    found = free_slots([person], HOUR, MONDAY, MONDAY + timedelta(days=2), all_hours=True)
    assert said(found) == ["11-24 06:00 00:00"]


def test_public_holidays_are_not_proposed() -> None:
    public = PublicDays(holidays=frozenset({date(2026, 11, 23)}))
    person = Availability("anna", "UTC", WorkingTime(WorkSchedule(), lambda _: public))
    assert said(free_slots([person], HOUR, MONDAY, MONDAY + timedelta(days=2))) == ["11-24 09:00 18:00"]


def test_slots_can_begin_at_round_times() -> None:
    person = Availability("anna", "UTC")
    start = MONDAY + timedelta(hours=9, minutes=7, seconds=13)
    found = free_slots([person], HOUR, start, MONDAY + timedelta(days=1), align=timedelta(minutes=15))
    assert said(found) == ["11-23 09:15 18:00"]


def test_as_many_as_asked_for_and_no_more() -> None:
    person = Availability("anna", "UTC")
    assert len(free_slots([person], HOUR, MONDAY, MONDAY + timedelta(days=365), limit=3)) == 3


def test_nobody_and_no_time_have_no_slots() -> None:
    person = Availability("anna", "UTC")
    assert free_slots([], HOUR, MONDAY, MONDAY + timedelta(days=1)) == []
    assert free_slots([person], HOUR, MONDAY, MONDAY) == []
    with pytest.raises(InvalidValue):
        free_slots([person], timedelta(0), MONDAY, MONDAY + timedelta(days=1))


RULES = [
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=DAILY;BYHOUR=9,14",
    "FREQ=DAILY;BYDAY=TU",
    "FREQ=DAILY;COUNT=9",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU",
    "FREQ=WEEKLY;BYDAY=MO,FR;UNTIL=20261127T110000Z",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;BYMONTHDAY=1,-1,-3",
    "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR,2TU",
    "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
    "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1;BYHOUR=11",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=11,12;BYDAY=-1MO,TU",
    "FREQ=YEARLY;BYMONTH=11,12,2;BYMONTHDAY=-1,28",
    "FREQ=HOURLY;INTERVAL=5;COUNT=2000",
]


@st.composite
def recurring(draw: st.DrawFn) -> RecurringBusy:
    wall = datetime(2026, 9, 1) + timedelta(minutes=20 * draw(st.integers(0, 3 * 24 * 120)))  # noqa: DTZ001
    zone = draw(st.sampled_from(["Europe/Berlin", "America/New_York", None]))
    start = Moment(wall.date()) if draw(st.integers(0, 9)) == 0 else Moment(wall, zone)
    excluded = tuple(
        start.moved(timedelta(days=draw(st.integers(0, 90)))) for _ in range(draw(st.integers(0, 2)))
    )
    dates = (start.moved(timedelta(days=draw(st.integers(0, 90)))),) if draw(st.integers(0, 5)) == 0 else ()
    recurrence = Recurrence(
        draw(st.sampled_from(RULES)),
        dates,
        excluded,
        shift=draw(st.sampled_from([Shift.NONE, Shift.NONE, Shift.NEXT])),
        workdays=draw(st.booleans()),
    )
    return RecurringBusy(
        recurrence, start, timedelta(minutes=draw(st.sampled_from([20, 60, 500, 1600, 4000])))
    )


def brute_force(person: Availability, low: datetime, high: datetime) -> set[datetime]:
    """Every tenth minute that is worked and not taken, one by one."""
    schedule = person.schedule if isinstance(person.schedule, WorkingTime) else WorkingTime(person.schedule)
    taken = [(one.start, one.end) for one in person.busy]
    for event in person.recurring:
        after = low - event.length - timedelta(days=3)
        found = occurrences(event.recurrence, event.start, after, high, calendar=schedule, home=person.zone)
        taken += [(at.utc(person.zone), at.moved(event.length).utc(person.zone)) for at in found]
    free: set[datetime] = set()
    for begin, end in work_intervals(schedule, person.zone, low, high):
        at = begin
        while at < end:
            if not any(first < at + timedelta(minutes=10) and at < last for first, last in taken):
                free.add(at)
            at += timedelta(minutes=10)
    return free


@settings(max_examples=120, deadline=None)
@given(
    st.lists(st.lists(recurring(), max_size=4), min_size=1, max_size=3),
    st.sampled_from([datetime(2026, 10, 20, tzinfo=UTC), datetime(2026, 11, 21, tzinfo=UTC)]),
)
def test_slots_are_what_counting_minutes_finds(series: list[list[RecurringBusy]], low: datetime) -> None:
    high = low + timedelta(days=17)
    people = [Availability(f"p{n}", "Europe/Berlin", recurring=events) for n, events in enumerate(series)]
    expected = set.intersection(*(brute_force(person, low, high) for person in people))
    found: set[datetime] = set()
    for slot in free_slots(people, timedelta(minutes=10), low, high, limit=10_000):
        at = slot.start
        while at < slot.end:
            found.add(at)
            at += timedelta(minutes=10)
    assert found == expected


def test_fifty_people_with_two_thousand_series_and_no_gap_for_a_year() -> None:
    """Each takes one fiftieth of every day, so nobody is spared and nothing is found."""
    share = 1440 / 50
    people = []
    for number in range(50):
        begin = datetime(2020, 1, 6) + timedelta(minutes=int(number * share))  # noqa: DTZ001
        events = [
            RecurringBusy(
                Recurrence(f"FREQ=WEEKLY;BYDAY={weekday}"),
                Moment(begin, "Europe/Moscow"),
                timedelta(minutes=share + 2),
            )
            for weekday in ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
        ]
        for extra in range(1993):
            rule = ("FREQ=MONTHLY", "FREQ=YEARLY", "FREQ=WEEKLY;INTERVAL=3", "FREQ=DAILY;INTERVAL=9")[
                extra % 4
            ]
            start = begin + timedelta(days=extra % 300, minutes=extra % 20)
            events.append(
                RecurringBusy(Recurrence(rule), Moment(start, "Europe/Moscow"), timedelta(minutes=5))
            )
        people.append(Availability(f"p{number}", "Europe/Moscow", recurring=events))
    watch = Stopwatch()
    found = free_slots(people, timedelta(minutes=5), MONDAY, MONDAY + timedelta(days=365), all_hours=True)
    assert found == []
    assert watch.seconds() < 2
