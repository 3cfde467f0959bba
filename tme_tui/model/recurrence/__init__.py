"""Recurrence: the value, its text form, and how it expands into occurrences."""

from __future__ import annotations

from tme_tui.model.recurrence.rule import Frequency, Rule, parse_rule
from tme_tui.model.recurrence.values import Anchor, Missed, Recurrence, Shift

__all__ = ["Anchor", "Frequency", "Missed", "Recurrence", "Rule", "Shift", "parse_rule"]
