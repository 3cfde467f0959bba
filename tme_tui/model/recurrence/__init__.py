"""Recurrence: the value, its text form, and how it expands into occurrences."""

from __future__ import annotations

from tme_tui.model.recurrence.occurrences import first, next_after, occurrences, previous_before
from tme_tui.model.recurrence.rule import Frequency, Rule, parse_rule
from tme_tui.model.recurrence.series import WorkCalendar
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
    "WorkCalendar",
    "first",
    "from_text",
    "next_after",
    "occurrences",
    "parse_rule",
    "previous_before",
    "series_from_text",
    "to_text",
    "validate",
]
