"""Which fields the form has, and how each is written for editing."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from tme_tui.i18n import message
from tme_tui.model.draft import UNSET, Fields
from tme_tui.model.moment import Moment
from tme_tui.model.task import Dependency, Kind, Link, Status, Task
from tme_tui.tui.details.text import STATES
from tme_tui.tui.form.attribute_line import written_pairs, written_value

if TYPE_CHECKING:
    from tme_tui.language.context import Context


class Help(StrEnum):
    """What F4 opens for a field."""

    NOTHING = ""
    MONTH = "month"
    RULE = "rule"
    REMINDERS = "reminders"
    CATEGORY = "category"
    TAGS = "tags"
    PERSON = "person"
    PEOPLE = "people"
    TASK = "task"
    TASKS = "tasks"
    CHOICE = "choice"


class FormField(NamedTuple):
    """One line of the form."""

    name: str
    label: str
    hint: str = ""
    help: Help = Help.NOTHING
    choices: tuple[str, ...] = ()
    said: Mapping[str, str] = MappingProxyType({})
    """How people read a choice, where they read another word than what is stored."""
    is_own: bool = False
    """Whether the label is a person's own word, such as the name of an attribute."""


_MOMENT = message("fri 18:00, tomorrow, 2026-12-01 9:00")
_PRIORITY = message("1 is the highest, 4 the lowest")
_KINDS = {Kind.TASK.value: message("task"), Kind.EVENT.value: message("event")}
_STATES = ("open", "started", "done", "cancelled")
_RULE = message("every mon, every! 3 days, every last day")
FIELDS = (
    FormField("title", message("title")),
    FormField("kind", message("kind"), message("task or event"), Help.CHOICE, tuple(_KINDS), _KINDS),
    FormField(
        "status",
        message("state"),
        "",
        Help.CHOICE,
        _STATES,
        {one.value: said for one, said in STATES.items()},
    ),
    FormField(
        "priority",
        message("priority"),
        message("1 is the highest, 4 the lowest"),
        Help.CHOICE,
        ("1", "2", "3", "4"),
    ),
    FormField("due", message("due"), _MOMENT, Help.MONTH),
    FormField("starts", message("starts"), _MOMENT, Help.MONTH),
    FormField("ends", message("ends"), _MOMENT, Help.MONTH),
    FormField(
        "recurrence", message("repeats"), message("every mon, every! 3 days, every last day"), Help.RULE
    ),
    FormField("reminders", message("reminds"), message("15m, 1d, 9:00"), Help.REMINDERS),
    FormField("category", message("category"), "Work/Design", Help.CATEGORY),
    FormField("tags", message("tags"), message("shop, home"), Help.TAGS),
    FormField("estimate", message("takes"), message("45m, 1h30m")),
    FormField("assignee", message("for"), "anna", Help.PERSON),
    FormField("participants", message("with"), "anna, boris", Help.PEOPLE),
    FormField("wait", message("hidden until"), message("monday, someday"), Help.MONTH),
    FormField("expires", message("expires"), _MOMENT, Help.MONTH),
    FormField("parent", message("inside"), "12", Help.TASK),
    FormField("depends", message("waits for"), message("12, 15 FS+2d"), Help.TASKS),
    FormField("link", message("link"), "https://…"),
    FormField("type", message("type"), "", Help.CHOICE),
    FormField("attributes", message("attributes"), message("name: value; …")),
    FormField("notes", message("notes")),
)
NAMES = tuple(field.name for field in FIELDS)
EMPTY: Mapping[str, str] = {**dict.fromkeys(NAMES, ""), "kind": Kind.TASK.value, "status": Status.OPEN.value}
"""The form of a task that is not there yet."""
MOMENTS = ("due", "starts", "ends", "wait", "expires")


def texts_of(task: Task | None, context: Context, fields: Fields | None = None) -> dict[str, str]:
    """Every field as it is edited; `fields` are those of a line that goes on as a form."""
    from tme_tui.language.quickadd import format_fields

    texts = dict(EMPTY)
    if task is not None:
        texts |= _texts_of_task(task)
        given: dict[str, Any] = {
            "recurrence": task.recurrence or UNSET,
            "estimate": task.estimate or UNSET,
            "add_reminders": task.reminders,
        }
    else:
        line = fields or Fields()
        given = {name: getattr(line, name) for name in ("recurrence", "estimate", "add_reminders")}
        for name in MOMENTS:
            if isinstance(moment := getattr(line, name), Moment):
                texts[name] = written(moment)
        for name in ("title", "category", "assignee", "link", "notes", "type"):
            texts[name] = str(one) if (one := getattr(line, name)) not in (UNSET, None) else ""
        texts["tags"] = ", ".join(line.add_tags)
        texts["priority"] = str(line.priority) if isinstance(line.priority, int) else ""
        texts["parent"] = str(line.parent) if isinstance(line.parent, int) else ""
        texts["depends"] = ", ".join(str(tie.blocker) for tie in line.depends_on)
        texts["kind"] = line.kind.value if isinstance(line.kind, Kind) else Kind.TASK.value
        texts["attributes"] = written_pairs(
            {name: written_value(one) for name, one in line.attributes.items()}
        )
    for name, prefix in (("recurrence", "rec:"), ("estimate", "~"), ("add_reminders", "remind:")):
        if given[name] not in (UNSET, None, ()):
            words = format_fields(Fields(**{name: given[name]}), context).split(" remind:")
            texts["reminders" if name == "add_reminders" else name] = ",".join(
                word.removeprefix(prefix) for word in words
            )
    return texts


def _texts_of_task(task: Task) -> dict[str, str]:
    ties = ", ".join(_written_tie(tie) for tie in task.depends)
    return {
        "title": task.title,
        "kind": task.kind.value,
        "status": task.status.value,
        "priority": str(task.priority or ""),
        "category": task.category or "",
        "tags": ", ".join(task.tags),
        "assignee": task.assignee or "",
        "participants": ", ".join(one.login for one in task.participants),
        "parent": str(task.parent or ""),
        "depends": ties,
        "link": task.link,
        "type": task.type or "",
        "attributes": written_pairs({name: written_value(one) for name, one in task.attributes.items()}),
        "notes": task.notes,
        **{name: written(one) for name in MOMENTS if (one := getattr(task, name)) is not None},
    }


def written(moment: Moment) -> str:
    """A moment as it is typed: exact, and without its zone where that is the reader's own business."""
    return str(moment).partition("[")[0].replace("T", " ")


def _written_tie(tie: Dependency) -> str:
    if tie.link is Link.FINISH_START and not tie.lag:
        return str(tie.blocker)
    days, rest = divmod(int(tie.lag.total_seconds()), 86_400)
    lag = f"{days}d" if not rest else f"{int(tie.lag.total_seconds()) // 60}m"
    return f"{tie.blocker} {tie.link.value}" + (f"+{lag}" if tie.lag else "")
