"""What is being typed at the cursor, so that a face can offer names and numbers to complete it."""

from __future__ import annotations

from typing import Final, NamedTuple

from tme_tui.language.context import Dialect
from tme_tui.language.quickadd.keys import KEYS, Key
from tme_tui.model.draft import SpanKind
from tme_tui.model.text import fold


class Completion(NamedTuple):
    """The name that begins at `start`: replace `text[start:end]` by what is chosen."""

    kind: SpanKind
    prefix: str
    """What stands between `start` and the cursor."""
    start: int
    end: int


_MARKS: Final = {
    Dialect.TME: {
        "#": SpanKind.TAG,
        "-#": SpanKind.TAG,
        "+": SpanKind.CATEGORY,
        "@": SpanKind.PERSON,
        "^": SpanKind.PARENT,
    },
    Dialect.TODOIST: {"#": SpanKind.CATEGORY, "@": SpanKind.TAG, "+": SpanKind.PERSON, "^": SpanKind.PARENT},
    Dialect.TASKWARRIOR: {"+": SpanKind.TAG, "-": SpanKind.TAG, "^": SpanKind.PARENT},
    Dialect.TODOTXT: {"+": SpanKind.CATEGORY, "@": SpanKind.PERSON, "^": SpanKind.PARENT},
    Dialect.OFF: {},
}
_KEYS: Final = {
    Key.CATEGORY: SpanKind.CATEGORY,
    Key.TAG: SpanKind.TAG,
    Key.PERSON: SpanKind.PERSON,
    Key.PARTICIPANTS: SpanKind.PERSON,
    Key.PARENT: SpanKind.PARENT,
    Key.DEPENDS: SpanKind.DEPENDENCY,
    Key.BLOCKS: SpanKind.BLOCKS,
    Key.TYPE: SpanKind.TYPE,
}
_LISTS: Final = frozenset({SpanKind.TAG, SpanKind.DEPENDENCY, SpanKind.BLOCKS, SpanKind.PERSON})


def find_completion(text: str, cursor: int, dialect: Dialect | None = None) -> Completion | None:
    """What could be completed at `cursor`, or None in plain text."""
    cursor = max(0, min(cursor, len(text)))
    start = _word_start(text, cursor)
    end = cursor
    while end < len(text) and not text[end].isspace() and text[end] not in ',"':
        end += 1
    word = text[start:cursor]
    for mark, kind in sorted(_MARKS[dialect or Dialect.TME].items(), key=lambda item: -len(item[0])):
        if word.startswith(mark):
            return _from(text, kind, start + len(mark), cursor, end)
    name, colon, _ = word.partition(":")
    key = KEYS.get(fold(name)) if colon else None
    completed = _KEYS.get(key) if key is not None else None
    if completed is None:
        return None
    begin = start + len(name) + 1
    if completed in _LISTS:
        begin = max(begin, text.rfind(",", begin, cursor) + 1)
        if text[begin:cursor].startswith("-"):
            begin += 1
    return _from(text, completed, begin, cursor, end)


def _word_start(text: str, cursor: int) -> int:
    """Where the word at the cursor begins; a quotation that a sigil or a key opened is one word."""
    start = cursor
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    quote = text.rfind('"', 0, cursor)
    if quote > 0 and text.count('"', 0, cursor) % 2 and not text[quote - 1].isspace():
        start = quote
        while start > 0 and not text[start - 1].isspace():
            start -= 1
    return start


def _from(text: str, kind: SpanKind, start: int, cursor: int, end: int) -> Completion:
    if text[start : start + 1] == '"':
        return Completion(kind, text[start + 1 : cursor], start, end)
    return Completion(kind, text[start:cursor], start, end)
