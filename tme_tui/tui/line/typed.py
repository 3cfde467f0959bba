"""What the texts of the prompt do after Enter, worked out in the working thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

from tme_tui.i18n import Translator
from tme_tui.language.describe import describe_distance, describe_moment
from tme_tui.model.draft import UNSET, Draft, Fields
from tme_tui.model.errors import InvalidValue
from tme_tui.model.ids import TaskId
from tme_tui.model.moment import Moment
from tme_tui.tui.line.edit_line import changed_fields, line_of
from tme_tui.tui.line.prompt import Purpose
from tme_tui.tui.working.answers import LineReady

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome
    from tme_tui.language.context import Context
    from tme_tui.model.task import Task
    from tme_tui.tui.planning.slipping import Edit

NOTHING_TYPED = frozenset({"", "none", "нет"})
"""What empties a field."""
_PLACED = ("due", "starts", "ends")
"""Where a task stands in time: a line that says any of it wins over the place where it is added."""


def read_task_line(engine: TaskManager, number: int) -> LineReady:
    """The line that stands for a task."""
    task = engine.get_task(number)
    return LineReady(task, line_of(task, engine.context()))


def with_defaults(draft: Draft, defaults: Fields) -> Draft:
    """The draft, with what the open view lends to a new task where the line says nothing."""
    fields = draft.fields
    if fields.category is UNSET and defaults.category is not UNSET:
        fields = replace(fields, category=defaults.category)
    if fields.parent is UNSET and defaults.parent is not UNSET:
        fields = replace(fields, parent=defaults.parent)
    if all(getattr(fields, name) is UNSET for name in _PLACED):
        placed = {name: one for name in _PLACED if (one := getattr(defaults, name)) is not UNSET}
        if placed:
            fields = replace(fields, **placed, kind=defaults.kind)
    missing = tuple(tag for tag in defaults.add_tags if tag not in fields.add_tags)
    if missing:
        fields = replace(fields, add_tags=(*fields.add_tags, *missing))
    return draft if fields is draft.fields else replace(draft, fields=fields)


def add_line(engine: TaskManager, text: str, defaults: Fields) -> Outcome:
    """Add what a line asks for."""
    from tme_tui.language.quickadd import parse_line

    return engine.add_draft(with_defaults(parse_line(text, engine.context()), defaults))


def read_edit(engine: TaskManager, task: Task, text: str) -> Edit:
    """What makes a task what its line says now."""
    from tme_tui.language.quickadd import parse_line
    from tme_tui.tui.planning.slipping import Edit

    draft = parse_line(text, engine.context())
    return Edit((task,), changed_fields(task, draft), draft.notices, show=True)


def set_moment(
    engine: TaskManager, numbers: Sequence[int], text: str, purpose: Purpose, words: Translator
) -> Outcome:
    """Set when tasks are due, or until when they are hidden."""
    fields = _moment_fields(text, engine.context(), purpose, words)
    return engine.edit(numbers, fields)


def due_fields(engine: TaskManager, text: str, words: Translator) -> Fields:
    """What a line says of when something is due."""
    return _moment_fields(text, engine.context(), Purpose.DUE, words)


def _moment_fields(text: str, context: Context, purpose: Purpose, words: Translator) -> Fields:
    from tme_tui.language.dates import read_moment

    typed = text.strip()
    moment = None if typed.casefold() in NOTHING_TYPED else read_moment(typed, context)
    if moment is None and typed.casefold() not in NOTHING_TYPED:
        if purpose is Purpose.DUE:
            return _dated(typed, context, words)
        _refuse_phrase(typed, words)
    return Fields(due=moment) if purpose is Purpose.DUE else Fields(wait=moment)


def _dated(typed: str, context: Context, words: Translator) -> Fields:
    """A phrase that is more than a moment, such as `every friday 18:00`."""
    from tme_tui.language.quickadd import parse_changes

    fields = parse_changes(typed, context).fields
    if fields.title is not UNSET or fields.due is UNSET:
        _refuse_phrase(typed, words)
    return Fields(due=fields.due, recurrence=fields.recurrence)


def _refuse_phrase(typed: str, words: Translator) -> NoReturn:
    raise InvalidValue(
        words.text("{phrase} is no date; try fri 18:00, tomorrow, +3d or none", phrase=repr(typed)),
        field="due",
    )


def said_moment(text: str, context: Context, purpose: Purpose, words: Translator) -> str:
    """The moment that a line names, in words and by how far off it is."""
    fields = _moment_fields(text, context, purpose, words)
    moment = fields.due if purpose is Purpose.DUE else fields.wait
    if not isinstance(moment, Moment):
        return words.text("no date")
    said = describe_moment(moment, context.now, context.zone, context.locale)
    distance = describe_distance(moment, context.now, context.zone, context.locale)
    if fields.recurrence is not UNSET and fields.recurrence is not None:
        from tme_tui.language.describe import describe_recurrence

        distance = describe_recurrence(fields.recurrence, context.locale)
    return said if said == distance else f"{said} · {distance}"


def set_category(engine: TaskManager, numbers: Sequence[int], text: str) -> Outcome:
    """Move tasks to a category, or out of theirs."""
    name = text.strip()
    return engine.move(numbers, None if name.casefold() in NOTHING_TYPED else category_in(name))


def category_in(text: str) -> str:
    """The path that was typed, with its sigil or without."""
    return text.strip().removeprefix("+").strip('"')


def set_tags(engine: TaskManager, numbers: Sequence[int], text: str, words: Translator) -> Outcome:
    """Add tags and take others away."""
    add, remove = tags_in(text)
    if not add and not remove:
        raise InvalidValue(
            words.text("name tags to add, such as shop, and to remove, such as -home"), field="tags"
        )
    return engine.tag(numbers, add, remove)


def tags_in(text: str) -> tuple[list[str], list[str]]:
    """The tags to add and those to take away."""
    add: list[str] = []
    remove: list[str] = []
    for word in text.replace(",", " ").split():
        name = word.lstrip("+-#")
        if name:
            (remove if word.startswith("-") else add).append(name)
    return add, remove


def defaults_of(kind: str, name: str) -> Fields:
    """What the open view lends to a new task."""
    if kind == "category":
        return Fields(category=name)
    return Fields(add_tags=(name,)) if kind == "tag" else Fields()


def inside(number: int) -> Fields:
    """What a new subtask begins with."""
    return Fields(parent=TaskId(number))
