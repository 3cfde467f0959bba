"""What the texts of the prompt mean, worked out in the working thread: while typing, and after Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

from textual.content import Content

from tme_tui.i18n import Translator
from tme_tui.language.describe import describe_distance, describe_moment
from tme_tui.model.draft import UNSET, Draft, Fields, SpanKind
from tme_tui.model.errors import InvalidValue, SyntaxMistake
from tme_tui.model.ids import TaskId
from tme_tui.model.moment import Moment
from tme_tui.tui.answers import LineReady, Pieces, Read
from tme_tui.tui.cells import clipped, harmless
from tme_tui.tui.edit_line import changed_fields, line_of
from tme_tui.tui.prompt import Purpose

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome
    from tme_tui.language.context import Context
    from tme_tui.model.task import Task
    from tme_tui.tui.planning.slipping import Edit

_COLOURS = {
    SpanKind.CATEGORY: "category",
    SpanKind.TAG: "tag",
    SpanKind.PERSON: "person",
    SpanKind.PRIORITY: "priority",
    SpanKind.DUE: "time",
    SpanKind.START: "time",
    SpanKind.END: "time",
    SpanKind.WAIT: "time",
    SpanKind.EXPIRES: "time",
    SpanKind.ESTIMATE: "time",
    SpanKind.REMINDER: "reminder",
    SpanKind.RECURRENCE: "repeat",
    SpanKind.DEPENDENCY: "link",
    SpanKind.BLOCKS: "link",
    SpanKind.PARENT: "link",
    SpanKind.LINK: "link",
    SpanKind.NOTE: "other",
    SpanKind.TYPE: "other",
    SpanKind.ATTRIBUTE: "other",
    SpanKind.STATUS: "priority",
}
_CHIPS = {colour: f"$tme-chip-{colour}-text on $tme-chip-{colour}" for colour in set(_COLOURS.values())}
_EMPTY = frozenset({"", "none", "нет"})
_SHOWN = 12
_TITLE = 160
"""So many cells of a title stand beside what was understood."""
_TIMES = 3
_PLACED = ("due", "starts", "ends")
"""Where a task stands in time: a line that says any of it wins over the place where it is added."""


def read_task_line(engine: TaskManager, number: int) -> LineReady:
    """The line that stands for a task."""
    task = engine.get_task(number)
    return LineReady(task, line_of(task, engine.context()))


def preview(engine: TaskManager, purpose: Purpose, text: str, words: Translator, defaults: Fields) -> Read:
    """Say what a text means, before anything is done."""
    context = engine.context()
    if not text.strip():
        return Read(purpose, text, Content(""))
    match purpose:
        case Purpose.ADD | Purpose.SUBTASK | Purpose.EDIT:
            from tme_tui.language.quickadd import parse_line

            draft = with_defaults(parse_line(text, context), defaults)
            said = chips(draft, words, defaults) + times_of(engine, draft, context, words)
            return Read(purpose, text, said, pieces_of(draft))
        case Purpose.DUE | Purpose.WAIT:
            try:
                return Read(
                    purpose,
                    text,
                    Content.styled(f"→ {_said_moment(text, context, purpose, words)}", "$tme-due"),
                )
            except InvalidValue as error:
                return Read(purpose, text, Content(""), wrong=words.error(str(error)))
        case Purpose.TAGS:
            add, remove = tags_in(text)
            parts: list[tuple[str, str]] = [(f"+ #{tag}  ", "$tme-done") for tag in add]
            parts += [(f"− #{tag}  ", "$tme-mistake") for tag in remove]
            return Read(purpose, text, Content.assemble(*parts))
        case Purpose.CATEGORY:
            name = "—" if text.strip().casefold() in _EMPTY else category_in(text)
            return Read(purpose, text, Content.styled(f"→ {harmless(name)}", "$tme-done"))
        case Purpose.FILTER:
            return preview_query(engine, text, words)
        case _:
            return Read(purpose, text, Content(""))


def preview_query(engine: TaskManager, text: str, words: Translator) -> Read:
    """Whether a filter can be read, and where not."""
    try:
        query = engine.read_query(text)
    except SyntaxMistake as error:
        wrong = _caret(error, words)
        return Read(Purpose.FILTER, text, Content(""), [(error.start, error.end, "mistake")], wrong=wrong)
    from tme_tui.language.query.complete import completions

    # half a field name is no text to look for yet: the list would empty while `due<friday` is typed
    held = any(one.text.endswith(":") for one in completions(text, len(text)))
    kinds = {
        "category": "category",
        "tag": "tag",
        "person": "person",
        "priority": "priority",
        "field": "time",
    }
    pieces = [(span.start, span.end, kinds.get(span.kind.value, "")) for span in query.spans]
    return Read(Purpose.FILTER, text, Content(""), pieces, held=held)


def _caret(error: SyntaxMistake, words: Translator) -> str:
    """The caret stands under the prompt's text, which begins where the answer begins."""
    from rich.cells import cell_len

    said = words.error(str(error))
    before = cell_len(harmless(error.text[: error.start]))
    width = max(cell_len(harmless(error.text[error.start : error.end])), 1)
    return f"{' ' * before}{'^' * min(width, 60)} {said}" if before < 60 else said


