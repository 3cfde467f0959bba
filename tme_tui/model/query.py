"""A query as a whole: its condition, order and limit, and what goes without saying."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from tme_tui.model.aspects import NumberField, PersonRole, Presence, Relation, State, TextPlace, TimeField
from tme_tui.model.conditions import (
    END_OF_TIME,
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
    Number,
    OfType,
    Or,
    RelatedTo,
    StatusIn,
    Text,
    UidStarts,
    Within,
    conjuncts,
    leaves,
)
from tme_tui.model.task import Kind, Status

__all__ = [
    "END_OF_TIME",
    "And",
    "AttributeBetween",
    "AttributeContains",
    "AttributeIn",
    "Between",
    "Condition",
    "Default",
    "Has",
    "HasTag",
    "IdIn",
    "InCategory",
    "Involves",
    "Is",
    "KindIs",
    "Not",
    "Number",
    "NumberField",
    "OfType",
    "Or",
    "PersonRole",
    "Presence",
    "Query",
    "QuerySpan",
    "RelatedTo",
    "Relation",
    "Sort",
    "SortKey",
    "SpanKind",
    "State",
    "StatusIn",
    "Text",
    "TextPlace",
    "TimeField",
    "UidStarts",
    "Within",
    "conjuncts",
    "hidden_by_default",
    "leaves",
    "order_of",
]
"""Who builds queries needs their conditions too, so both can be had from here."""


class SortKey(StrEnum):
    """What tasks can be put in order by."""

    URGENCY = "urgency"
    DUE = "due"
    STARTS = "starts"
    WHEN = "when"
    """When it takes place: see `tme_tui.model.occasion`."""
    PRIORITY = "priority"
    CREATED = "created"
    MODIFIED = "modified"
    COMPLETED = "completed"
    TITLE = "title"
    CATEGORY = "category"
    ESTIMATE = "estimate"
    POSITION = "position"
    ID = "id"


@dataclass(frozen=True, slots=True)
class Sort:
    """One key of the order. Tasks that lack the value come last either way round."""

    key: SortKey
    reverse: bool = False
    """Against the key's habit: urgency begins with the most urgent, all else with the least."""

    @property
    def descending(self) -> bool:
        return (self.key is SortKey.URGENCY) != self.reverse


class SpanKind(StrEnum):
    """What a piece of a query turned out to be, for colouring it."""

    FIELD = "field"
    VALUE = "value"
    TEXT = "text"
    CATEGORY = "category"
    TAG = "tag"
    PERSON = "person"
    PRIORITY = "priority"
    STATE = "state"
    WORD = "word"
    """`and`, `or`, `not`, the minus sign."""
    BRACKET = "bracket"
    ORDER = "order"
    """`sort:` and `limit:`."""


@dataclass(frozen=True, slots=True)
class QuerySpan:
    """`text[start:end]` was understood as `kind`."""

    kind: SpanKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Query:
    """A query, read. The empty one asks for all that is open and not hidden."""

    condition: Condition | None = None
    sort: tuple[Sort, ...] = ()
    limit: int | None = None
    spans: tuple[QuerySpan, ...] = ()

    def narrowed(self, by: Query) -> Query:
        """Both must hold; the order and limit of `by` win where it has any."""
        parts = [c for c in (self.condition, by.condition) if c is not None]
        condition = parts[0] if len(parts) == 1 else And(tuple(parts)) if parts else None
        limits = [limit for limit in (self.limit, by.limit) if limit is not None]
        limit = min(limits) if limits else None
        return replace(self, condition=condition, sort=by.sort or self.sort, limit=limit, spans=())


class Default(StrEnum):
    """What a query hides as long as it does not speak of it."""

    CLOSED = "closed"
    """Done and cancelled tasks."""
    DELETED = "deleted"
    WAITING = "waiting"
    TEMPLATES = "templates"


def hidden_by_default(query: Query) -> frozenset[Default]:
    """What stays hidden: naming a status shows closed tasks, naming an id shows whatever it is."""
    hidden = set(Default)
    for leaf in leaves(query.condition):
        match leaf:
            case IdIn() | UidStarts():
                return frozenset()
            case StatusIn(statuses):
                hidden.discard(Default.CLOSED)
                if Status.DELETED in statuses:
                    hidden.discard(Default.DELETED)
            case Within(TimeField.COMPLETED) | Has(Presence.COMPLETED):
                hidden.discard(Default.CLOSED)
            case Within(TimeField.WAIT) | Has(Presence.WAIT) | Is(State.WAITING | State.SOMEDAY):
                hidden.discard(Default.WAITING)
            case KindIs(Kind.TEMPLATE):
                hidden.discard(Default.TEMPLATES)
            case _:
                pass
    return frozenset(hidden)


def order_of(query: Query) -> tuple[Sort, ...]:
    """The order to show: the one asked for, else what suits the question.

    Finished tasks come latest first, found texts newest first (as a search index gives them), all else by
    urgency. The id is always the last key, so that no two tasks are equal.
    """
    if query.sort:
        keys = list(query.sort)
    else:
        needed = conjuncts(query.condition)
        if any(_finished_only(part) for part in needed):
            keys = [Sort(SortKey.COMPLETED, reverse=True)]
        elif any(isinstance(part, Text) for part in needed):
            keys = [Sort(SortKey.ID, reverse=True)]
        else:
            keys = [Sort(SortKey.URGENCY)]
    unique = list({sort.key: sort for sort in reversed(keys)}.values())[::-1]
    for place, sort in enumerate(unique):
        if sort.key is SortKey.ID:
            return tuple(unique[: place + 1])
    return (*unique, Sort(SortKey.ID, reverse=unique[0].reverse))


def _finished_only(condition: Condition) -> bool:
    match condition:
        case StatusIn(statuses):
            return bool(statuses) and not any(status.is_open for status in statuses)
        case Within(TimeField.COMPLETED):
            return True
        case _:
            return False
