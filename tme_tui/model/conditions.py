"""What a query can ask of a task, as values: the language writes them, the store turns them into SQL.

The two sides do not know each other, so what they share lives here. Dates are already instants (seconds
since 1970 in UTC), names of categories, tags and people are still names: only the store knows their ids.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from tme_tui.model.aspects import NumberField, PersonRole, Presence, Relation, State, TextPlace, TimeField
from tme_tui.model.task import Kind, Status
from tme_tui.model.value import value

Number: TypeAlias = int | float

END_OF_TIME = 253_402_300_800
"""The year 10000 in seconds since 1970: where `someday` lies, after every real moment."""


@value
class And:
    """All of these hold."""

    parts: tuple[Condition, ...]


@value
class Or:
    """One of these holds."""

    parts: tuple[Condition, ...]


@value
class Not:
    """Exactly the tasks that `part` leaves out: a task without a due date is not due today."""

    part: Condition


@value
class Text:
    """The needle stands somewhere inside the text."""

    needle: str
    """Cleaned and folded, never empty."""
    place: TextPlace = TextPlace.ANYWHERE


@value
class InCategory:
    """The category named, or any below it."""

    path: str


@value
class HasTag:
    """The task has the tag."""

    name: str


@value
class Involves:
    """The task is somebody's, in a role."""

    login: str
    """`me` is the one who asks."""
    role: PersonRole


@value
class OfType:
    """The task is of a type of the person's own."""

    name: str


@value
class KindIs:
    """It is a task, or an event."""

    kind: Kind


@value
class StatusIn:
    """Its status is one of these."""

    statuses: frozenset[Status]


@value
class Within:
    """The moment is known, not before `start` and before `end`; None leaves that side open."""

    field: TimeField
    start: int | None
    end: int | None


@value
class Between:
    """The number is known and between the limits, which count unless `above` or `below` says otherwise."""

    field: NumberField
    low: Number | None
    high: Number | None
    above: bool = False
    below: bool = False


@value
class Has:
    """Something is set."""

    what: Presence


@value
class Is:
    """The task is in a state, as far as that follows from the rest."""

    state: State


@value
class IdIn:
    """The task's number is in one of these ranges, both ends counted."""

    ranges: tuple[tuple[int, int], ...]


@value
class UidStarts:
    """The exchange id begins so."""

    prefix: str


@value
class RelatedTo:
    """The task is tied to one whose number lies in a range."""

    relation: Relation
    ranges: tuple[tuple[int, int], ...]


@value
class AttributeIn:
    """The typed attribute equals one of the values; none given: it is set at all."""

    name: str
    values: tuple[str | Number | bool, ...] = ()


@value
class AttributeContains:
    """The text attribute holds the folded needle."""

    name: str
    needle: str


@value
class AttributeBetween:
    """The attribute lies between the limits: numbers with numbers, ISO dates (as text) with dates."""

    name: str
    low: Number | str | None
    high: Number | str | None
    above: bool = False
    below: bool = False


Condition: TypeAlias = (
    And
    | Or
    | Not
    | Text
    | InCategory
    | HasTag
    | Involves
    | OfType
    | KindIs
    | StatusIn
    | Within
    | Between
    | Has
    | Is
    | IdIn
    | UidStarts
    | RelatedTo
    | AttributeIn
    | AttributeContains
    | AttributeBetween
)


def leaves(condition: Condition | None) -> Iterator[Condition]:
    """Every condition that is not made of others, however deep."""
    stack = [] if condition is None else [condition]
    while stack:
        node = stack.pop()
        if isinstance(node, And | Or):
            stack.extend(reversed(node.parts))
        elif isinstance(node, Not):
            stack.append(node.part)
        else:
            yield node


def conjuncts(condition: Condition | None) -> tuple[Condition, ...]:
    """What must all hold, brackets aside; nothing for no condition."""
    found: list[Condition] = []
    stack = [] if condition is None else [condition]
    while stack:
        node = stack.pop()
        if isinstance(node, And):
            stack.extend(reversed(node.parts))
        else:
            found.append(node)
    return tuple(found)
