"""Keeping stored urgencies right as time passes: each says until when it holds.

A look at a list first brings in step what has come due for a change. That is derived data only: no step, no
new version, and no harm when the base cannot be written just now.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select, update

from tme_tui.store import tables
from tme_tui.store.notes import note, noted
from tme_tui.store.settle import Rules, category_keys, facts_of, urgency_columns, weighty_tags
from tme_tui.store.working_set import in_batches

_tasks = tables.tasks
_PORTION = 2_000
_WEIGHTS_KEY = "urgency_weights"


def stale(connection: Connection, rules: Rules, now: int) -> bool:
    """Whether some urgency no longer holds at `now`, or was made with other weights."""
    if connection.execute(_outdated(now).limit(1)).first() is not None:
        return True
    return _weights_in_use(connection) != _fingerprint(rules)


def refresh(connection: Connection, rules: Rules, now: int) -> int:
    """Recompute the urgencies that no longer hold; the answer is how many."""
    if _weights_in_use(connection) != _fingerprint(rules):
        connection.execute(update(_tasks).where(_tasks.c.live == 1).values(urgency_turns=0))
        note(connection, _WEIGHTS_KEY, _fingerprint(rules))
    numbers = list(connection.execute(_outdated(now)).scalars())
    for portion in in_batches(numbers, _PORTION):
        _recompute(connection, rules, now, list(portion))
    return len(numbers)


def _outdated(now: int) -> Any:
    return select(_tasks.c.id).where(
        _tasks.c.live == 1, or_(_tasks.c.urgency_turns <= now, _tasks.c.urgency_since > now)
    )


def _recompute(connection: Connection, rules: Rules, now: int, numbers: list[int]) -> None:
    weighty = weighty_tags(connection, rules.weights) if rules.weights.tags else {}
    categories = category_keys(connection) if rules.weights.categories else {}
    tags = _tags_of(connection, numbers, weighty)
    fresh = []
    for batch in in_batches(numbers):
        for row in connection.execute(select(_tasks).where(_tasks.c.id.in_(batch))).mappings():
            facts = facts_of(
                dict(row), tuple(tags.get(row["id"], ())), categories.get(row["category_id"], "")
            )
            fresh.append({"which": row["id"], **urgency_columns(facts, rules.weights, now)})
    connection.execute(update(_tasks).where(_tasks.c.id == bindparam("which")), fresh)


def _tags_of(connection: Connection, numbers: Iterable[int], weighty: dict[int, str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    if not weighty:
        return found
    tie = tables.task_tags
    for batch in in_batches(numbers):
        query = select(tie).where(tie.c.tag_id.in_(list(weighty)), tie.c.task_id.in_(batch))
        for number, tag in connection.execute(query):
            found.setdefault(number, []).append(weighty[tag])
    return found


def _weights_in_use(connection: Connection) -> str | None:
    return noted(connection, _WEIGHTS_KEY)


def _fingerprint(rules: Rules) -> str:
    return repr(rules.weights)