def pieces_of(draft: Draft) -> Pieces:
    """The pieces to colour."""
    drafts = (draft, *draft.chain)
    return [
        (span.start, span.end, _COLOURS[span.kind])
        for one in drafts
        for span in one.spans
        if span.kind in _COLOURS
    ]


def chips(draft: Draft, words: Translator, defaults: Fields) -> Content:
    """What was understood, piece by piece, and what is worth knowing before saving."""
    parts: list[tuple[str, str] | str] = []
    title = draft.fields.title if isinstance(draft.fields.title, str) else ""
    shown, _ = clipped(harmless(title), _TITLE)  # the line itself says all of it
    parts.append((shown or words.text("a title is missing"), "bold" if title else "$tme-mistake"))
    said = set()
    for span in draft.spans[:_SHOWN]:
        colour = _COLOURS.get(span.kind)
        if colour is None or span.sentence in said:
            continue
        said.add(span.sentence)
        parts += ["  ", (f" {harmless(span.sentence)} ", _CHIPS[colour])]
    if isinstance(defaults.category, str) and draft.fields.category == defaults.category:
        said_category = words.text("category {name}", name=harmless(defaults.category))
        if said_category not in said:
            parts += ["  ", (f" {said_category} ", _CHIPS["category"])]
    for link in draft.chain:
        name = link.fields.title if isinstance(link.fields.title, str) else ""
        parts += [(" » ", "$text-warning"), (harmless(name), "bold")]
    for notice in draft.notices:
        parts += ["\n", (f"! {harmless(notice)}", "$text-warning")]
    return Content.assemble(*parts)


def times_of(engine: TaskManager, draft: Draft, context: Context, words: Translator) -> Content:
    """The next few times of what repeats."""
    rule = draft.fields.recurrence
    start = draft.fields.due if isinstance(draft.fields.due, Moment) else draft.fields.starts
    if rule in (UNSET, None):
        return Content("")
    from tme_tui.tui.form.reading import following

    begin = start if isinstance(start, Moment) else Moment(Moment.at(context.now, context.zone).day)
    coming = following(rule, begin, context, words, engine)[:_TIMES]
    return Content.styled("\n→ " + ", ".join(coming), "$tme-repeat") if coming else Content("")


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
    moment = None if typed.casefold() in _EMPTY else read_moment(typed, context)
    if moment is None and typed.casefold() not in _EMPTY:
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


def _said_moment(text: str, context: Context, purpose: Purpose, words: Translator) -> str:
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
    return engine.move(numbers, None if name.casefold() in _EMPTY else category_in(name))


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
