"""Rules and starts at the far ends: nothing raises but a refusal, and nothing takes for ever."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import islice

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tme_tui.language.describe import describe_recurrence
from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence import (
    Anchor,
    Recurrence,
    Shift,
    after_completion,
    first,
    from_text,
    next_after,
    occurrences,
    previous_before,
    to_text,
    validate,
)

NOW = datetime(2030, 1, 1, tzinfo=UTC)
PARTS = {
    "INTERVAL": st.sampled_from([1, 2, 7, 24, 36, 168, 1440, 86400, 1_000_000]).map(str),
    "BYMONTH": st.integers(1, 12).map(str),
    "BYMONTHDAY": st.integers(-31, 31).map(str),
    "BYYEARDAY": st.integers(-366, 366).map(str),
    "BYWEEKNO": st.integers(-53, 53).map(str),
    "BYDAY": st.sampled_from(["MO", "SU,TU", "1FR", "-1WE", "5SA", "20TH"]),
    "BYHOUR": st.integers(0, 23).map(str),
    "BYMINUTE": st.integers(0, 59).map(str),
    "BYSECOND": st.integers(0, 60).map(str),
    "BYSETPOS": st.sampled_from(["1", "-1", "5", "-20"]),
    "WKST": st.sampled_from(["SU", "WE"]),
    "COUNT": st.sampled_from(["1", "50", "20000", "999999999"]),
    "UNTIL": st.sampled_from(["00010101", "20270101T000000Z", "99991231T235959", "99991231T235959Z"]),
}


@st.composite
def rules(draw: st.DrawFn) -> str:
    freq = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY"]))
    names = draw(st.lists(st.sampled_from(sorted(PARTS)), max_size=4, unique=True))
    return ";".join([f"FREQ={freq}", *(f"{name}={draw(PARTS[name])}" for name in names)])


walls = st.one_of(
    st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1)),  # noqa: DTZ001 - wall times
    st.sampled_from([datetime(1, 1, 1), datetime(1, 1, 9, 23), datetime(9999, 12, 31, 23)]),  # noqa: DTZ001
)
starts = st.one_of(
    st.builds(Moment, walls, st.sampled_from([None, "Europe/Berlin", "Pacific/Apia"])),
    st.builds(lambda wall: Moment(wall.date()), walls),
)


@settings(max_examples=150, deadline=None)
@given(rules(), starts, st.sampled_from(Shift), st.booleans())
@example("FREQ=YEARLY;UNTIL=99991231T235959", Moment(date(2001, 6, 17)), Shift.NONE, False)
@example("FREQ=WEEKLY;INTERVAL=1000000;COUNT=50", Moment(date(1, 1, 1)), Shift.NEXT, False)
@example("FREQ=YEARLY;INTERVAL=1000000", Moment(date(2026, 10, 15)), Shift.PREVIOUS, False)
@example("FREQ=SECONDLY;INTERVAL=3;BYSECOND=60", Moment(date(2026, 10, 15)), Shift.NEXT, False)
def test_nothing_but_a_refusal_is_raised(rule: str, start: Moment, shift: Shift, workdays: bool) -> None:
    recurrence = Recurrence(rule, shift=shift, workdays=workdays)
    try:
        validate(recurrence)
    except InvalidValue:
        return
    assert describe_recurrence(recurrence, "en")
    assert describe_recurrence(recurrence, "ru")
    assert from_text(to_text(recurrence)) == recurrence
    begin = first(recurrence, start, home="Asia/Tokyo")
    following = next_after(recurrence, start, NOW, home="Asia/Tokyo")
    preceding = previous_before(recurrence, start, NOW, home="Asia/Tokyo")
    assert begin is not None or (following is None and preceding is None)
    window = occurrences(recurrence, start, NOW, datetime(2030, 2, 1, tzinfo=UTC), home="Asia/Tokyo")
    found = next(islice(window, 1), None)
    assert found is None or following is None or found.utc("Asia/Tokyo") <= following.utc("Asia/Tokyo")
    done = Recurrence(rule, anchor=Anchor.COMPLETION, shift=shift, workdays=workdays)
    after_completion(done, start, current=start)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("FREQ=DAILY;BYWKSTUN0123456789-+,:TZ\n xя"), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        recurrence = from_text(text)
    except InvalidValue:
        return
    assert from_text(to_text(recurrence)) == recurrence


@pytest.mark.parametrize(
    "text", ["FREQ=DAILY;COUNT=" + "9" * 1500, "FREQ=DAILY;BYDAY=" + "MO," * 400, ";" * 1900]
)
def test_long_nonsense_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        from_text(text)
