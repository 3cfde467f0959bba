"""Everything derived, worked out afresh from what people wrote, to be compared with what is stored.

The rules for one row are those of `derive.py`; the counts over several rows are taken here over the whole
base, another way than `settle.py` takes them for the rows of one transaction, so that each proves the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select, update

from tme_tui.store import tables
from tme_tui.store.derive import LIVE, derive_own, search_body, tally_keys
from tme_tui.store.entities import Row

_PORTION = 1_000
_COUNTS = ("open_blockers", "blocking", "subtasks", "subtasks_done")
_HOLDS = frozenset({("FS", "open"), ("FS", "started"), ("SS", "open")})
"""Kind of dependency and state of the blocker for which the other task has to wait."""


@dataclass(frozen=True, slots=True)
class Drift:
    """What is stored and does not follow from the rest."""

    tasks: dict[int, Row]
    """By task, the columns that are wrong, with their right values."""
    tallies: dict[tuple[str, int], int]
    """The right counts of those that are wrong."""

    def __bool__(self) -> bool:
        return bool(self.tasks or self.tallies)


def drift_of(connection: Connection, home: str) -> Drift:
    """Compare the derived columns of every task, and the tallies, with what they should be."""
    counts = _counts(connection)
    tags = defaultdict(list)
    for number, tag in connection.execute(select(tables.task_tags.c.task_id, tables.task_tags.c.tag_id)):
        tags[number].append(tag)
    wrong: dict[int, Row] = {}
    tallies: Counter[tuple[str, int]] = Counter()
    for row in _tasks(connection):
        right = {**derive_own(row, None, home), **{name: counts[name][row["id"]] for name in _COUNTS}}
        if different := {name: value for name, value in right.items() if row[name] != value}:
            wrong[row["id"]] = different
        tallies.update(tally_keys({**row, **right}, tags.get(row["id"], ())))
    stored = {(kind, key): count for kind, key, count in connection.execute(select(tables.tallies))}
    keys = {*stored, *tallies}
    return Drift(wrong, {key: tallies[key] for key in keys if stored.get(key, 0) != tallies[key]})


def mend_drift(connection: Connection, drift: Drift) -> None:
    """Store the right values; the urgency of the tasks concerned is worked out at the next look at a list."""
    task = tables.tasks
    for number, columns in drift.tasks.items():
        connection.execute(update(task).where(task.c.id == number).values(**columns, urgency_turns=0))
    tally = tables.tallies
    for (kind, key), count in drift.tallies.items():
        connection.execute(tally.delete().where(tally.c.kind == kind, tally.c.key == key))
        if count:
            connection.execute(tally.insert().values(kind=kind, key=key, count=count))


def wrong_bodies(connection: Connection) -> dict[int, str]:
    """The search texts that are missing or not those of their tasks, as they should be."""
    task, found = tables.tasks, tables.search
    query = select(task.c.id, task.c.title, task.c.notes, found.c.body).outerjoin_from(
        task, found, found.c.task_id == task.c.id
    )
    rows = connection.execute(query.execution_options(yield_per=_PORTION)).mappings()
    bodies = ((row["id"], row["body"], search_body(dict(row))) for row in rows)
    return {number: right for number, stored, right in bodies if stored != right}


def mend_bodies(connection: Connection, bodies: dict[int, str]) -> None:
    """Store the right search texts; the search index follows."""
    found = tables.search
    have = set(connection.execute(select(found.c.task_id)).scalars())
    changed = [{"which": number, "body": body} for number, body in bodies.items() if number in have]
    added = [{"task_id": number, "body": body} for number, body in bodies.items() if number not in have]
    if changed:
        connection.execute(update(found).where(found.c.task_id == bindparam("which")), changed)
    if added:
        connection.execute(found.insert(), added)


def low_counters(connection: Connection) -> dict[str, int]:
    """The counters that would give out a number again, with the number they should give next."""
    counters = connection.execute(select(tables.counters))
    following = {row.name: row.next for row in counters}
    found: dict[str, int] = {}
    for table in tables.metadata.sorted_tables:
        if "id" in table.c:
            highest = connection.execute(select(func.max(table.c.id))).scalar() or 0
            if highest >= following.get(table.name, 1):
                found[table.name] = highest + 1
    return found


def mend_counters(connection: Connection, low: dict[str, int]) -> None:
    """Let counters go on after the highest number in use."""
    counter = tables.counters
    for name, number in low.items():
        connection.execute(counter.delete().where(counter.c.name == name))
        connection.execute(counter.insert().values(name=name, next=number))


def _tasks(connection: Connection) -> Iterator[Row]:
    rows = connection.execute(tables.tasks.select().execution_options(yield_per=_PORTION)).mappings()
    return (dict(row) for row in rows)


def _counts(connection: Connection) -> dict[str, Counter[int]]:
    """The counts over several rows, by column and task."""
    task, tie = tables.tasks, tables.dependencies
    found: dict[str, Counter[int]] = {name: Counter() for name in _COUNTS}
    states: dict[int, tuple[str, bool]] = {}
    for number, status, kind, parent in connection.execute(
        select(task.c.id, task.c.status, task.c.kind, task.c.parent_id)
    ):
        states[number] = (status, kind == "template")
        if parent is not None and status not in {"cancelled", "deleted"}:
            found["subtasks"][parent] += 1
            found["subtasks_done"][parent] += status == "done"
    for number, blocker, link in connection.execute(select(tie.c.task_id, tie.c.blocker_id, tie.c.link)):
        (status, template), (blocker_status, blocker_template) = states[number], states[blocker]
        if (link, blocker_status) in _HOLDS and not blocker_template:
            found["open_blockers"][number] += 1
        if status in LIVE and not template:
            found["blocking"][blocker] += 1
    return found
