"""Which pieces of a query are what, so that a line can be coloured while it is typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tme_tui.language.query.lexer import Shape, Token
from tme_tui.language.query.words import FIELDS, JOINS, Field
from tme_tui.model.query import QuerySpan, SpanKind
from tme_tui.model.text import fold

_SIGNS = {"+": SpanKind.CATEGORY, "#": SpanKind.TAG, "@": SpanKind.PERSON, "!": SpanKind.PRIORITY}
_VALUES = {
    Field.CATEGORY: SpanKind.CATEGORY,
    Field.TAG: SpanKind.TAG,
    **dict.fromkeys((Field.OWNER, Field.ASSIGNEE, Field.PARTICIPANT, Field.PERSON), SpanKind.PERSON),
    Field.PRIORITY: SpanKind.PRIORITY,
    **dict.fromkeys((Field.IS, Field.HAS, Field.NO, Field.STATUS), SpanKind.STATE),
    **dict.fromkeys((Field.SORT, Field.LIMIT), SpanKind.ORDER),
}


def spans_of(tokens: Iterable[Token]) -> tuple[QuerySpan, ...]:
    """In the order of the line, none overlapping."""
    return tuple(span for token in tokens for span in _spans(token))


def _spans(token: Token) -> Iterator[QuerySpan]:
    start = token.start
    if token.negated:
        yield QuerySpan(SpanKind.WORD, start, start + 1)
        start += 1
    if token.shape in (Shape.OPEN, Shape.CLOSE):
        yield QuerySpan(SpanKind.BRACKET, start, token.end)
    elif token.shape is Shape.SIGN:
        yield QuerySpan(_SIGNS[token.name], start, token.end)
    elif token.shape is Shape.FIELD:
        field = FIELDS.get(fold(token.name))
        kind = SpanKind.ORDER if field in (Field.SORT, Field.LIMIT) else SpanKind.FIELD
        yield QuerySpan(kind, start, token.value_start)
        if token.end > token.value_start:
            value = SpanKind.VALUE if field is None else _VALUES.get(field, SpanKind.VALUE)
            yield QuerySpan(value, token.value_start, token.end)
    else:
        word = token.shape is Shape.WORD and not token.negated and token.text.casefold() in JOINS
        yield QuerySpan(SpanKind.WORD if word else SpanKind.TEXT, start, token.end)
