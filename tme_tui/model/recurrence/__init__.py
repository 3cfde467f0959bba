"""Recurrence: the value, its text form, and how it expands into occurrences."""
