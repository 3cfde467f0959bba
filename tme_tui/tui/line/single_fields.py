"""Single fields as they are typed: which there are, and how the grammar of adding reads them.

`remind:` and its kin say which field is meant; the rest of the line is what was typed. So everything that can
be said when a task is added can be said here, in both languages, and `none` takes it away.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tme_tui.i18n import message
from tme_tui.model.draft import Fields
from tme_tui.model.errors import InvalidValue

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager

_NOTHING = frozenset({"none", "нет", "-"})


class Field(NamedTuple):
    """How one field is asked for."""

    label: str
    hint: str
    prefixes: tuple[str, ...]
    """What is put before the text; the first that is understood counts."""
    sets: frozenset[str]
    """What a text must set, one at least."""
    beside: frozenset[str] = frozenset()
    """What it may set beside that."""


PRIORITY = Field(
    message("priority"),
    message("1 is the highest, 4 the lowest; none"),
    ("pri:",),
    frozenset({"priority"}),
)
RECURRENCE = Field(
    message("repeat"),
    message("every mon 9:00, every! 3 days, every last day, none"),
    ("rec:", "", "every "),
    frozenset({"recurrence"}),
    frozenset({"due", "starts"}),
)
REMINDERS = Field(
    message("remind"),
    message("15m, 1d, at 9:00, none"),
    ("remind:", "remind "),
    frozenset({"reminders", "add_reminders"}),
)
ESTIMATE = Field(message("takes"), message("45m, 1h30m, none"), ("est:",), frozenset({"estimate"}))


def read_field(engine: TaskManager, field: Field, text: str) -> tuple[Fields, Sequence[str]]:
    """What a text sets, and the same in words."""
    from tme_tui.language.quickadd import parse_changes

    context, typed = engine.context(), text.strip()
    nothing = typed.casefold() in _NOTHING
    for prefix in field.prefixes:
        draft = parse_changes(f"{prefix}{'none' if nothing else typed}", context)
        given = set(draft.fields.given())
        if given & field.sets and given <= field.sets | field.beside:
            return draft.fields, [*(span.sentence for span in draft.spans if span.sentence), *draft.notices]
    raise InvalidValue(f"{typed!r}: {field.hint}", field=min(field.sets))
