"""The values after keys: each reader takes the text after the colon and says which field it sets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache

from tme_tui.language.context import Context
from tme_tui.language.dates import read_duration
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.tokens import Sort, ends_word
from tme_tui.language.quickadd.blocks import read_temporal
from tme_tui.language.quickadd.dependencies import read_ids, read_links
from tme_tui.language.quickadd.keys import KEYS, NOTHING, TEMPORAL, Key
from tme_tui.language.quickadd.line import Line
from tme_tui.language.quickadd.pieces import Length, Mistake, Payload, Piece, Setting, Unknown
from tme_tui.language.quickadd.reminders import read_reminder_value
from tme_tui.language.recurring.rule_text import read_value
from tme_tui.model.draft import SpanKind
from tme_tui.model.errors import InvalidValue
from tme_tui.model.recurrence.values import Missed, Shift
from tme_tui.model.task import Kind, Status
from tme_tui.model.text import clean_line, clean_notes, fold

PRIORITY_WORDS = {
    **dict.fromkeys(("h", "high", "urgent", "important", "высокий", "важно", "срочно", "в"), 1),
    **dict.fromkeys(("m", "medium", "med", "средний", "с"), 2),
    **dict.fromkeys(("l", "low", "низкий", "н"), 3),
}
_PRIORITIES = PRIORITY_WORDS | {"1": 1, "2": 2, "3": 3, "4": 4, "a": 1, "b": 2, "c": 3, "d": 4}
_LONGEST_ESTIMATE = timedelta(days=3660)
_SHIFTS = {"next": Shift.NEXT, "вперед": Shift.NEXT, "previous": Shift.PREVIOUS, "назад": Shift.PREVIOUS}
_MISSED = {
    **{policy.value: policy for policy in Missed},
    "одно": Missed.KEEP,
    "все": Missed.STACK,
    "пропускать": Missed.SKIP,
}
_STATUSES = {
    **{status.value: status for status in Status if status is not Status.DELETED},
    "открыта": Status.OPEN,
    "начата": Status.STARTED,
    "сделано": Status.DONE,
    "готово": Status.DONE,
    "отменена": Status.CANCELLED,
}

_Reader = Callable[[str, Context], Payload | None]


def read_key(line: Line, i: int, ref: Reference) -> Piece | None:
    """`key:value` at token `i`, whose next token is the colon."""
    tokens = line.tokens
    key = KEYS.get(tokens[i].text)
    j = i + 2
    if tokens[j].sort is Sort.END or (tokens[j].spaced and key not in TEMPORAL):
        return None
    if key in TEMPORAL:
        return read_temporal(line, i, key, ref) or _no_moment(line, i)
    quoted = line.quoted(j)
    text, end = quoted if quoted is not None else line.chunk(j)
    if key is Key.RECURRENCE and tokens[end].text == "!" and not tokens[end].spaced:
        text, end = text + "!", end + 1  # `rec:3d!` counts from completion
    if not ends_word(tokens, end) or not text.strip():
        return None
    if key is None:
        if tokens[j].text == "//":
            return None
        return Piece(i, end, Unknown(tokens[i].text, clean_line(text)))
    payload = _readers()[key](text, ref.context)
    return Piece(i, end, payload) if payload is not None else None


def _no_moment(line: Line, i: int) -> Piece | None:
    """A word right behind the colon that is no date; `Meeting: plan the trip` is a title."""
    if line.tokens[i + 2].spaced:
        return None
    text, end = line.chunk(i + 2)
    return Piece(i, end, Mistake("moment", text)) if ends_word(line.tokens, end) and text.strip() else None


@cache
def _readers() -> dict[Key, _Reader]:
    return {
        Key.CATEGORY: _named(SpanKind.CATEGORY, "category"),
        Key.TAG: _tags,
        Key.PERSON: _named(SpanKind.PERSON, "assignee"),
        Key.PARTICIPANTS: _participants,
        Key.PRIORITY: _priority,
        Key.ESTIMATE: _estimate,
        Key.REMIND: _reminders,
        Key.RECURRENCE: _recurrence,
        Key.MISSED: lambda text, _: _choice(SpanKind.RECURRENCE, "missed", _MISSED, text),
        Key.SHIFT: lambda text, _: _choice(SpanKind.RECURRENCE, "shift", _SHIFTS, text),
        Key.DEPENDS: _depends,
        Key.BLOCKS: _blocks,
        Key.PARENT: _parent,
        Key.NOTE: lambda text, _: Setting(SpanKind.NOTE, "notes", clean_notes(text)),
        Key.LINK: _named(SpanKind.LINK, "link"),
        Key.TYPE: _named(SpanKind.TYPE, "type"),
        Key.STATUS: lambda text, _: _choice(SpanKind.STATUS, "status", _STATUSES, text),
        Key.KIND: lambda text, _: _choice(SpanKind.TYPE, "kind", {kind.value: kind for kind in Kind}, text),
    }


def _named(kind: SpanKind, field: str) -> _Reader:
    def read(text: str, context: Context) -> Payload | None:
        name = clean_line(text).removeprefix("@") if field == "assignee" else clean_line(text)
        if not name:
            return None
        return Setting(kind, field, None if fold(name) in NOTHING else name)

    return read


def _choice(kind: SpanKind, field: str, choices: Mapping[str, object], text: str) -> Payload | None:
    value = choices.get(fold(text))
    return Setting(kind, field, value) if value is not None else None


def _tags(text: str, context: Context) -> Payload | None:
    items = [clean_line(item).removeprefix("#") for item in text.split(",")]
    if text.startswith("-"):
        names = tuple(item.removeprefix("-").removeprefix("#") for item in items)
        return Setting(SpanKind.TAG, "remove_tags", names) if all(names) else None
    return Setting(SpanKind.TAG, "add_tags", tuple(items)) if all(items) else None


def _participants(text: str, context: Context) -> Payload | None:
    if fold(text) in NOTHING:
        return Setting(SpanKind.PERSON, "participants", None)
    names = tuple(clean_line(item).removeprefix("@") for item in text.split(","))
    return Setting(SpanKind.PERSON, "participants", names) if all(names) else None


def _priority(text: str, context: Context) -> Payload | None:
    word = fold(text)
    if word in NOTHING:
        return Setting(SpanKind.PRIORITY, "priority", None)
    value = _PRIORITIES.get(word)
    return Setting(SpanKind.PRIORITY, "priority", value) if value is not None else Mistake("priority", text)


def _estimate(text: str, context: Context) -> Payload | None:
    if fold(text) in NOTHING:
        return Setting(SpanKind.ESTIMATE, "estimate", None)
    span = read_duration(text)
    if span is None or not timedelta(0) < span <= _LONGEST_ESTIMATE:
        return Mistake("estimate", text)
    return Length(span)


def _reminders(text: str, context: Context) -> Payload | None:
    if fold(text) in NOTHING:
        return Setting(SpanKind.REMINDER, "reminders", ())
    reminders = read_reminder_value(text, context)
    if reminders is None:
        return Mistake("reminder", text)
    return Setting(SpanKind.REMINDER, "add_reminders", reminders)


def _recurrence(text: str, context: Context) -> Payload | None:
    if fold(text) in NOTHING:
        return Setting(SpanKind.RECURRENCE, "recurrence", None)
    try:
        return Setting(SpanKind.RECURRENCE, "recurrence", read_value(text, context))
    except InvalidValue:
        return Mistake("recurrence", text)


def _depends(text: str, context: Context) -> Payload | None:
    links = read_links(text)
    if links is None:
        return Mistake("dependency", text) if text[0].isdigit() else None
    return Setting(SpanKind.DEPENDENCY, "depends_on", links)


def _blocks(text: str, context: Context) -> Payload | None:
    ids = read_ids(text)
    return Setting(SpanKind.BLOCKS, "blocks", ids) if ids is not None else None


def _parent(text: str, context: Context) -> Payload | None:
    if fold(text) in NOTHING:
        return Setting(SpanKind.PARENT, "parent", None)
    ids = read_ids(text)
    return Setting(SpanKind.PARENT, "parent", ids[0]) if ids is not None and len(ids) == 1 else None
