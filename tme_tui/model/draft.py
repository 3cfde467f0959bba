"""What a sentence asks for: the fields it names and the pieces of text they came from.

One value serves adding and editing: a field that was not named is `UNSET`, a field that is to be emptied
is None. Faces show `spans` while a person types; the engine only reads `fields`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import Enum, StrEnum
from typing import Final

from tme_tui.model.ids import TaskId
from tme_tui.model.moment import Moment
from tme_tui.model.recurrence.values import Recurrence
from tme_tui.model.task import Dependency, Kind, Reminder, Status
from tme_tui.model.value import field, value


class Unset(Enum):
    """The type of `UNSET`: this field was not mentioned."""

    UNSET = "unset"


UNSET: Final = Unset.UNSET


@value
class Fields:
    """What to set, add and take away; all else stays as it is."""

    title: str | Unset = UNSET
    kind: Kind | Unset = UNSET
    notes: str | Unset = UNSET
    link: str | Unset | None = UNSET
    category: str | Unset | None = UNSET
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    tags: tuple[str, ...] | Unset = UNSET
    """Exactly these tags, whatever there were."""
    type: str | Unset | None = UNSET
    attributes: Mapping[str, object] = field(default_factory=dict)
    """Typed attributes to set; a None removes one."""
    priority: int | Unset | None = UNSET
    starts: Moment | Unset | None = UNSET
    ends: Moment | Unset | None = UNSET
    due: Moment | Unset | None = UNSET
    wait: Moment | Unset | None = UNSET
    expires: Moment | Unset | None = UNSET
    estimate: timedelta | Unset | None = UNSET
    parent: TaskId | Unset | None = UNSET
    recurrence: Recurrence | Unset | None = UNSET
    add_reminders: tuple[Reminder, ...] = ()
    reminders: tuple[Reminder, ...] | Unset = UNSET
    """Exactly these reminders; empty removes all."""
    depends_on: tuple[Dependency, ...] = ()
    """New blockers; `task` in them is 0 while the task does not exist yet."""
    no_longer_on: tuple[TaskId, ...] = ()
    blocks: tuple[TaskId, ...] = ()
    assignee: str | Unset | None = UNSET
    participants: tuple[str, ...] | Unset = UNSET
    status: Status | Unset = UNSET
    position: float | Unset = UNSET

    def given(self) -> dict[str, object]:
        """The fields that were mentioned, by name."""
        found: dict[str, object] = {}
        for name in Fields.__annotations__:
            value = getattr(self, name)
            if value is not UNSET and (value or name not in _COLLECTIONS):
                found[name] = value
        return found


_COLLECTIONS = frozenset(
    {"add_tags", "remove_tags", "attributes", "add_reminders", "depends_on", "no_longer_on", "blocks"}
)


class SpanKind(StrEnum):
    """What a piece of a typed line turned out to be."""

    TITLE = "title"
    CATEGORY = "category"
    TAG = "tag"
    PERSON = "person"
    PRIORITY = "priority"
    DUE = "due"
    START = "start"
    END = "end"
    WAIT = "wait"
    EXPIRES = "expires"
    ESTIMATE = "estimate"
    REMINDER = "reminder"
    RECURRENCE = "recurrence"
    DEPENDENCY = "dependency"
    BLOCKS = "blocks"
    PARENT = "parent"
    NOTE = "note"
    LINK = "link"
    TYPE = "type"
    ATTRIBUTE = "attribute"
    STATUS = "status"
    LITERAL = "literal"
    """Quoted or escaped: text on purpose."""


@value
class Span:
    """`line[start:end]` was understood as `kind`; `sentence` says how, in the reader's language."""

    start: int
    end: int
    kind: SpanKind
    value: object
    sentence: str


@value
class Draft:
    """One reading of one typed line."""

    text: str
    fields: Fields
    spans: tuple[Span, ...] = ()
    notices: tuple[str, ...] = ()
    """Things worth saying before saving, such as "18:00 has passed: tomorrow"."""
    alternatives: tuple[Draft, ...] = ()
    """Other readings, likeliest first, when the line can be understood in several ways."""
    chain: tuple[Draft, ...] = ()
    """For `A >> B >> C`: the tasks after the first, each waiting for the one before."""
