"""Typed attributes as fields: `severity:high`, `severity>3`, `has:severity`, as the known types define."""

from __future__ import annotations

from tme_tui.language.context import Context
from tme_tui.language.query.lexer import Token
from tme_tui.language.query.mistakes import clipped, mistake
from tme_tui.language.query.value_words import ANYTHING, NOTHING
from tme_tui.language.query.values import Item, Piece, items_of, whole
from tme_tui.language.query.words import FIELDS
from tme_tui.model.conditions import (
    AttributeBetween,
    AttributeContains,
    AttributeIn,
    Condition,
    Not,
    Number,
    Or,
)
from tme_tui.model.errors import InvalidValue
from tme_tui.model.task_type import Attribute, AttributeKind
from tme_tui.model.text import clean_line, fold


def attributes_named(context: Context, name: str) -> list[Attribute]:
    """The attributes of that name, one of each way of reading it; types may differ in what they mean."""
    wanted = fold(name)
    found: dict[tuple[str, AttributeKind, tuple[str, ...]], Attribute] = {}
    for task_type in context.types.values():
        for attribute in task_type.attributes:
            if fold(attribute.name) == wanted:
                found.setdefault((attribute.name, attribute.kind, attribute.choices), attribute)
    return list(found.values())


def known_names(context: Context) -> list[str]:
    """All names of attributes, folded."""
    return [fold(a.name) for task_type in context.types.values() for a in task_type.attributes]


def attribute_condition(
    line: str, context: Context, token: Token | None, *, given: list[Attribute] | None = None
) -> Condition:
    """What a field that is not built in asks for; with `given`, only that one of these is set."""
    if token is None:
        return _any_of([AttributeIn(attribute.name) for attribute in given or ()])
    found = attributes_named(context, token.name)
    if not found:
        raise mistake(
            f"there is no field {clipped(token.name)!r}; to search for the text, put it in quotes",
            line,
            token.name_start,
            token.name_start + len(token.name),
            word=token.name,
            known=[*FIELDS, *known_names(context)],
        )
    readings: list[Condition] = []
    failure: InvalidValue | None = None
    for attribute in found:
        try:
            readings.append(_reading(attribute, token))
        except InvalidValue as error:
            failure = error
    if not readings:
        raise mistake(str(failure), line, token.value_start, token.end) from failure
    condition = _any_of(readings)
    return Not(condition) if token.operator == "!=" else condition


def _any_of(conditions: list[Condition]) -> Condition:
    unique = list(dict.fromkeys(conditions))
    return unique[0] if len(unique) == 1 else Or(tuple(unique))


def _reading(attribute: Attribute, token: Token) -> Condition:
    if attribute.kind is AttributeKind.TEXT:
        return _text(attribute, token)
    if token.operator in (":", "=", "!="):
        return _any_of([_equal(attribute, item) for item in items_of(token)])
    limit = _value(attribute, whole(token))
    if attribute.kind is AttributeKind.YES_NO:
        raise InvalidValue(f"{attribute.name} is yes or no, nothing to compare with {token.operator}")
    low, high = (limit, None) if token.operator[0] == ">" else (None, limit)
    strict = len(token.operator) == 1
    if attribute.kind is AttributeKind.CHOICE:
        return _choices(attribute, low, high, strict=strict)
    return AttributeBetween(attribute.name, low, high, above=strict, below=strict)


def _text(attribute: Attribute, token: Token) -> Condition:
    piece = whole(token)
    if token.operator not in (":", "=", "!="):
        raise InvalidValue(f"{attribute.name} is a text, nothing to compare with {token.operator}")
    if not piece.quoted and fold(piece.text) in ANYTHING | NOTHING:
        is_set = AttributeIn(attribute.name)
        return is_set if fold(piece.text) in ANYTHING else Not(is_set)
    needle = fold(clean_line(piece.text))
    if not needle:
        raise InvalidValue(f"{attribute.name} needs a text to search for")
    return AttributeContains(attribute.name, needle)


def _equal(attribute: Attribute, item: Item) -> Condition:
    if item.ranged:
        low = _value(attribute, item.low) if item.low is not None else None
        high = _value(attribute, item.high) if item.high is not None else None
        if (low is None and high is None) or attribute.kind is AttributeKind.YES_NO:
            raise InvalidValue(f"{attribute.name} takes no such range")
        if attribute.kind is AttributeKind.CHOICE:
            return _choices(attribute, low, high, strict=False)
        return AttributeBetween(attribute.name, low, high)
    piece = item.low
    if piece is None:
        raise InvalidValue(f"{attribute.name} needs a value")
    if not piece.quoted and fold(piece.text) in ANYTHING:
        return AttributeIn(attribute.name)
    if not piece.quoted and fold(piece.text) in NOTHING and attribute.kind is not AttributeKind.YES_NO:
        return Not(AttributeIn(attribute.name))
    value = attribute.read(piece.text)
    if not isinstance(value, str | int | float | bool):
        raise InvalidValue(f"{attribute.name} takes no such value")
    return AttributeIn(attribute.name, (value,))


def _value(attribute: Attribute, piece: Piece) -> Number | str:
    if attribute.kind is AttributeKind.NUMBER and len(piece.text) > 30:
        raise InvalidValue(f"{attribute.name} takes a number of reasonable length")
    value = attribute.read(piece.text)
    if isinstance(value, str | int | float):
        return value
    raise InvalidValue(f"{attribute.name} takes no such value")


def _choices(attribute: Attribute, low: object, high: object, *, strict: bool) -> Condition:
    """The choices between two of them, in the order in which the type lists them."""
    names = list(attribute.choices)
    first = 0 if low is None else names.index(str(low)) + strict
    last = len(names) if high is None else names.index(str(high)) + (not strict)
    chosen = tuple(names[first:last])
    if not chosen:
        raise InvalidValue(f"no choice of {attribute.name} lies there")
    return AttributeIn(attribute.name, chosen)
