"""The tables: the one description of what is remembered, which the migrations build.

Instants are whole seconds since 1970 in UTC; a moment that a person chose is kept as text (its wall time and
zone, see `model/moment.py`) with the instant beside it in a column ending in `_utc`, for order and search.
Columns in `DERIVED` follow from others: they are recomputed in the transaction that changes what they follow
from, and are no part of the journal.
"""

from __future__ import annotations

from tme_tui.store.tables.belonging import dependencies, occurrences, participants, reminders, task_tags
from tme_tui.store.tables.delivering import addresses, deliveries, inbox, link_codes, services
from tme_tui.store.tables.naming import categories, people, tags, task_types, views
from tme_tui.store.tables.remembering import changes, counters, meta, search, steps, tallies
from tme_tui.store.tables.shapes import NEVER, metadata
from tme_tui.store.tables.working import BOOKKEEPING, DERIVED, PARTIAL_INDEXES, tasks

__all__ = [
    "BOOKKEEPING",
    "DERIVED",
    "NEVER",
    "PARTIAL_INDEXES",
    "addresses",
    "categories",
    "changes",
    "counters",
    "deliveries",
    "dependencies",
    "inbox",
    "link_codes",
    "meta",
    "metadata",
    "occurrences",
    "participants",
    "people",
    "reminders",
    "search",
    "services",
    "steps",
    "tags",
    "tallies",
    "task_tags",
    "task_types",
    "tasks",
    "views",
]
