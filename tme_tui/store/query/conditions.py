"""From the conditions of a query to SQL on the table `tasks`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, literal_column, not_, or_, select, true

from tme_tui.model.aspects import NumberField, PersonRole, Presence, Relation, State, TimeField
from tme_tui.model.conditions import (
    And,
    AttributeBetween,
    AttributeContains,
    AttributeIn,
    Between,
    Condition,
    Has,
    HasTag,
    IdIn,
    InCategory,
    Involves,
    Is,
    KindIs,
    Not,
    OfType,
    Or,
    RelatedTo,
    StatusIn,
    Text,
    UidStarts,
    Within,
)
from tme_tui.model.task import Status
from tme_tui.store import tables
from tme_tui.store.conflicts import in_conflict
from tme_tui.store.query import text_search
from tme_tui.store.query.names import KnownNames
from tme_tui.store.query.order import NO_PRIORITY
from tme_tui.store.tables import NEVER

Sql = ColumnElement[bool]

_tasks = tables.tasks
_TIMES = {
    TimeField.DUE: "due_key",
    TimeField.STARTS: "starts_key",
    TimeField.ENDS: "ends_utc",
    TimeField.WAIT: "wait_utc",
    TimeField.EXPIRES: "expires_utc",
    TimeField.CREATED: "created",
    TimeField.MODIFIED: "modified",
    TimeField.STARTED: "started",
    TimeField.COMPLETED: "completed",
}
"""Where each moment of a task stands."""
_KNOWN = frozenset({"due_key", "starts_key", "created", "modified"})
"""Never NULL: where there is no date, the keys hold NEVER."""
_NULLABLE = {
    Presence.ENDS: "ends_utc",
    Presence.WAIT: "wait_utc",
    Presence.EXPIRES: "expires_utc",
    Presence.STARTED: "started",
    Presence.COMPLETED: "completed",
    Presence.ESTIMATE: "estimate",
    Presence.CATEGORY: "category_id",
    Presence.TYPE: "type_id",
    Presence.PARENT: "parent_id",
    Presence.RECURRENCE: "recurrence",
    Presence.OWNER: "owner_id",
    Presence.ASSIGNEE: "assignee_id",
}


class Translator:
    """Writes conditions for one query at one moment on one of the two databases.

    On SQLite a unary plus hides each column of `tasks` but those in `offered` from the planner, so that it
    reads the rows in the way that was chosen for it; `offered` None leaves it the choice.
    """

    def __init__(
        self, names: KnownNames, now: int, *, sqlite: bool, offered: frozenset[str] | None = None
    ) -> None:
        self.names = names
        self.now = now
        self.sqlite = sqlite
        self._offered = offered if sqlite else None

    def column(self, name: str) -> ColumnElement[Any]:
        found = _tasks.c[name]
        if self._offered is None or name in self._offered:
            return found
        return literal_column(f"+tasks.{name}", found.type)

    def where(self, node: Condition, *, strict: bool = False) -> Sql:
        """The condition; with `strict` it is never NULL, so that its negation is its complement."""
        match node:
            case And(parts):
                return and_(*(self.where(part, strict=strict) for part in parts))
            case Or(parts):
                return or_(*(self.where(part, strict=strict) for part in parts))
            case Not(Has(what)):
                return self._has(what, wanted=False)
            case Not(part):
                return not_(self.where(part, strict=True))
            case Within():
                return self._within(node, strict)
            case Between():
                return self._between(node, strict)
            case InCategory(path):
                return self._one_of("category_id", self.names.category(path), strict)
            case OfType(name):
                return self._one_of("type_id", self.names.type(name), strict)
            case HasTag(name):
                tie = tables.task_tags.c
                return self._tied(tie.task_id, tie.tag_id.in_(self.names.tag(name)), self.names.tag(name))
            case Involves(login, role):
                return self._involves(self.names.person(login), role, strict)
            case RelatedTo(relation, ranges):
                return self._related(relation, ranges, strict)
            case Text():
                return self._text(node)
            case AttributeIn() | AttributeContains() | AttributeBetween():
                from tme_tui.store.query import attributes

                return attributes.on_sqlite(node) if self.sqlite else attributes.on_postgresql(node)
            case _:
                return self._plain(node)

    def _plain(self, node: Condition) -> Sql:
        """Conditions on columns that are never NULL."""
        match node:
            case StatusIn(statuses):
                return self._status(statuses)
            case KindIs(kind):
                return self.column("kind") == kind.value
            case Has(what):
                return self._has(what, wanted=True)
            case Is(state):
                return and_(self.column("live") == 1, self._state(state))
            case IdIn(ranges):
                return in_ranges(self.column("id"), ranges)
            case UidStarts(prefix):
                return self._uid(prefix)
            case _:
                raise AssertionError(f"no SQL for {node!r}")

    def _status(self, statuses: frozenset[Status]) -> Sql:
        if len(statuses) == len(Status):
            return true()
        values = sorted(status.value for status in statuses)
        column = self.column("status")
        return column == values[0] if len(values) == 1 else column.in_(values)

    def _text(self, node: Text) -> Sql:
        if not self.sqlite:
            return text_search.on_postgresql(node)
        return text_search.on_sqlite(node, look=self._offered is not None)

    def _uid(self, prefix: str) -> Sql:
        if self.sqlite:
            return and_(_tasks.c.uid >= prefix, _tasks.c.uid < prefix + "g")
        return _tasks.c.uid.startswith(prefix)

    def _within(self, node: Within, strict: bool) -> Sql:
        name = _TIMES[node.field]
        column = self.column(name)
        parts: list[Sql] = [column.is_not(None)] if strict and name not in _KNOWN else []
        if node.start is not None:
            parts.append(column >= node.start)
        if name in ("due_key", "starts_key"):
            parts.append(column < (NEVER if node.end is None else min(node.end, NEVER)))
        elif node.end is not None:
            parts.append(column < node.end)
        return and_(true(), *parts)

    def _between(self, node: Between, strict: bool) -> Sql:
        column = self.column("priority_key" if node.field is NumberField.PRIORITY else node.field.value)
        parts: list[Sql] = []
        if node.field is NumberField.ESTIMATE and strict:
            parts.append(column.is_not(None))
        if node.low is not None:
            parts.append(column > node.low if node.above else column >= node.low)
        if node.high is not None:
            parts.append(column < node.high if node.below else column <= node.high)
        elif node.field is NumberField.PRIORITY:
            parts.append(column < NO_PRIORITY)
        return and_(true(), *parts)

    def _one_of(self, name: str, ids: Sequence[int], strict: bool) -> Sql:
        if not ids:
            return false()
        column = self.column(name)
        equal = column == ids[0] if len(ids) == 1 else column.in_(ids)
        return and_(column.is_not(None), equal) if strict else equal

    def _tied(self, task: ColumnElement[int], condition: Sql, ids: Sequence[int] = (0,)) -> Sql:
        """Some row of another table is tied to the task."""
        tied = select(1).where(task == _tasks.c.id, condition).correlate(_tasks)
        return exists(tied) if ids else false()

    def _involves(self, ids: Sequence[int], role: PersonRole, strict: bool) -> Sql:
        tie = tables.participants.c
        match role:
            case PersonRole.OWNER:
                return self._one_of("owner_id", ids, strict)
            case PersonRole.ASSIGNEE:
                return self._one_of("assignee_id", ids, strict)
            case PersonRole.PARTICIPANT:
                return self._tied(tie.task_id, tie.person_id.in_(ids), ids)
            case PersonRole.INVOLVED:
                takes_part = self._tied(tie.task_id, tie.person_id.in_(ids), ids)
                return or_(self._one_of("assignee_id", ids, strict), takes_part)

    def _related(self, relation: Relation, ranges: Sequence[tuple[int, int]], strict: bool) -> Sql:
        tie = tables.dependencies.c
        match relation:
            case Relation.PARENT:
                parent = self.column("parent_id")
                inside = in_ranges(parent, ranges)
                return and_(parent.is_not(None), inside) if strict else inside
            case Relation.BLOCKS:
                return _tasks.c.id.in_(select(tie.blocker_id).where(in_ranges(tie.task_id, ranges)))
            case Relation.DEPENDS:
                return _tasks.c.id.in_(select(tie.task_id).where(in_ranges(tie.blocker_id, ranges)))

    def _has(self, what: Presence, *, wanted: bool) -> Sql:
        if (name := _NULLABLE.get(what)) is not None:
            column = self.column(name)
            return column.is_not(None) if wanted else column.is_(None)
        present = self._present(what)
        return present if wanted else not_(present)

    def _present(self, what: Presence) -> Sql:
        match what:
            case Presence.DUE:
                return self.column("due_key") < NEVER
            case Presence.STARTS:
                return self.column("starts_key") < NEVER
            case Presence.PRIORITY:
                return self.column("priority_key") < NO_PRIORITY
            case Presence.NOTES | Presence.LINK:
                return self.column(what.value) != ""
            case Presence.ATTRIBUTES:
                return self.column("attributes") != "{}"
            case Presence.SUBTASKS:
                return self.column("subtasks") > 0
            case Presence.TAGS:
                return self._tied(tables.task_tags.c.task_id, true())
            case Presence.REMINDERS:
                return self._tied(tables.reminders.c.task_id, true())
            case Presence.PARTICIPANTS:
                return self._tied(tables.participants.c.task_id, true())
            case Presence.BLOCKERS:
                return self._tied(tables.dependencies.c.task_id, true())
            case Presence.BLOCKED_TASKS:
                return self._tied(tables.dependencies.c.blocker_id, true())
            case _:
                raise AssertionError(f"no SQL for having {what}")

    def _state(self, state: State) -> Sql:
        waits = self.column("wait_utc")
        match state:
            case State.BLOCKED:
                return self.column("open_blockers") > 0
            case State.BLOCKING:
                return self.column("blocking") > 0
            case State.OVERDUE:
                return self.column("due_key") < self.now
            case State.CONFLICT:
                return in_conflict()
            case State.WAITING:
                return and_(waits.is_not(None), waits > self.now, waits < NEVER)
            case State.SOMEDAY:
                return and_(waits.is_not(None), waits >= NEVER)
            case State.READY:
                begun = or_(self.column("starts_key") <= self.now, self.column("starts_key") == NEVER)
                return and_(self.column("open_blockers") == 0, func.coalesce(waits, 0) <= self.now, begun)


def in_ranges(column: ColumnElement[int], ranges: Sequence[tuple[int, int]]) -> Sql:
    """Whether a number lies in one of some ranges; in none of no ranges."""
    singles = [low for low, high in ranges if low == high]
    parts: list[Sql] = [column.between(low, high) for low, high in ranges if low < high]
    if len(singles) == 1:
        parts.append(column == singles[0])
    elif singles:
        parts.append(column.in_(singles))
    return or_(false(), *parts)
