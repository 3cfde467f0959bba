"""What is seen while a line is typed: what it is understood as, in chips and words, or where it is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from tme_tui.i18n import Translator
from tme_tui.model.draft import UNSET, Draft, Fields, SpanKind
from tme_tui.model.errors import InvalidValue, SyntaxMistake
from tme_tui.model.moment import Moment
from tme_tui.tui.line.prompt import Purpose
from tme_tui.tui.line.typed import NOTHING_TYPED, category_in, said_moment, tags_in, with_defaults
from tme_tui.tui.look.cells import clipped, harmless
from tme_tui.tui.working.answers import Pieces, Read

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.language.context import Context

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
_SHOWN = 12
_TITLE = 160
"""So many cells of a title stand beside what was understood."""
_TIMES = 3


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
                    Content.styled(f"→ {said_moment(text, context, purpose, words)}", "$tme-due"),
                )
            except InvalidValue as error:
                return Read(purpose, text, Content(""), wrong=words.error(str(error)))
        case Purpose.TAGS:
            add, remove = tags_in(text)
            parts: list[tuple[str, str]] = [(f"+ #{tag}  ", "$tme-done") for tag in add]
            parts += [(f"− #{tag}  ", "$tme-mistake") for tag in remove]
            return Read(purpose, text, Content.assemble(*parts))
        case Purpose.CATEGORY:
            name = "—" if text.strip().casefold() in NOTHING_TYPED else category_in(text)
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
