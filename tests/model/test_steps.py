"""Steps on the clock: over an hour that does not happen, and over one that happens twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tme_tui.model.calendar.steps import block_stepped, shown, stepped
from tme_tui.model.moment import Moment

BERLIN = "Europe/Berlin"
SLOT, DAY = timedelta(minutes=30), timedelta(days=1)
FORWARD, BACK = "2027-03-28", "2026-10-25"


def at(text: str) -> Moment:
    return Moment.from_text(f"{text}[{BERLIN}]")


def block(day: str, begin: str, end: str, by: timedelta) -> str:
    starts, ends = block_stepped(at(f"{day}T{begin}"), at(f"{day}T{end}"), by, BERLIN)
    assert ends is not None
    seen = [shown(each, BERLIN) for each in (starts, ends)]
    return " ".join(f"{each.local:%H:%M}{'²' * each.again}" for each in seen)


def test_a_step_goes_over_the_hour_that_does_not_happen_and_back() -> None:
    assert block(FORWARD, "00:30", "01:00", SLOT) == "01:00 01:30"
    assert block(FORWARD, "01:00", "02:00", SLOT) == "01:30 03:30"
    assert block(FORWARD, "01:30", "03:30", SLOT) == "03:00 04:00", "it lasts an hour all the time"
    assert block(FORWARD, "03:00", "04:00", -SLOT) == "01:30 03:30"
    assert block(FORWARD, "01:30", "03:30", -SLOT) == "01:00 03:00"
    assert block(FORWARD, "02:30", "03:30", SLOT) == "04:00 05:00", "said to begin in that hour"
    assert str(stepped(at(f"{FORWARD}T03:00"), -SLOT, BERLIN)) == f"{FORWARD}T01:30[{BERLIN}]"


def test_steps_lead_through_both_of_an_hour_that_happens_twice_and_back() -> None:
    assert block(BACK, "01:30", "02:00", SLOT) == "02:00 02:30"
    assert block(BACK, "02:30", "03:00", SLOT) == "02:00² 02:30²"
    assert block(BACK, "03:00", "04:00", -SLOT) == "02:30² 03:30"
    moments = [at(f"{BACK}T01:30")]
    for _ in range(6):
        moments.append(stepped(moments[-1], SLOT, BERLIN))
    said = [f"{each.local:%H:%M}{'²' * each.again}" for each in moments]
    assert said == ["01:30", "02:00", "02:30", "02:00²", "02:30²", "03:00", "03:30"]
    for before, after in pairwise(moments):
        assert stepped(after, -SLOT, BERLIN) == before


def test_a_day_on_keeps_the_time_of_day_that_was_said() -> None:
    assert block_stepped(at("2027-03-27T02:30"), None, DAY, BERLIN)[0] == at(f"{FORWARD}T02:30")
    assert stepped(at(f"{FORWARD}T02:30"), DAY, BERLIN) == at("2027-03-29T02:30")


@given(
    st.sampled_from([FORWARD, BACK, "2026-11-25"]),
    st.integers(0, 47),
    st.integers(1, 20),
    st.sampled_from([-4, -2, -1, 1, 2, 4]),
)
def test_a_step_leads_on_and_a_block_keeps_some_length(day: str, begin: int, length: int, slots: int) -> None:
    starts = shown(Moment(datetime.fromisoformat(day) + begin * SLOT, BERLIN), BERLIN)
    ends = shown(starts.moved(length * SLOT), BERLIN)
    later, end = block_stepped(starts, ends, slots * SLOT, BERLIN)
    assert end is not None
    assert shown(later, BERLIN) == later
    assert (later.utc(BERLIN) > starts.utc(BERLIN)) is (slots > 0)
    assert end.utc(BERLIN) > later.utc(BERLIN)
