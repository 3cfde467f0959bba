"""A small world of tasks, and what each piece of a query means there, said in plain Python.

`PIECES` pairs what a person types with a predicate on a task: the predicates share nothing with the program,
so that the store's answers can be checked against them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from sqlalchemy import Connection, insert

from tme_tui.language.context import Context
from tme_tui.model.task_type import Attribute, AttributeKind, TaskType
from tme_tui.store import tables
from tme_tui.store.tables import NEVER

ZONE = "Europe/Berlin"
NOW = datetime(2026, 10, 25, 9, 30, tzinfo=UTC)  # the day has 25 hours
BUG = TaskType(
    "Bug",
    (
        Attribute("severity", AttributeKind.CHOICE, ("low", "high")),
        Attribute("votes", AttributeKind.NUMBER),
        Attribute("public", AttributeKind.YES_NO),
        Attribute("found", AttributeKind.DATE),
        Attribute('odd "name', AttributeKind.TEXT),
        Attribute("browser", AttributeKind.TEXT),
    ),
)
CONTEXT = Context(NOW, ZONE, types={"bug": BUG})
CATEGORIES = {1: "Work", 2: "Work/Design", 3: "Workshop", 4: "Дом_%"}
TAGS = {1: "red", 2: "зелёный", 3: "in-one-word"}
PEOPLE = {1: "me", 2: "anna"}
HIDDEN = frozenset({"closed", "deleted", "waiting", "template"})


def midnight(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(ZONE)).timestamp())


TODAY, TOMORROW = midnight("2026-10-25"), midnight("2026-10-26")
INSTANT = int(NOW.timestamp())


@dataclass(frozen=True)
class Thing:
    """A task as the predicates see it."""

    id: int
    title: str
    notes: str
    status: str
    kind: str
    category: int | None
    tags: frozenset[int]
    priority: int | None
    due: int | None
    starts: int | None
    wait: int | None
    completed: int | None
    estimate: int | None
    created: int
    modified: int
    urgency: float
    position: float
    open_blockers: int
    blocking: int
    subtasks: int
    parent: int | None
    assignee: int | None
    participants: frozenset[int]
    bug: bool
    attributes: dict[str, Any] = field(hash=False)
    recurrence: str | None
    blockers: frozenset[int]

    @property
    def live(self) -> bool:
        return self.status in ("open", "started") and self.kind != "template"

    @property
    def searched(self) -> str:
        return f"{self.title}\n{self.notes}".lower().replace("ё", "е")

    @property
    def occasion(self) -> int | None:
        """The start of an event, or of a block before the due date and not over; else the due date."""
        if self.starts is None or self.due is None or self.kind == "event":
            return self.due if self.starts is None else self.starts
        ahead = self.starts + 86_400 > INSTANT and self.starts < self.due
        return self.starts if ahead else self.due

    @property
    def waits(self) -> bool:
        return self.wait is not None and self.wait > INSTANT

    def row(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "uid": f"{self.id:08x}-0000",
            "kind": self.kind,
            "title": self.title,
            "notes": self.notes,
            "category_id": self.category,
            "type_id": 1 if self.bug else None,
            "attributes": json.dumps(self.attributes, ensure_ascii=self.id % 2 == 0),
            "status": self.status,
            "priority": self.priority,
            "created": self.created,
            "modified": self.modified,
            "completed": self.completed,
            "starts_utc": self.starts,
            "due_utc": self.due,
            "wait_utc": self.wait,
            "estimate": self.estimate,
            "parent_id": self.parent,
            "recurrence": self.recurrence,
            "assignee_id": self.assignee,
            "position": self.position,
            "live": int(self.live),
            "due_key": NEVER if self.due is None else self.due,
            "starts_key": NEVER if self.starts is None else self.starts,
            "priority_key": self.priority or 5,
            "urgency": self.urgency,
            "open_blockers": self.open_blockers,
            "blocking": self.blocking,
            "subtasks": self.subtasks,
        }


_EDGES = tuple(
    moment + step
    for moment in (TODAY, TOMORROW, INSTANT, midnight("2026-10-28"))
    for step in (-1, 0, 1, 3600)
)
"""Instants on and beside the edges that matter."""
_instant = st.sampled_from(_EDGES)
WORDS = st.lists(
    st.sampled_from(
        ["milk", "Bread", "мёд", "МОЛОКО", "a", "50%", "_", "\\", '"', "'", "'\"\\", "буй милк", "аб"]
    ),
    min_size=1,
    max_size=3,
).map(" ".join)


def _maybe(*values: Any) -> st.SearchStrategy[Any]:
    """Nothing as often as one of the values; a single choice, since every choice costs time."""
    return st.sampled_from([*[None] * len(values), *values])


def _some_of(values: Iterable[int]) -> st.SearchStrategy[frozenset[int]]:
    known = list(values)
    return st.sampled_from(
        [frozenset(some) for size in range(len(known) + 1) for some in combinations(known, size)]
    )


@st.composite
def things(draw: st.DrawFn) -> list[Thing]:
    """Up to a dozen tasks, with ties and gaps in every value."""
    numbers = sorted(draw(st.sets(st.integers(1, 40), max_size=12)))
    return [_among(numbers, number, draw(_THING)) for number in numbers]


def _among(numbers: list[int], number: int, thing: Thing) -> Thing:
    """The task with its number; parent and blockers, drawn as places, are others of the world."""
    others = [other for other in numbers if other != number]

    def at(place: int) -> int:
        return others[place % len(others)]

    return replace(
        thing,
        id=number,
        parent=None if thing.parent is None or not others else at(thing.parent),
        blockers=frozenset(at(place) for place in thing.blockers) if others else frozenset(),
    )


_THING = st.builds(
    Thing,
    id=st.just(0),
    title=WORDS,
    notes=st.just("") | WORDS,
    status=st.sampled_from(["open", "open", "started", "done", "cancelled", "deleted"]),
    kind=st.sampled_from(["task", "task", "event", "template"]),
    category=_maybe(*CATEGORIES),
    tags=_some_of(TAGS),
    priority=_maybe(1, 2, 3, 4),
    due=_maybe(*_EDGES),
    starts=_maybe(*_EDGES),
    wait=_maybe(*_EDGES, NEVER),
    completed=_maybe(*_EDGES),
    estimate=_maybe(1800, 3600, 5400),
    created=_instant,
    modified=_instant,
    urgency=st.sampled_from([0.0, 0.1, -5.0, 12.7]),
    position=st.sampled_from([0.0, 0.5, 1.0]),
    open_blockers=st.sampled_from([0, 1]),
    blocking=st.sampled_from([0, 1]),
    subtasks=st.sampled_from([0, 1]),
    parent=_maybe(*range(11)),
    assignee=_maybe(*PEOPLE),
    participants=_some_of(PEOPLE),
    bug=st.booleans(),
    attributes=st.fixed_dictionaries(
        {},
        optional={
            "severity": st.sampled_from(["low", "high", 3]),
            "votes": st.sampled_from([0, 3, 3.5, "3", True, None]),
            "public": st.booleans(),
            "found": st.sampled_from(["2026-01-01", "2026-05-05"]),
            'odd "name': st.sampled_from(["x", "Ёлка"]),
            "browser": st.sampled_from(["Firefox", "Ёлка", ""]),
        },
    ),
    recurrence=_maybe("FREQ=DAILY"),
    blockers=st.frozensets(st.integers(0, 10), max_size=1),
)


def write_world(connection: Connection, world: Sequence[Thing]) -> None:
    """Put the tasks and all that they refer to into an empty base."""
    rows = {
        tables.people: [{"id": n, "uid": f"p{n}", "login": name, "key": name} for n, name in PEOPLE.items()],
        tables.categories: [
            {"id": n, "uid": f"c{n}", "path": path, "key": path.lower()} for n, path in CATEGORIES.items()
        ],
        tables.tags: [{"id": n, "name": name, "key": name.replace("ё", "е")} for n, name in TAGS.items()],
        tables.task_types: [{"id": 1, "name": "Bug", "key": "bug"}],
        tables.tasks: [thing.row() for thing in world],
        tables.search: [
            {"task_id": t.id, "body": t.searched if t.notes else t.searched.rstrip("\n")} for t in world
        ],
        tables.task_tags: [{"task_id": t.id, "tag_id": tag} for t in world for tag in t.tags],
        tables.participants: [{"task_id": t.id, "person_id": p} for t in world for p in t.participants],
        tables.dependencies: [{"task_id": t.id, "blocker_id": b} for t in world for b in t.blockers],
    }
    for table, content in rows.items():
        if content:
            connection.execute(insert(table), content)


@dataclass(frozen=True)
class Piece:
    """Some words of a query, the tasks that they mean, and what they speak of."""

    line: str
    holds: Callable[[Thing], bool] = field(compare=False)
    speaks_of: frozenset[str] = frozenset()


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text_in(place: Callable[[Thing], str], needle: str) -> Callable[[Thing], bool]:
    return lambda t: needle in place(t).lower().replace("ё", "е")


def _words() -> list[Piece]:
    needles = ("мил", "молоко", "мед", "milk", "a", "аб", "0%", "_", "'", "bread", "50%", "буй милк")
    found = [Piece(f'"{needle}"', _text_in(lambda t: f"{t.title}\n{t.notes}", needle)) for needle in needles]
    found.append(Piece("МЁД", _text_in(lambda t: f"{t.title}\n{t.notes}", "мед")))
    found.append(Piece('"\\\\"', lambda t: "\\" in t.title + t.notes))
    found.append(Piece('"\\""', lambda t: '"' in t.title + t.notes))
    found.append(Piece('"\'\\"\\\\"', lambda t: "'\"\\" in f"{t.title}\n{t.notes}"))
    for needle in ("milk", "a", "мед"):
        found.append(Piece(f"title:{needle}", _text_in(lambda t: t.title, needle)))
        found.append(Piece(f"notes:{needle}", _text_in(lambda t: t.notes, needle)))
    return found


def _states() -> list[Piece]:
    closed = frozenset({"closed"})
    return [
        Piece("is:blocked", lambda t: t.live and t.open_blockers > 0),
        Piece("is:blocking", lambda t: t.live and t.blocking > 0),
        Piece("is:overdue", lambda t: t.live and t.due is not None and t.due < INSTANT),
        Piece(
            "is:waiting",
            lambda t: t.live and t.waits and t.wait != NEVER,
            frozenset({"waiting"}),
        ),
        Piece("is:someday", lambda t: t.live and t.wait == NEVER, frozenset({"waiting"})),
        Piece(
            "is:ready",
            lambda t: t.live and not t.open_blockers and not t.waits and (t.starts or 0) <= INSTANT,
        ),
        Piece("is:open", lambda t: t.status in ("open", "started"), closed),
        Piece("is:done", lambda t: t.status == "done", closed),
        Piece("is:closed", lambda t: t.status in ("done", "cancelled"), closed),
        Piece("is:deleted", lambda t: t.status == "deleted", closed | {"deleted"}),
        Piece("status:started,cancelled", lambda t: t.status in ("started", "cancelled"), closed),
        Piece("status:any", lambda t: True, closed | {"deleted"}),
        Piece("is:event", lambda t: t.kind == "event"),
        Piece("is:template", lambda t: t.kind == "template", frozenset({"template"})),
        Piece("is:recurring", lambda t: t.recurrence is not None),
        Piece("is:tagged", lambda t: bool(t.tags)),
        Piece("is:inbox", lambda t: t.kind == "task" and t.category is None and t.parent is None),
        Piece("is:subtask", lambda t: t.parent is not None),
        Piece("is:parent", lambda t: t.subtasks > 0),
        Piece(
            "is:today",
            lambda t: any(m is not None and TODAY <= m < TOMORROW for m in (t.due, t.starts)),
        ),
    ]


def _dates() -> list[Piece]:
    day3 = midnight("2026-10-28")

    def compared(line: str, what: str, low: int | None, high: int | None, *topics: str) -> Piece:
        def holds(t: Thing) -> bool:
            value = getattr(t, what)
            return value is not None and (low is None or value >= low) and (high is None or value < high)

        return Piece(line, holds, frozenset(topics))

    return [
        compared("due:today", "due", TODAY, TOMORROW),
        compared("due<today", "due", None, TODAY),
        compared("due<=today", "due", None, TOMORROW),
        compared("due>today", "due", TOMORROW, None),
        compared("due:today..+2d", "due", TODAY, day3),
        compared("due:any", "due", None, None),
        compared("starts>=tomorrow", "starts", TOMORROW, None),
        compared("starts:any", "starts", None, None),
        compared("wait<=today", "wait", None, TOMORROW, "waiting"),
        compared("wait>today", "wait", TOMORROW, None, "waiting"),
        compared("wait:someday", "wait", NEVER, NEVER + 1, "waiting"),
        compared("completed:today", "completed", TODAY, TOMORROW, "closed"),
        compared("created<=now", "created", None, INSTANT + 60),
        compared("modified:today", "modified", TODAY, TOMORROW),
        Piece("due:none", lambda t: t.due is None),
        Piece("wait:none", lambda t: t.wait is None, frozenset({"waiting"})),
        Piece("no:completed", lambda t: t.completed is None, frozenset({"closed"})),
    ]


def _values() -> list[Piece]:
    return [
        Piece("+Work", lambda t: t.category in (1, 2)),
        Piece(
            "+Work or (+Workshop !2)",
            lambda t: t.category in (1, 2) or (t.category == 3 and t.priority == 2),
        ),
        Piece("#red or !1", lambda t: 1 in t.tags or t.priority == 1),
        Piece(
            "(#red !1) or due:today or parent:2",
            lambda t: (
                (1 in t.tags and t.priority == 1)
                or (t.due is not None and TODAY <= t.due < TOMORROW)
                or t.parent == 2
            ),
        ),
        Piece("cat:work/design", lambda t: t.category == 2),
        Piece("+ДОМ_%", lambda t: t.category == 4),
        Piece("+Nowhere", lambda t: False),
        Piece("cat:none", lambda t: t.category is None),
        Piece("#red", lambda t: 1 in t.tags),
        Piece("#ЗЕЛЕНЫЙ", lambda t: 2 in t.tags),
        Piece('#"in one word"', lambda t: 3 in t.tags),
        Piece("tag:red,зелёный", lambda t: bool(t.tags & {1, 2})),
        Piece("#none", lambda t: False),
        Piece("tag:none", lambda t: not t.tags),
        Piece("@anna", lambda t: t.assignee == 2 or 2 in t.participants),
        Piece("assignee:me", lambda t: t.assignee == 1),
        Piece("assignee:none", lambda t: t.assignee is None),
        Piece("participant:anna", lambda t: 2 in t.participants),
        Piece("owner:anna", lambda t: False),
        Piece("!1", lambda t: t.priority == 1),
        Piece("priority<=2", lambda t: t.priority in (1, 2)),
        Piece("priority>2", lambda t: t.priority in (3, 4)),
        Piece("priority:none,4", lambda t: t.priority in (None, 4)),
        Piece("priority!=3", lambda t: t.priority != 3),
        Piece("estimate>30m", lambda t: (t.estimate or 0) > 1800),
        Piece("estimate<=1h", lambda t: t.estimate is not None and t.estimate <= 3600),
        Piece("estimate:none", lambda t: t.estimate is None),
        Piece("urgency>=0.1", lambda t: t.urgency >= 0.1),
        Piece("type:bug", lambda t: t.bug),
        Piece("type:none", lambda t: not t.bug),
        Piece("has:notes", lambda t: t.notes != ""),
        Piece("has:attributes", lambda t: bool(t.attributes)),
        Piece("has:participants", lambda t: bool(t.participants)),
        Piece("has:blockers", lambda t: bool(t.blockers)),
        Piece("no:reminders", lambda t: True),
        Piece("parent:1-20", lambda t: t.parent is not None and t.parent <= 20),
        Piece("depends:1-9,12,30..31", lambda t: any(b <= 9 or b in (12, 30, 31) for b in t.blockers)),
        Piece("id:3-9,12", lambda t: 3 <= t.id <= 9 or t.id == 12, HIDDEN),
        Piece("uid:00000002", lambda t: t.id == 2, HIDDEN),
    ]


def _attributes() -> list[Piece]:
    def of(line: str, name: str, holds: Callable[[Any], bool]) -> Piece:
        return Piece(line, lambda t: name in t.attributes and holds(t.attributes[name]))

    return [
        of("severity:high", "severity", lambda v: v == "high"),
        of("severity>=low", "severity", lambda v: v in ("low", "high")),
        of("votes>3", "votes", lambda v: _number(v) and v > 3),
        of("votes<=3", "votes", lambda v: _number(v) and v <= 3),
        of("votes:3,0", "votes", lambda v: _number(v) and v in (3, 0)),
        of("votes:1", "votes", lambda v: _number(v) and v == 1),
        of("public:yes", "public", lambda v: v is True),
        of("found<2026-02-01", "found", lambda v: v < "2026-02-01"),
        of("found:2026-01-01..2026-05-05", "found", lambda v: True),
        of("browser:ЕЛ", "browser", lambda v: v == "Ёлка"),
        of("browser:fire", "browser", lambda v: v == "Firefox"),
        of("has:votes", "votes", lambda v: v is not None),
        Piece("votes:none", lambda t: t.attributes.get("votes") is None),
    ]


PIECES = [*_words(), *_states(), *_dates(), *_values(), *_attributes()]


def _joined(pieces: list[Piece]) -> Piece:
    return Piece(
        " ".join(f"({p.line})" if " or " in p.line else p.line for p in pieces),
        lambda t: all(p.holds(t) for p in pieces),
        frozenset().union(*(p.speaks_of for p in pieces)),
    )


def _either(pieces: list[Piece]) -> Piece:
    return Piece(
        " or ".join(p.line for p in pieces),
        lambda t: any(p.holds(t) for p in pieces),
        frozenset().union(*(p.speaks_of for p in pieces)),
    )


def _negated(piece: Piece) -> Piece:
    return Piece(f"-({piece.line})", lambda t: not piece.holds(t), piece.speaks_of)


def _combined(inner: st.SearchStrategy[Piece]) -> st.SearchStrategy[Piece]:
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(several.map(_joined), several.map(_either), inner.map(_negated))


EMPTY = Piece("", lambda t: True)
queries = st.just(EMPTY) | st.recursive(st.sampled_from(PIECES), _combined, max_leaves=5)


def expected(world: Sequence[Thing], piece: Piece) -> list[Thing]:
    """The tasks that the query means, with what it hides by default left out."""

    def shown(t: Thing) -> bool:
        hidden = HIDDEN - piece.speaks_of
        open_ = t.status in ("open", "started")
        return not (
            ("closed" in hidden and not open_)
            or ("deleted" in hidden and t.status == "deleted")
            or ("template" in hidden and t.kind == "template")
            or ("waiting" in hidden and open_ and t.waits)
        )

    return [t for t in world if shown(t) and piece.holds(t)]
