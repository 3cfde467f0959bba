"""Recurrences in the text of RFC 5545, ours and that of others."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence import (
    Anchor,
    Missed,
    Recurrence,
    Shift,
    from_text,
    occurrences,
    series_from_text,
    to_text,
)


def test_what_the_rfc_lacks_travels_in_parameters() -> None:
    recurrence = Recurrence(
        "FREQ=MONTHLY;BYSETPOS=-1",
        dates=(Moment.from_text("2026-12-05"), Moment.from_text("2026-12-07T10:00[UTC]")),
        excluded=(Moment.from_text("2026-12-06T10:00[Europe/Moscow]"), Moment.from_text("2026-12-08T10:00")),
        anchor=Anchor.COMPLETION,
        missed=Missed.SKIP,
        shift=Shift.PREVIOUS,
        workdays=True,
    )
    text = to_text(recurrence)
    assert text.splitlines() == [
        "RRULE;X-TME-ANCHOR=COMPLETION;X-TME-MISSED=SKIP;X-TME-SHIFT=PREVIOUS;X-TME-WORKDAYS=ADDED"
        ":FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU,WE,TH,FR",
        "RDATE;VALUE=DATE:20261205",
        "RDATE:20261207T100000Z",
        "EXDATE;TZID=Europe/Moscow:20261206T100000",
        "EXDATE:20261208T100000",
    ]
    assert from_text(text) == recurrence


def test_a_plain_rule_is_one_plain_line() -> None:
    assert to_text(Recurrence("FREQ=DAILY")) == "RRULE:FREQ=DAILY"
    for text in ("RRULE:FREQ=DAILY", "FREQ=DAILY", "freq=daily;", "\r\nRRULE:FREQ=DAILY\r\n"):
        assert from_text(text) == Recurrence("FREQ=DAILY")


def test_the_extras_of_dates_alone_are_kept() -> None:
    recurrence = Recurrence("", dates=(Moment.from_text("2026-12-05"),), missed=Missed.STACK)
    assert from_text(to_text(recurrence)) == recurrence


def test_a_floating_start_with_until_in_utc_is_read() -> None:
    text = "DTSTART:20261101T090000\r\nRRULE:FREQ=DAILY;UNTIL=20261103T060000Z"
    recurrence, start = series_from_text(text)
    assert start == Moment.from_text("2026-11-01T09:00")
    low, high = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    found = [str(moment) for moment in occurrences(recurrence, start, low, high, home="Europe/Moscow")]
    assert found == ["2026-11-01T09:00", "2026-11-02T09:00", "2026-11-03T09:00"]


def test_folded_lines_periods_and_foreign_zone_names() -> None:
    text = (
        "DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20261101T090000\r\n"
        "RRULE:FREQ=WEEKLY;BYD\r\n AY=MO\r\n"
        "RDATE;VALUE=PERIOD:20261105T080000Z/PT1H,20261106T080000Z/20261106T090000Z\r\n"
        'EXDATE;TZID="America/Argentina/Ushuaia":20261109T050000'
    )
    recurrence, start = series_from_text(text)
    assert start == Moment.from_text("2026-11-01T09:00[Europe/Berlin]")
    assert recurrence.rule == "FREQ=WEEKLY;BYDAY=MO"
    assert [str(moment) for moment in recurrence.dates] == ["2026-11-05T08:00[UTC]", "2026-11-06T08:00[UTC]"]
    assert str(recurrence.excluded[0]) == "2026-11-09T05:00[America/Argentina/Ushuaia]"


@pytest.mark.parametrize(
    "text",
    [
        "RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY",
        "EXRULE:FREQ=DAILY",
        "SUMMARY:hello",
        "RDATE:tomorrow",
        "RDATE:20261350",
        "EXDATE;TZID=Moon/Sea:20261105T080000",
        "RRULE;X-TME-MISSED=PERHAPS:FREQ=DAILY",
        "RRULE:FREQ=DAILY;UNTIL=soon",
        "nonsense",
        "RRULE:" + "A" * 300_000,
        "RDATE:" + "1" * 100_000,
    ],
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        from_text(text)
