"""Moments, durations and recurrences in words, English and Russian: one voice for screen, line and chat."""

from __future__ import annotations

from tme_tui.language.describe.moments import (
    clock_change_notice,
    describe_day,
    describe_distance,
    describe_duration,
    describe_moment,
    describe_roughly,
    shorter_forms,
)
from tme_tui.language.describe.recurrences import describe_recurrence

__all__ = [
    "clock_change_notice",
    "describe_day",
    "describe_distance",
    "describe_duration",
    "describe_moment",
    "describe_recurrence",
    "describe_roughly",
    "shorter_forms",
]
