"""Where SQLite should begin: with the few tasks that one condition finds, or with the order.

SQLite keeps no count of how many tasks a category or a date range holds, so its planner guesses. A bounded
count of each condition that has an index costs microseconds. A short set is fetched and sorted; when all
sets are long, walking the index of the order soon meets a page of tasks that pass. PostgreSQL knows its data
and is left to itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select, union_all

from tme_tui.model.aspects import PersonRole, Presence, Relation, State, TimeField
from tme_tui.model.conditions import (
    And,
    Condition,
    Has,
    HasTag,
    IdIn,
    InCategory,
    Involves,
    Is,
    Not,
    Or,
    RelatedTo,
    Text,
    UidStarts,
    Within,
)
from tme_tui.store import tables
from tme_tui.store.conflicts import tasks_in_conflict
from tme_tui.store.query import text_search
from tme_tui.store.query.conditions import Translator, in_ranges

_tasks = tables.tasks
_FEW = 2_000
_SEVERAL = 4_000
"""With further conditions a page may be far down the order: then a longer set is still the better start."""
_MANY = 50_000
"""Without an index for the order all tasks would have to be sorted."""
_OWN_INDEX = (TimeField.DUE, TimeField.STARTS, TimeField.WAIT)
_LIVE_STATES = (State.BLOCKED, State.OVERDUE, State.WAITING, State.SOMEDAY)


class Candidate(NamedTuple):
    """Ids of tasks, among which are all that the query finds."""

    parts: tuple[Select[Any], ...]
    is_text: bool = False

    def bounded(self, limit: int) -> Select[Any]:
        """A statement that gives the number of ids and the ids, and stops where there are too many."""
        rows = (self.parts[0] if len(self.parts) == 1 else union_all(*self.parts)).limit(limit + 1).subquery()
        return select(func.count(), func.json_group_array(rows.c[0]))


def shortest(
    connection: Connection,
    conjuncts: Sequence[Condition],
    translator: Translator,
    *,
    live: bool,
    order_is_indexed: bool,
    texts_give_order: bool = False,
) -> str | None:
    """The best set of ids to begin with, as a JSON array, or None when the order is the better start."""
    candidates = [c for node in conjuncts if (c := _candidate(node, translator, live)) is not None]
    texts = [node for node in conjuncts if isinstance(node, Text)]
    if texts_give_order and texts and not candidates:
        return None
    if texts:
        candidates.append(Candidate((text_search.found_first(texts),), is_text=True))
    limit = _FEW if len(conjuncts) == 1 else _SEVERAL
    if not order_is_indexed:
        limit = _MANY
    best: tuple[str, bool] | None = None
    for candidate in candidates:
        size, ids = connection.execute(candidate.bounded(limit)).one()
        if size <= limit:
            limit, best = max(size - 1, 0), (ids, candidate.is_text)
    if best is None or (best[1] and texts_give_order):
        return None
    return best[0]


def _candidate(node: Condition, translator: Translator, live: bool) -> Candidate | None:
    match node:
        case Or(parts):
            found = [_candidate(part, translator, live) for part in parts]
            known = [one for one in found if one is not None]
            return (
                Candidate(tuple(s for one in known for s in one.parts)) if len(known) == len(found) else None
            )
        case And(parts):
            return next((d for part in parts if (d := _candidate(part, translator, live)) is not None), None)
        case HasTag(name):
            tie = tables.task_tags.c
            return Candidate((select(tie.task_id).where(tie.tag_id.in_(translator.names.tag(name))),))
        case RelatedTo(Relation.BLOCKS, ranges):
            ties = tables.dependencies.c
            return Candidate((select(ties.blocker_id).where(in_ranges(ties.task_id, ranges)),))
        case RelatedTo(Relation.DEPENDS, ranges):
            ties = tables.dependencies.c
            return Candidate((select(ties.task_id).where(in_ranges(ties.blocker_id, ranges)),))
        case Is(State.CONFLICT):
            return Candidate((tasks_in_conflict(),))
        case IdIn() | UidStarts() | RelatedTo(Relation.PARENT):
            return Candidate((select(_tasks.c.id).where(translator.where(node)),))
        case _:
            return _among_live(node, translator) if live and _has_live_index(node) else None


def _among_live(node: Condition, translator: Translator) -> Candidate:
    return Candidate((select(_tasks.c.id).where(_tasks.c.live == 1, translator.where(node)),))


def _has_live_index(node: Condition) -> bool:
    """Whether an index of live tasks finds these without looking at others."""
    match node:
        case InCategory() | Not(Has(Presence.CATEGORY)) | Involves(_, PersonRole.ASSIGNEE):
            return True
        case Within(field):
            return field in _OWN_INDEX
        case Is(state):
            return state in _LIVE_STATES
        case Has(what):
            return what in (Presence.DUE, Presence.STARTS, Presence.WAIT)
        case _:
            return False
