"""Questions that every look at a list asks first are answered by an index, however many tasks there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, event

from tme_tui.store import freshness
from tme_tui.store.connections import Store
from tme_tui.store.counts import count_views
from tme_tui.store.finding_tasks import about_to_move, next_due
from tme_tui.store.settle import Rules

NOW = 1_772_625_600


def plans(store: Store, ask: Callable[[Connection], object]) -> list[str]:
    """How SQLite goes about each statement of a question."""
    asked: list[tuple[str, Any]] = []
    with store.read() as connection:
        engine = connection.engine

        def note(_: object, __: object, statement: str, values: Any, *___: object) -> None:
            asked.append((statement, values))

        event.listen(engine, "before_cursor_execute", note)
        ask(connection)
        event.remove(engine, "before_cursor_execute", note)
        found: list[str] = []
        for statement, values in asked:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            found += [str(row[3]) for row in rows]
    return found


@pytest.mark.parametrize(
    "ask",
    [
        lambda connection: about_to_move(connection, NOW),
        lambda connection: freshness.stale(connection, Rules(), NOW),
        lambda connection: count_views(connection, NOW, NOW - 100, NOW + 100),
        lambda connection: next_due(connection, NOW),
    ],
    ids=["what moves by itself", "stale urgencies", "counts of views", "what is due next"],
)
def test_no_question_reads_all_tasks(sqlite_store: Store, ask: Callable[[Connection], object]) -> None:
    found = plans(sqlite_store, ask)
    assert found
    assert [plan for plan in found if plan.startswith("SCAN tasks")] == []
