"""A series that is moved whole: every time goes as far as the one that was moved."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tme_tui.model.errors import Refused
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence import occurrences, turned
from tme_tui.model.recurrence.values import Recurrence

FIRST = Moment.from_text("2026-11-02T09:00[Europe/Riga]")
END = Moment.from_text("2027-11-02")


def times(recurrence: Recurrence, start: Moment) -> list[Moment]:
    return list(islice(occurrences(recurrence, start, start, END), 12))


@given(
    st.sampled_from(
        (
            *("FREQ=DAILY", "FREQ=DAILY;INTERVAL=2", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2"),
            *("FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=WEEKLY;COUNT=4"),
            *("FREQ=WEEKLY;UNTIL=20261201T070000Z", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO"),
        )
    ),
    st.integers(-6, 6),
    st.integers(-600, 600),
)
def test_every_time_goes_as_far(rule: str, days: int, minutes: int) -> None:
    by = timedelta(days=days, minutes=minutes)
    before = times(Recurrence(rule), FIRST)
    moved = FIRST.moved(by)
    after = times(turned(Recurrence(rule), FIRST, moved), moved)
    assert after[: len(before) - 2] == [moment.moved(by) for moment in before][: len(before) - 2]
    if "COUNT" in rule or "UNTIL" in rule:
        assert after == [moment.moved(by) for moment in before]


@pytest.mark.parametrize(
    ("rule", "to", "wanted"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=2", "2026-11-05T09:00", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("FREQ=MONTHLY;BYDAY=1MO", "2026-11-10T09:00", "FREQ=MONTHLY;BYDAY=2TU"),
        ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=2", "2026-11-03T09:00", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=3"),
        ("FREQ=MONTHLY", "2026-11-05T10:00", "FREQ=MONTHLY"),
    ],
)
def test_a_rule_that_names_days_names_the_new_ones(rule: str, to: str, wanted: str) -> None:
    assert turned(Recurrence(rule), FIRST, Moment.from_text(f"{to}[Europe/Riga]")).rule == wanted


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
        "FREQ=MONTHLY;BYMONTHDAY=2,16",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
        "FREQ=DAILY;BYHOUR=9,17",
    ],
)
def test_what_cannot_be_said_is_refused(rule: str) -> None:
    with pytest.raises(Refused, match="change its rule"):
        turned(Recurrence(rule), FIRST, FIRST.moved(timedelta(days=1, hours=1)))


def test_exceptions_go_along() -> None:
    left_out = FIRST.moved(timedelta(days=7))
    series = Recurrence("FREQ=WEEKLY", excluded=(left_out,))
    moved = FIRST.moved(timedelta(hours=2))
    assert turned(series, FIRST, moved).excluded == (left_out.moved(timedelta(hours=2)),)
    assert isinstance(moved.local, datetime)
