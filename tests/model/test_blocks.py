"""Blocks of time that recur keep their wall times, each in its own zone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tme_tui.model.blocks import end_beside, wall_length
from tme_tui.model.moment import Moment


@pytest.mark.parametrize(
    ("starts", "ends", "begins", "end"),
    [
        ("2026-03-28T22:00", "2026-03-29T06:00", "2026-04-01T22:00", "2026-04-02T06:00"),
        ("2026-03-28", "2026-03-30", "2026-04-04", "2026-04-06"),
        (
            "2026-03-05T10:00[Europe/Riga]",
            "2026-03-05T12:00[America/New_York]",
            "2026-03-12T10:00[Europe/Riga]",
            "2026-03-12T12:00[America/New_York]",
        ),
        (
            "2026-02-26T10:00[Asia/Tokyo]",
            "2026-02-26T04:00[America/Los_Angeles]",
            "2026-03-05T10:00[Asia/Tokyo]",
            "2026-03-05T04:00[America/Los_Angeles]",
        ),
        (
            "2026-02-26T10:00[Europe/Riga]",
            "2026-02-26T11:00[Europe/Riga]",
            "2026-03-05T08:00[Europe/London]",
            "2026-03-05T11:00[Europe/Riga]",
        ),
    ],
)
def test_where_a_later_one_ends(starts: str, ends: str, begins: str, end: str) -> None:
    read = Moment.from_text
    assert end_beside(read(begins), read(starts), read(ends)) == read(end)


@pytest.mark.parametrize(
    ("starts", "ends", "hours"),
    [
        ("2026-03-28T22:00[Europe/Riga]", "2026-03-29T06:00[Europe/Riga]", 8),
        ("2026-02-26T10:00[Asia/Tokyo]", "2026-02-26T04:00[America/Los_Angeles]", 11),
        ("2026-02-26T10:00", "2026-02-26T10:30[Europe/London]", 2.5),
    ],
)
def test_how_long_one_lasts(starts: str, ends: str, hours: float) -> None:
    length = wall_length(Moment.from_text(starts), Moment.from_text(ends), "Europe/Riga")
    assert length == timedelta(hours=hours)
