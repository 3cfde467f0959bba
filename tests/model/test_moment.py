"""Moments: each instant has one of its own in every zone, also where clocks show a time twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tme_tui.model.moment import Moment

BERLIN = "Europe/Berlin"


@given(
    st.sampled_from(
        [
            (BERLIN, "2026-10-24T22:00"),
            (BERLIN, "2026-03-28T22:00"),
            ("America/St_Johns", "2026-11-01T02:00"),
            ("Australia/Lord_Howe", "2026-04-04T13:00"),
            ("Africa/Casablanca", "2026-02-14T22:00"),
        ]
    ),
    st.integers(0, 60 * 8),
)
def test_an_instant_comes_back_from_its_moment_and_its_text(night: tuple[str, str], minutes: int) -> None:
    zone, begin = night
    instant = datetime.fromisoformat(begin).replace(tzinfo=UTC) + timedelta(minutes=minutes)
    moment = Moment.at(instant, zone)
    assert moment.utc(zone) == instant
    assert Moment.from_text(str(moment)) == moment


def test_only_a_time_that_happens_twice_has_a_second_one() -> None:
    first, second = (Moment.at(datetime(2026, 10, 25, hour, 30, tzinfo=UTC), BERLIN) for hour in (0, 1))
    assert str(first) == "2026-10-25T02:30[Europe/Berlin]"
    assert str(second) == "2026-10-25T02:30+01:00[Europe/Berlin]"
    assert first != second
    assert Moment(first.local, BERLIN, again=True) == second
    assert Moment(second.local, None, again=True) == Moment(second.local), "nobody's zone has no changes"
    assert not second.moved(timedelta(days=1)).again
    wrong = Moment.from_text("2026-11-25T02:30+05:00[Europe/Berlin]")
    assert str(wrong) == "2026-11-25T02:30[Europe/Berlin]", "what the clock shows is the truth"


def test_a_day_begins_at_its_midnight_and_is_over_at_the_next() -> None:
    day = Moment(date(2026, 3, 29))
    assert day.utc("Europe/Riga") == datetime(2026, 3, 28, 22, tzinfo=UTC)
    assert day.utc("Europe/Riga", day_ends=True) == datetime(2026, 3, 29, 20, 59, 59, tzinfo=UTC)
