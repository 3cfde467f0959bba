"""Recurrence: the value, its text form, and how it expands into occurrences.

The value is here at once; functions are fetched when they are first asked for, since most commands meet no
recurrence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tme_tui.model.recurrence.values import Anchor, Missed, Recurrence, Shift

if TYPE_CHECKING:
    from tme_tui.model.recurrence.advance import (
        after_completion,
        missed_occurrences,
        next_when_done,
        next_when_skipped,
        open_at,
    )
    from tme_tui.model.recurrence.month_safe import add_months, month_safe_days
    from tme_tui.model.recurrence.rule import Frequency, Rule, parse_rule
    from tme_tui.model.recurrence.series import WorkCalendar
    from tme_tui.model.recurrence.splitting import Split, split
    from tme_tui.model.recurrence.text import from_text, series_from_text, to_text
    from tme_tui.model.recurrence.turning import apart, turned
    from tme_tui.model.recurrence.validation import validate
    from tme_tui.model.recurrence.windows import first, next_after, occurrences, previous_before

_MODULES = {
    "advance": ("after_completion", "missed_occurrences", "next_when_done", "next_when_skipped", "open_at"),
    "month_safe": ("add_months", "month_safe_days"),
    "windows": ("first", "next_after", "occurrences", "previous_before"),
    "rule": ("Frequency", "Rule", "parse_rule"),
    "series": ("WorkCalendar",),
    "splitting": ("Split", "split"),
    "turning": ("apart", "turned"),
    "text": ("from_text", "series_from_text", "to_text"),
    "validation": ("validate",),
}
_WHERE = {name: module for module, names in _MODULES.items() for name in names}

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
    "apart",
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
    "turned",
    "validate",
]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    globals()[name] = found
    return found
