"""On SQLite the common lists come from an index: no list looks at all tasks to show fifty of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, event, insert, text

from tests.store.query.query_world import CONTEXT, INSTANT, NOW
from tme_tui.language.query import parse_query
from tme_tui.model.ids import PersonId
from tme_tui.store import tables
from tme_tui.store.connections import Store
from tme_tui.store.query import answer
from tme_tui.store.tables import NEVER

DAY = 86_400
COUNT = 6_000


@pytest.fixture
def many(sqlite_store: Store) -> Iterator[Connection]:
    """Thousands of tasks: some with dates, two categories, a common tag and a rare one."""
    with sqlite_store.write() as connection:
        rows = [_task(number) for number in range(1, COUNT + 1)]
        category = [{"id": n, "uid": str(n), "path": p, "key": p} for n, p in ((1, "common"), (2, "rare"))]
        tags = [{"id": n, "name": name, "key": name} for n, name in ((1, "common"), (2, "rare"))]
        ties = [{"task_id": n, "tag_id": 1} for n in range(2, COUNT, 2)]
        ties += [{"task_id": n, "tag_id": 2} for n in range(1, 40)]
        texts = [{"task_id": n, "body": "common words" + " rarity" * (n < 40)} for n in range(1, COUNT + 1)]
        for table, content in (
            (tables.categories, category),
            (tables.tags, tags),
            (tables.tasks, rows),
            (tables.task_tags, ties),
            (tables.search, texts),
        ):
            connection.execute(insert(table), content)
        yield connection
        connection.rollback()


def _task(number: int) -> dict[str, Any]:
    due = INSTANT + number * 600 - 20 * DAY if number % 3 == 0 else None
    return {
        "id": number,
        "uid": str(number),
        "title": "common words",
        "category_id": 2 if number < 40 else 1 if number % 3 else None,
        "created": INSTANT,
        "modified": INSTANT,
        "live": 1,
        "due_utc": due,
        "due_key": due or NEVER,
        "urgency": float(number % 7),
        "open_blockers": int(number % 500 == 0),
    }


@contextmanager
def statements(connection: Connection) -> Iterator[list[tuple[str, Any]]]:
    """What is sent to the database meanwhile."""
    seen: list[tuple[str, Any]] = []

    def note(_: object, __: object, statement: str, values: Any, *rest: object) -> None:
        seen.append((statement, values))

    event.listen(connection, "before_cursor_execute", note)
    yield seen
    event.remove(connection, "before_cursor_execute", note)


def plans(connection: Connection, line: str, *, pages: int = 2) -> list[str]:
    """How SQLite reads the first pages of a query, all statements together."""
    with statements(connection) as seen:
        found = answer(connection, parse_query(line, CONTEXT), NOW, PersonId(1))
        page = found.page(50)
        for _ in range(pages - 1):
            if page.next is not None:
                page = found.page(50, page.next)
    driver = connection.connection.driver_connection
    assert driver is not None
    return [
        row[3]
        for statement, values in seen
        for row in driver.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
    ]


ORDERED = [
    ("sort:due", "ix_tasks_live_due"),
    ("sort:-due", "ix_tasks_live_due"),
    ("+common sort:due", "ix_tasks_live_due"),
    ("sort:when", "ix_tasks_live_due"),
    ("sort:when", "ix_tasks_live_starts"),
    ("+common sort:-when", "ix_tasks_live_starts"),
    ("#common sort:due", "ix_tasks_live_due"),
    ("", "ix_tasks_live_urgency"),
    ("+common", "ix_tasks_live_urgency"),
    ("-#rare", "ix_tasks_live_urgency"),
    ("common sort:urgency", "ix_tasks_live_urgency"),
    ("is:done", "ix_tasks_status_completed"),
]


@pytest.mark.parametrize(("line", "index"), ORDERED)
def test_long_lists_walk_the_index_of_their_order(many: Connection, line: str, index: str) -> None:
    steps = plans(many, line)
    assert any(index in step for step in steps)
    assert not [step for step in steps if step == "USE TEMP B-TREE FOR ORDER BY" or step == "SCAN tasks"]


@pytest.mark.parametrize(
    "line", ["#rare", "+rare sort:due", "rarity sort:due", "is:blocked", "id:3-90 #common"]
)
def test_short_sets_are_fetched_by_id(many: Connection, line: str) -> None:
    steps = plans(many, line)
    reads = [step for step in steps if step.startswith(("SEARCH tasks", "SCAN tasks"))]
    assert "SEARCH tasks USING INTEGER PRIMARY KEY (rowid=?)" in reads
    assert not [step for step in reads if "live_urgency" in step or "live_due" in step or "SCAN" in step]


@pytest.mark.parametrize("line", ["common", "rarity", "common -#rare", "common sort:id"])
def test_found_texts_stream_from_the_search_index(many: Connection, line: str) -> None:
    steps = plans(many, line)
    assert [step for step in steps if step.startswith("SCAN search_index VIRTUAL TABLE")]
    assert not [step for step in steps if "TEMP B-TREE" in step or step == "SCAN tasks"]


def test_a_category_of_few_tasks_and_one_of_many_list_the_same_way(many: Connection) -> None:
    """Whatever the way, the pages are those of a plain reading."""
    for line, where in (("+rare", "category_id = 2"), ("+common", "category_id = 1"), ("#rare", "id < 40")):
        wanted = many.execute(
            text(f"SELECT id FROM tasks WHERE live = 1 AND {where} ORDER BY urgency DESC, id")
        ).scalars()
        found = answer(many, parse_query(line, CONTEXT), NOW, PersonId(1))
        assert list(found.ids()) == list(wanted)
