"""Laws of every series: windows agree with the whole, time only moves forward, cutting loses nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.recurrence.recurrence_strategies import SomeHolidays, series
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence import (
    Recurrence,
    first,
    from_text,
    next_after,
    occurrences,
    previous_before,
    split,
    to_text,
)

HOME = "Europe/Moscow"
BEGIN = datetime(2022, 1, 1, tzinfo=UTC)
OFFSETS = st.integers(0, 60 * 24 * 1300).map(lambda minutes: BEGIN + timedelta(minutes=minutes))
CALENDAR = SomeHolidays()


def window(recurrence: Recurrence, start: Moment, low: datetime, high: datetime) -> list[Moment]:
    return list(occurrences(recurrence, start, low, high, calendar=CALENDAR, home=HOME))


@settings(max_examples=200, deadline=None)
@given(series(), OFFSETS, st.integers(0, 60 * 24 * 90))
def test_a_window_is_the_whole_series_cut_to_it(
    drawn: tuple[Recurrence, Moment], low: datetime, minutes: int
) -> None:
    recurrence, start = drawn
    high = low + timedelta(minutes=minutes)
    whole = window(recurrence, start, BEGIN, high)
    assert window(recurrence, start, low, high) == [moment for moment in whole if low <= moment.utc(HOME)]


@settings(max_examples=100, deadline=None)
@given(series())
def test_time_only_moves_forward_and_no_instant_comes_twice(drawn: tuple[Recurrence, Moment]) -> None:
    recurrence, start = drawn
    begin = start.utc(HOME)
    found = window(recurrence, start, begin - timedelta(days=20), begin + timedelta(days=200))
    instants = [moment.utc(HOME) for moment in found]
    assert all(earlier < later for earlier, later in pairwise(instants))


@settings(max_examples=100, deadline=None)
@given(series(), OFFSETS)
def test_next_and_previous_are_neighbours_in_the_series(
    drawn: tuple[Recurrence, Moment], at: datetime
) -> None:
    recurrence, start = drawn
    following = next_after(recurrence, start, at, calendar=CALENDAR, home=HOME)
    if following is not None:
        assert following.utc(HOME) > at
        between = window(recurrence, start, at + timedelta(microseconds=1), following.utc(HOME))
        assert between == []
        assert (
            window(recurrence, start, following.utc(HOME), following.utc(HOME) + timedelta(seconds=1))[0]
            == following
        )
    preceding = previous_before(recurrence, start, at, calendar=CALENDAR, home=HOME)
    if preceding is not None:
        assert preceding.utc(HOME) < at
        between = window(recurrence, start, preceding.utc(HOME) + timedelta(microseconds=1), at)
        assert between == []
    else:
        assert window(recurrence, start, datetime(2000, 1, 1, tzinfo=UTC), at) == []


@settings(max_examples=100, deadline=None)
@given(series())
def test_text_says_the_same_recurrence(drawn: tuple[Recurrence, Moment]) -> None:
    recurrence, start = drawn
    again = from_text(to_text(recurrence))
    assert again == recurrence
    assert first(again, start, calendar=CALENDAR, home=HOME) == first(
        recurrence, start, calendar=CALENDAR, home=HOME
    )


@settings(max_examples=100, deadline=None)
@given(series(), st.integers(0, 30))
def test_both_halves_of_a_cut_series_make_the_whole(drawn: tuple[Recurrence, Moment], which: int) -> None:
    recurrence, start = drawn
    end = start.utc(HOME) + timedelta(days=400)
    begin = start.utc(HOME) - timedelta(days=30)
    whole = window(recurrence, start, begin, end)
    if not whole:
        return
    at = whole[min(which, len(whole) - 1)]
    before, after, second_start = split(recurrence, start, at, calendar=CALENDAR, home=HOME)
    head = window(before, start, begin, end) if before else []
    assert head + window(after, second_start, begin, end) == whole
