"""Every error a person may meet.

    TmeError
    ├── InvalidValue          a title, date, priority … that cannot be accepted
    │   └── SyntaxMistake     a sentence or a query with a place that is wrong
    ├── NotFound              an id, name or step that does not exist
    ├── Refused               a rule forbids it
    │   ├── CycleRefused      a dependency or a parent would go round in a circle
    │   └── UndoRefused       what the step changed has changed again since
    ├── Conflict              somebody else changed the same fields meanwhile
    └── StoreError            the base cannot be used as it is
        ├── StoreLocked       another program holds it for too long
        ├── StoreReadOnly     it, or its folder, may not be written
        ├── StoreFull         the disk has no room
        ├── StoreDamaged      it is not a sound base of ours
        ├── StoreTooNew       a newer program made it
        └── StoreUnreachable  the server does not answer

`str(error)` is one line that says what is wrong and what to do; details are attributes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class TmeError(Exception):
    """The root: a face shows `str(error)` and goes on."""


class InvalidValue(TmeError):
    """A value that cannot be accepted; `field` says which."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class SyntaxMistake(InvalidValue):
    """A mistake at `start`…`end` of `text`, with a `suggestion` when one is near."""

    def __init__(
        self, message: str, *, text: str, start: int, end: int | None = None, suggestion: str | None = None
    ) -> None:
        super().__init__(message)
        self.text = text
        self.start = start
        self.end = start + 1 if end is None else max(end, start + 1)
        self.suggestion = suggestion


class NotFound(TmeError):
    """`what` (a task, a person, …) named `key` does not exist."""

    def __init__(self, what: str, key: object, *, hint: str = "") -> None:
        super().__init__(f"there is no {what} {key}" + (f"; {hint}" if hint else ""))
        self.what = what
        self.key = key


class Refused(TmeError):
    """A rule of the program forbids this; the message names the rule."""


class CycleRefused(Refused):
    """`path` lists the ids round the circle, first and last the same."""

    def __init__(self, message: str, path: Sequence[int]) -> None:
        super().__init__(message)
        self.path = tuple(path)


class UndoRefused(Refused):
    """The step cannot be undone (or redone), because of what happened since.

    `step` is its number, None where there was nothing to undo; `sentence` says what it did.
    """

    def __init__(self, message: str, *, step: int | None = None, sentence: str = "") -> None:
        super().__init__(message)
        self.step = step
        self.sentence = sentence


class Conflict(TmeError):
    """`fields` maps each contested field to (the value you saw, theirs now, yours)."""

    def __init__(self, message: str, fields: Mapping[str, tuple[object, object, object]]) -> None:
        super().__init__(message)
        self.fields = dict(fields)


class StoreError(TmeError):
    """The base cannot be used as it is; nothing was changed."""


class StoreLocked(StoreError):
    """Another program holds the base for longer than we wait."""


class StoreReadOnly(StoreError):
    """The base or its folder may not be written."""


class StoreFull(StoreError):
    """The disk has no room left."""


class StoreDamaged(StoreError):
    """The file is not a sound base of this program."""


class StoreTooNew(StoreError):
    """A newer version of this program made the base."""


class StoreUnreachable(StoreError):
    """The database server does not answer or refuses us."""
