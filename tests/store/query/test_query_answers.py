"""The store answers exactly what a query means, in the order asked for, page by page, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from tests.store.query.query_world import (
    CATEGORIES,
    CONTEXT,
    INSTANT,
    NOW,
    PIECES,
    TODAY,
    TOMORROW,
    Piece,
    Thing,
    expected,
    queries,
    things,
    write_world,
)
from tme_tui.language.query import parse_query
from tme_tui.model.errors import InvalidValue
from tme_tui.model.ids import PersonId
from tme_tui.store.connections import Store
from tme_tui.store.query import Answer, Named, Unknown, answer

same_base = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
ME = PersonId(1)


@contextmanager
def world_in(store: Store, world: list[Thing]) -> Iterator[Connection]:
    """The base with these tasks, empty again afterwards."""
    with store.write() as connection:
        write_world(connection, world)
        yield connection
        connection.rollback()


def asked(connection: Connection, line: str) -> Answer:
    return answer(connection, parse_query(line, CONTEXT), NOW, ME)


def all_pages(found: Answer, size: int) -> list[int]:
    ids: list[int] = []
    page = found.page(size)
    while True:
        assert len(page.ids) <= size
        ids += page.ids
        if page.next is None:
            return ids
        assert len(page.ids) == size
        assert len(ids) <= 1000, "the pages go round in a circle"
        page = found.page(size, page.next)


@same_base
@given(world=things(), piece=queries)
def test_answers_are_what_the_words_mean(store: Store, world: list[Thing], piece: Piece) -> None:
    with world_in(store, world) as connection:
        found = asked(connection, piece.line)
        wanted = [t.id for t in expected(world, piece)]
        assert sorted(found.ids()) == wanted
        assert sorted(found.page(1000).ids) == wanted
        assert found.count() == len(wanted)


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.line)
def test_each_piece_and_its_negation_share_the_tasks(sqlite_store: Store, piece: Piece) -> None:
    world = _sample()
    with world_in(sqlite_store, world) as connection:
        for line, holds in ((piece.line, piece.holds), (f"-({piece.line})", lambda t: not piece.holds(t))):
            wanted = expected(world, Piece(line, holds, piece.speaks_of))
            assert sorted(asked(connection, line).ids()) == [t.id for t in wanted]


def _sample() -> list[Thing]:
    """Many tasks that are as different as can be, the same every time."""
    from random import Random

    random = Random(7)

    def thing(number: int) -> Thing:
        pick: Callable[[Any], Any] = random.choice
        instants = [m + step for m in (TODAY, TOMORROW, INSTANT) for step in (-1, 0, 1)]
        maybe: Callable[[list[Any]], Any] = lambda values: pick([None, *values])  # noqa: E731
        return Thing(
            id=number,
            title=pick(["milk", "Мёд 50%", "буй милк a_", "Bread '\"\\"]),
            notes=pick(["", "молоко milk", "мёд"]),
            status=pick(["open"] * 5 + ["started", "done", "cancelled", "deleted"]),
            kind=pick(["task"] * 5 + ["event", "template"]),
            category=maybe(list(CATEGORIES)),
            tags=frozenset(random.sample([1, 2, 3], pick([0, 1, 2]))),
            priority=maybe([1, 2, 3, 4]),
            due=maybe(instants),
            starts=maybe(instants),
            wait=pick([None, None, None, *instants, 253_402_300_800]),
            completed=maybe(instants),
            estimate=maybe([1800, 3600, 5400]),
            created=pick(instants),
            modified=pick(instants),
            urgency=pick([0.0, 0.1, 12.7]),
            position=0.0,
            open_blockers=pick([0, 1]),
            blocking=pick([0, 1]),
            subtasks=pick([0, 1]),
            parent=maybe([n for n in (1, 2, 30) if n != number]),
            assignee=maybe([1, 2]),
            participants=frozenset(random.sample([1, 2], pick([0, 1]))),
            bug=pick([True, False]),
            attributes=pick(
                [
                    {},
                    {"severity": "high", "votes": 3.5, "browser": "Ёлка", "public": True},
                    {"severity": 3, "votes": "3", "found": "2026-01-01", "browser": "Firefox"},
                    {"votes": True, "public": False, "found": "2026-05-05"},
                ]
            ),
            recurrence=maybe(["FREQ=DAILY"]),
            blockers=frozenset(n for n in (pick([1, 12, 25]),) if n != number),
        )

    return [thing(number) for number in range(1, 121)]


Ordering = Callable[[Thing], Any]
ORDERS: dict[str, Ordering] = {
    "urgency": lambda t: -t.urgency,
    "due": lambda t: t.due,
    "starts": lambda t: t.starts,
    "when": lambda t: t.occasion,
    "priority": lambda t: t.priority,
    "created": lambda t: t.created,
    "modified": lambda t: t.modified,
    "completed": lambda t: t.completed,
    "title": lambda t: t.title.lower().replace("ё", "е"),
    "category": lambda t: None if t.category is None else CATEGORIES[t.category].lower(),
    "estimate": lambda t: t.estimate,
    "position": lambda t: t.position,
    "id": lambda t: t.id,
}
order_keys = st.lists(
    st.tuples(st.sampled_from(list(ORDERS)), st.booleans()), min_size=1, max_size=3, unique_by=lambda k: k[0]
)


def in_order(world: list[Thing], keys: list[tuple[str, bool]]) -> list[int]:
    """Sorted by the last key first; what lacks a value goes to the end, whatever the direction."""
    found = sorted(world, key=lambda t: t.id, reverse=keys[0][1])
    for name, reverse in reversed(keys):
        value = ORDERS[name]
        known = [t for t in found if value(t) is not None]
        known.sort(key=value, reverse=reverse)
        if reverse:  # Python keeps equal ones as they were, which is what we want
            assert known == sorted(known, key=value, reverse=True)
        found = known + [t for t in found if value(t) is None]
    return [t.id for t in found]


@same_base
@given(
    world=things(),
    keys=order_keys,
    piece=st.sampled_from(
        ["status:any", "", "milk status:any", "#red status:any", "-#red", "is:done", "мёд"]
    ),
    size=st.integers(1, 4),
)
def test_pages_join_into_the_whole_in_order(
    store: Store, world: list[Thing], keys: list[tuple[str, bool]], piece: str, size: int
) -> None:
    sort = ",".join(("-" if reverse else "") + name for name, reverse in keys)
    with world_in(store, world) as connection:
        found = asked(connection, f"{piece} sort:{sort}")
        plain = sorted(asked(connection, f"{piece} sort:id").ids())
        wanted = in_order([t for t in world if t.id in plain], keys)
        assert list(found.ids()) == wanted
        assert all_pages(found, size) == wanted


@pytest.mark.parametrize("piece", ["", "status:any", "is:done", "мил", "#red status:any"])
def test_pages_of_every_order_join_into_the_whole(store: Store, piece: str) -> None:
    world = _sample()
    with world_in(store, world) as connection:
        plain = set(asked(connection, f"{piece} sort:id").ids())
        for name, reverse in product(ORDERS, (False, True)):
            found = asked(connection, f"{piece} sort:{'-' * reverse}{name}")
            wanted = in_order([t for t in world if t.id in plain], [(name, reverse)])
            assert list(found.ids()) == wanted
            assert all_pages(found, 7) == wanted


@same_base
@given(world=things(), size=st.integers(1, 4), limit=st.integers(1, 9))
def test_a_limit_counts_all_pages(store: Store, world: list[Thing], size: int, limit: int) -> None:
    with world_in(store, world) as connection:
        whole = asked(connection, "status:any sort:due").ids()[:limit]
        found = asked(connection, f"status:any sort:due limit:{limit}")
        assert all_pages(found, size) == list(whole)
        assert found.ids() == whole
        assert found.count() == len(whole)


def test_a_search_shows_the_newest_first_and_finished_tasks_the_last_finished(store: Store) -> None:
    with world_in(store, _sample()) as connection:
        found = asked(connection, "milk").ids()
        assert list(found) == sorted(found, reverse=True)
        done = {t.id: t.completed for t in _sample() if t.status == "done" and t.kind != "template"}
        wanted = sorted(done, key=lambda n: (done[n] is not None, done[n] or 0, n), reverse=True)
        assert list(asked(connection, "is:done").ids()) == wanted


def test_names_that_nobody_has_are_told(store: Store) -> None:
    with world_in(store, []) as connection:
        found = asked(connection, "+Work +Wrok #red #blue @anna @bob type:bug type:story assignee:me")
    assert set(found.unknown) == {
        Unknown(Named.CATEGORY, "Wrok"),
        Unknown(Named.TAG, "blue"),
        Unknown(Named.PERSON, "bob"),
        Unknown(Named.TYPE, "story"),
    }


@pytest.mark.parametrize(
    "token", ["", "x", "é", "W10", "bnVsbA", "WyJkdWUiLDEsbnVsbCwieCJd", "A" * 300_000, "[" * 9]
)
def test_a_marker_of_another_list_is_refused(sqlite_store: Store, token: str) -> None:
    with world_in(sqlite_store, []) as connection, pytest.raises(InvalidValue, match="page marker"):
        asked(connection, "sort:due").page(3, token)


def test_a_marker_does_not_fit_another_order(sqlite_store: Store) -> None:
    with world_in(sqlite_store, _sample()) as connection:
        marker = asked(connection, "sort:due").page(2).next
        with pytest.raises(InvalidValue, match="page marker"):
            asked(connection, "sort:-due").page(2, marker)


def test_hundreds_of_conditions_and_ids_are_answered(store: Store) -> None:
    lines = [
        " ".join(f"-word{n}" for n in range(150)),
        " or ".join(f"word{n}" for n in range(150)),
        " ".join(["milk"] * 150),
        "(" * 40 + "milk" + ")" * 40,
        "id:" + ",".join(str(n) for n in range(1, 9000, 2)),
        "id:" + ",".join(f"{n}-{n + 2}" for n in range(1, 700, 4)),
        "-(" * 51 + "milk" + ")" * 51,
        "a (b or " * 9 + "c" + ")" * 9,
        "-(a -(b or " * 4 + "title:a" + "))" * 4,
        "x" * 1000,
    ]
    with world_in(store, _sample()) as connection:
        for line in lines:
            assert len(asked(connection, line).ids()) == asked(connection, line).count()
