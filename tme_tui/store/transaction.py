"""One gesture, one transaction: rows, what follows from them, search text, and the step in the journal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text, update

from tme_tui.model.ids import PersonId
from tme_tui.model.journal import Origin
from tme_tui.model.text import clean_line
from tme_tui.model.value import value
from tme_tui.store import tables
from tme_tui.store.bulk import insert_rows
from tme_tui.store.derive import search_body
from tme_tui.store.entities import JOURNALED, Key, Row, defaults, recorded_columns
from tme_tui.store.settle import Rules, Settler
from tme_tui.store.working_set import WorkingSet

CHUNK = 2_000
"""A bulk change lets go of its rows each time so many were touched."""


_PLANNED_FOR = frozenset({"tasks", "reminders", "participants", "occurrences"})


class OpensTransactions(Protocol):
    """What a transaction needs of the store: a connection that holds the right to write."""

    def write(self) -> Any: ...


@value
class Actor:
    """Who changes something, and from where."""

    person: PersonId | None
    origin: Origin


@dataclass(slots=True)
class Written:
    """The step that a transaction wrote; `step` is None when nothing had to change."""

    step: int | None = None
    at: int = 0
    action: str = ""
    sentence: str = ""
    rows: int = 0
    touched: dict[str, tuple[Key, ...]] | None = None


class Transaction:
    """The changes of one gesture, written and journaled when it ends."""

    def __init__(self, connection: Connection, rules: Rules, actor: Actor, now: int) -> None:
        self.connection = connection
        self.now = now
        self.rules = rules
        self.actor = actor
        self.action = ""
        self.sentence = ""
        self.reverts: int | None = None
        self.rows = WorkingSet(connection)
        self.written = Written()
        self._settler = Settler(connection, self.rows, rules, now)
        self._touched: dict[str, list[Key]] = {}
        self._recorded = 0
        self._step: int | None = None

    def describe(self, action: str, sentence: str) -> None:
        """Name the gesture: a word for programs, a sentence for people, which may quote any text."""
        self.action, self.sentence = action, clean_line(sentence)

    def new_ids(self, counter: str, count: int = 1) -> range:
        """The next numbers of a counter; they are never given out again."""
        return take_numbers(self.connection, counter, count)

    def flush(self) -> None:
        """Write what was changed so far and let go of it: for changes of thousands of rows."""
        self._settler.settle()
        self.rows.write()
        self._write_search()
        self._plan()
        self._record()
        self.rows.forget()

    def finish(self) -> Written:
        """Write everything, the step included; called once, just before the commit."""
        self.flush()
        self._write_tallies()
        if self._step is not None:
            self._write_step()
        return self.written

    def reserve_step(self) -> int:
        """The number of the step that this transaction writes."""
        if self._step is None:
            self._step = self.new_ids("steps")[0]
        return self._step

    def _plan(self) -> None:
        """Bring the outbox in step with the tasks that were changed."""
        touched = _PLANNED_FOR.intersection(self.rows.touched())
        if not touched or (touched == {"tasks"} and self._only_new_and_silent()):
            return
        from tme_tui.store.outbox.planner import Planner

        Planner(self.connection, self.rows, self.rules, self.now, self.new_ids).after_changes()

    def _only_new_and_silent(self) -> bool:
        """Whether nothing was touched but new tasks, of which none makes itself heard: the usual adding."""
        if any(before is not None for _, before, _ in self.rows.dirty("tasks")):
            return False
        from tme_tui.store.outbox.usual import has_usual

        return not has_usual(self.connection)

    def _record(self) -> None:
        """Journal each row that is not as it was."""
        rows: list[Row] = []
        for entity in JOURNALED:
            names = recorded_columns(entity)
            for key, before, after in self.rows.dirty(entity):
                was, now = _difference(entity, names, before, after)
                if was == now:
                    continue
                self._recorded += 1
                self._touched.setdefault(entity, []).append(key)
                rows.append(
                    {"seq": self._recorded, "entity": entity, "key": _dump(key), "before": was, "after": now}
                )
        if not rows:
            return
        number = self.reserve_step()
        for row in rows:
            row["step_id"] = number
        insert_rows(self.connection, tables.changes, rows)

    def _write_step(self) -> None:
        step = {
            "id": self._step,
            "at": self.now,
            "person_id": self.actor.person,
            "origin": self.actor.origin.value,
            "action": self.action,
            "sentence": self.sentence,
            "rows": self._recorded,
            "reverts": self.reverts,
            "reverted_by": None,
        }
        insert_rows(self.connection, tables.steps, [step])
        touched = {entity: tuple(keys) for entity, keys in self._touched.items()}
        self.written = Written(self._step, self.now, self.action, self.sentence, self._recorded, touched)

    def _write_search(self) -> None:
        table = tables.search
        added: list[Row] = []
        changed: list[Row] = []
        removed: list[Row] = []
        for key, before, row in self.rows.dirty("tasks"):
            if row is None:
                removed.append({"gone": key[0]})
            elif before is None:
                added.append({"task_id": key[0], "body": search_body(row)})
            elif (before["title"], before["notes"]) != (row["title"], row["notes"]):
                changed.append({"which": key[0], "body": search_body(row)})
        if removed:
            self.connection.execute(delete(table).where(table.c.task_id == bindparam("gone")), removed)
        if added:
            insert_rows(self.connection, table, added)
        if changed:
            self.connection.execute(update(table).where(table.c.task_id == bindparam("which")), changed)

    def _write_tallies(self) -> None:
        rows = [
            {"kind": kind, "key": key, "count": count}
            for (kind, key), count in sorted(self._settler.tallies.items())
            if count
        ]
        if rows:
            self.connection.execute(_ADD_TO_TALLIES, rows)


_ADD_TO_TALLIES = text(
    "INSERT INTO tallies (kind, key, count) VALUES (:kind, :key, :count) "
    "ON CONFLICT (kind, key) DO UPDATE SET count = tallies.count + excluded.count"
)


def _difference(
    entity: str, names: Sequence[str], before: Row | None, after: Row | None
) -> tuple[str | None, str | None]:
    """What to remember of a row before and after, as JSON: whole if it came or went, else what differs."""
    if before is not None and after is not None:
        names = [name for name in names if before[name] != after[name]]
        if not names:
            return None, None
        return _dump({n: before[n] for n in names}), _dump({n: after[n] for n in names})
    usual = defaults(entity)
    return tuple(  # type: ignore[return-value]
        None if row is None else _dump({n: row[n] for n in names if row[n] != usual[n]})
        for row in (before, after)
    )


_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@contextmanager
def transaction(store: OpensTransactions, rules: Rules, actor: Actor, now: int) -> Iterator[Transaction]:
    """Everything inside is one step, or nothing at all when an error leaves the block."""
    with store.write() as connection:
        change = Transaction(connection, rules, actor, now)
        yield change
        change.finish()


_COUNTER = tables.counters.c.name == bindparam("counter")
_NEXT = select(tables.counters.c.next).where(_COUNTER)
_COUNT_ON = update(tables.counters).where(_COUNTER).values(next=bindparam("after"))


def take_numbers(connection: Connection, counter: str, count: int = 1) -> range:
    """The next numbers of a counter, whoever writes."""
    row = connection.execute(_NEXT, {"counter": counter}).first()
    first = row[0] if row else 1
    if row:
        connection.execute(_COUNT_ON, {"counter": counter, "after": first + count})
    else:
        connection.execute(insert(tables.counters).values(name=counter, next=first + count))
    return range(first, first + count)


def last_step(connection: Connection) -> int:
    """The newest step there is: what another process has done shows here."""
    return connection.execute(select(func.max(tables.steps.c.id))).scalar() or 0
