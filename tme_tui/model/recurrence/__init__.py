"""Recurrence: the value, its text form, and how it expands into occurrences."""

from __future__ import annotations

from tme_tui.model.recurrence.advance import (
    after_completion,
    missed_occurrences,
    next_when_done,
    next_when_skipped,
    open_at,
)
from tme_tui.model.recurrence.month_safe import add_months, month_safe_days
from tme_tui.model.recurrence.occurrences import first, next_after, occurrences, previous_before
from tme_tui.model.recurrence.rule import Frequency, Rule, parse_rule
from tme_tui.model.recurrence.series import WorkCalendar
from tme_tui.model.recurrence.split import Split, split
from tme_tui.model.recurrence.text import from_text, series_from_text, to_text
from tme_tui.model.recurrence.validation import validate
from tme_tui.model.recurrence.values import Anchor, Missed, Recurrence, Shift

__all__ = [
    "Anchor",
    "Frequency",
    "Missed",
    "Recurrence",
    "Rule",
    "Shift",
    "Split",
    "WorkCalendar",
    "add_months",
    "after_completion",
    "first",
    "from_text",
    "missed_occurrences",
    "month_safe_days",
    "next_after",
    "next_when_done",
    "next_when_skipped",
    "occurrences",
    "open_at",
    "parse_rule",
    "previous_before",
    "series_from_text",
    "split",
    "to_text",
    "validate",
]
