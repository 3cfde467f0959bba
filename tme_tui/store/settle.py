"""Before a transaction is written: recompute all that follows from what it changed.

Counts of blockers and subtasks are counted anew for the tasks concerned, never nudged by one, so that they
cannot drift.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, case, func, select

from tme_tui.model.text import fold
from tme_tui.model.urgency import Facts, Weights, urgency_of
from tme_tui.model.value import field, value
from tme_tui.store import tables
from tme_tui.store.derive import LIVE, derive_own, tally_keys
from tme_tui.store.entities import Row
from tme_tui.store.tables import BOOKKEEPING, DERIVED
from tme_tui.store.working_set import WorkingSet, in_batches

if TYPE_CHECKING:
    from tme_tui.model.recurrence import WorkCalendar

PARTS_OF_TASKS = ("task_tags", "dependencies", "occurrences", "reminders", "participants")


@value
class Rules:
    """What the base needs to know from settings."""

    home: str = "UTC"
    """The zone in which days and floating times are read."""
    weights: Weights = field(default_factory=Weights)
    calendar: Callable[[], WorkCalendar] | None = None
    """Which days are worked, for rules of recurrence that ask."""


class Settler:
    """Derives within one transaction; remembers what the tallies gain and lose."""

    def __init__(self, connection: Connection, rows: WorkingSet, rules: Rules, now: int) -> None:
        self._connection = connection
        self._rows = rows
        self._rules = rules
        self._now = now
        self.tallies: Counter[tuple[str, int]] = Counter()
        self._weighty_tags: dict[int, str] | None = None
        self._category_keys: dict[int, str] | None = None

    def settle(self) -> None:
        self._touch_owners()
        for key, before, row in self._rows.dirty("tasks"):
            if row is not None:
                self._rows.change("tasks", key, derive_own(row, before, self._rules.home))
        self._recount()
        tags_before, tags_now = self._tags()
        for key, before, row in self._rows.dirty("tasks"):
            number = int(key[0])
            if row is not None:
                fresh = {
                    **urgency_columns(self._facts(row, tags_now[number]), self._rules.weights, self._now)
                }
                if before is not None and _decided(before) != _decided(row):
                    fresh |= {"version": before["version"] + 1, "modified": self._now}
                row = self._rows.change("tasks", key, fresh)
            self.tallies.subtract(tally_keys(before, tags_before[number]))
            self.tallies.update(tally_keys(row, tags_now[number]))

    def _touch_owners(self) -> None:
        """A task whose tags, dependencies, reminders … changed has changed itself."""
        owners = {
            int(key[0]) if entity != "reminders" else (row or before or {})["task_id"]
            for entity in PARTS_OF_TASKS
            for key, before, row in self._rows.dirty(entity)
            if before != row
        }
        self._rows.load("tasks", [(number,) for number in owners])
        for number in owners:
            row, key = self._rows.get("tasks", (number,)), (number,)
            before = self._rows.first("tasks", key)
            if row is not None and before is not None:
                self._rows.change("tasks", key, {"version": before["version"] + 1, "modified": self._now})

    def _recount(self) -> None:
        """Counters of the tasks that are tied to those whose state or ties changed."""
        moved = {
            int(key[0])
            for key, before, row in self._rows.dirty("tasks")
            if _state(before) != _state(row) and before is not None
        }
        tied = {int(n) for key, before, row in self._rows.dirty("dependencies") if before != row for n in key}
        parents = {
            side["parent_id"]
            for _, before, row in self._rows.dirty("tasks")
            if _nesting(before) != _nesting(row)
            for side in (before, row)
            if side is not None and side["parent_id"] is not None
        }
        if not (moved or tied or parents):
            return
        self._rows.write()
        for row in self._ties("task_id", moved) + self._ties("blocker_id", moved):
            tied |= {row["task_id"], row["blocker_id"]}
        self._set_counts(tied, "open_blockers", self._count_blockers)
        self._set_counts(tied, "blocking", self._count_waiting)
        self._set_subtasks(parents)

    def _ties(self, column: str, numbers: set[int]) -> list[Row]:
        table = tables.dependencies
        found: list[Row] = []
        for batch in in_batches(numbers):
            query = select(table.c.task_id, table.c.blocker_id).where(table.c[column].in_(batch))
            found += [dict(row) for row in self._connection.execute(query).mappings()]
        return found

    def _set_counts(self, numbers: set[int], column: str, count: Callable[[list[int]], Counter[int]]) -> None:
        self._rows.load("tasks", [(number,) for number in numbers])
        for batch in in_batches(sorted(numbers)):
            counted = count(list(batch))
            for number in batch:
                if self._rows.get("tasks", (number,)) is not None:
                    self._rows.change("tasks", (number,), {column: counted[number]})

    def _count_blockers(self, numbers: list[int]) -> Counter[int]:
        tie, blocker = tables.dependencies, tables.tasks
        query = (
            select(tie.c.task_id, tie.c.link, blocker.c.status)
            .join(blocker, blocker.c.id == tie.c.blocker_id)
            .where(tie.c.task_id.in_(numbers), tie.c.satisfied.is_(None), blocker.c.kind != "template")
        )
        return Counter(
            number for number, link, status in self._connection.execute(query) if _holds(link, status)
        )

    def _count_waiting(self, numbers: list[int]) -> Counter[int]:
        tie, waiting = tables.dependencies, tables.tasks
        query = (
            select(tie.c.blocker_id, waiting.c.live)
            .join(waiting, waiting.c.id == tie.c.task_id)
            .where(tie.c.blocker_id.in_(numbers), tie.c.satisfied.is_(None))
        )
        return Counter(number for number, live in self._connection.execute(query) if live)

    def _set_subtasks(self, parents: set[int]) -> None:
        child = tables.tasks
        done = func.sum(case((child.c.status == "done", 1), else_=0))
        self._rows.load("tasks", [(number,) for number in parents])
        for batch in in_batches(sorted(parents)):
            query = (
                select(child.c.parent_id, func.count(), done)
                .where(child.c.parent_id.in_(batch), child.c.status.not_in(("cancelled", "deleted")))
                .group_by(child.c.parent_id)
            )
            counted = {number: (n, int(d or 0)) for number, n, d in self._connection.execute(query)}
            for number in batch:
                if self._rows.get("tasks", (number,)) is not None:
                    total, finished = counted.get(number, (0, 0))
                    self._rows.change("tasks", (number,), {"subtasks": total, "subtasks_done": finished})

    def _tags(self) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
        """The tags of each touched task, before and now."""
        existing = [int(key[0]) for key, before, _ in self._rows.dirty("tasks") if before is not None]
        if existing:
            self._rows.load_by("task_tags", "task_id", existing)
        before_tags: dict[int, list[int]] = defaultdict(list)
        tags: dict[int, list[int]] = defaultdict(list)
        for (number, tag), before, row in self._rows.known("task_tags"):
            if before is not None:
                before_tags[int(number)].append(int(tag))
            if row is not None:
                tags[int(number)].append(int(tag))
        return before_tags, tags

    def _facts(self, row: Row, tags: Iterable[int]) -> Facts:
        weights = self._rules.weights
        names: tuple[str, ...] = ()
        if weights.tags and tags:
            if self._weighty_tags is None:
                self._weighty_tags = weighty_tags(self._connection, weights)
            names = tuple(self._weighty_tags[tag] for tag in tags if tag in self._weighty_tags)
        category = ""
        if weights.categories and row["category_id"] is not None:
            if self._category_keys is None:
                self._category_keys = category_keys(self._connection)
            category = self._category_keys.get(row["category_id"], "")
        return facts_of(row, names, category)


def facts_of(row: Row, tags: tuple[str, ...], category: str) -> Facts:
    """What urgency looks at, from a stored row; `tags` and `category` are folded names."""
    return Facts(
        live=bool(row["live"]),
        created=row["created"],
        due=row["due_utc"] if row["kind"] != "event" else row["starts_utc"],
        priority=row["priority"],
        started=row["status"] == "started",
        blocked=row["open_blockers"] > 0,
        blocking=row["blocking"],
        tags=tags,
        category=category,
    )


def weighty_tags(connection: Connection, weights: Weights) -> dict[int, str]:
    """The tags that count for urgency, by number."""
    wanted = {fold(name): name for name in weights.tags}
    table = tables.tags
    query = select(table.c.id, table.c.key).where(table.c.key.in_(list(wanted)))
    return {number: wanted[key] for number, key in connection.execute(query)}


def category_keys(connection: Connection) -> dict[int, str]:
    """How categories are compared, by their number."""
    query = select(tables.categories.c.id, tables.categories.c.key)
    return {row[0]: row[1] for row in connection.execute(query)}


def urgency_columns(facts: Facts, weights: Weights, now: int) -> dict[str, Any]:
    """What a row says of its urgency, and until when that holds."""
    urgency = urgency_of(facts, weights, now)
    return {
        "urgency": urgency.total,
        "urgency_since": urgency.since,
        "urgency_turns": min(urgency.turns, tables.NEVER),
    }


def _holds(link: str, status: str) -> bool:
    """Whether a blocker in this state keeps the other task from starting.

    Said here and not in SQL, where a condition on the state leads the planner to begin with all open tasks.
    """
    return (link == "FS" and status in LIVE) or (link == "SS" and status == "open")


def _decided(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in DERIVED | BOOKKEEPING}


def _state(row: Row | None) -> tuple[object, ...]:
    return (None,) if row is None else (row["live"], row["status"])


def _nesting(row: Row | None) -> tuple[object, ...]:
    return (None,) if row is None else (row["parent_id"], row["status"], row["live"])
