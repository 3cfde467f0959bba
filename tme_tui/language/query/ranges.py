"""Comparisons, ranges and lists of dates and numbers."""

from __future__ import annotations

from collections.abc import Callable

from tme_tui.i18n import said
from tme_tui.language.query.dates import Stretch
from tme_tui.language.query.durations import seconds_of
from tme_tui.language.query.lexer import Token
from tme_tui.language.query.mistakes import clipped, mistake
from tme_tui.language.query.value_words import ANYTHING, NOTHING, PRIORITIES
from tme_tui.language.query.values import Item, Piece, items_of
from tme_tui.model.aspects import NumberField, TimeField
from tme_tui.model.conditions import Between, Condition, Has, Not, Number, Or, Within
from tme_tui.model.text import fold

_ID_DIGITS = 9
"""Ids are numbers of up to nine digits: more would not fit the column that holds them."""


def ranges_of(line: str, piece: Piece) -> tuple[int, int]:
    """`7` or `3-7` or `3..7` as the first and the last id, in either order."""
    low, separator, high = piece.text.partition(".." if ".." in piece.text else "-")
    ends = [low, high] if separator else [low]
    for end in ends:
        if not end.isdecimal() or len(end) > _ID_DIGITS:
            raise mistake(
                f"ids are written 12 or 3-7, not {clipped(piece.text)!r}", line, piece.start, piece.end
            )
    first, last = int(ends[0]), int(ends[-1])
    return min(first, last), max(first, last)


def _special(token: Token, item: Item, has: Has | None) -> Condition | None:
    """`any` and `none`, where lacking a value is possible."""
    if (
        has is None
        or item.ranged
        or item.low is None
        or item.low.quoted
        or token.operator not in (":", "=", "!=")
    ):
        return None
    word = fold(item.low.text)
    return has if word in ANYTHING else Not(has) if word in NOTHING else None


def _any_of(conditions: list[Condition]) -> Condition:
    return conditions[0] if len(conditions) == 1 else Or(tuple(conditions))


def _single(line: str, token: Token, items: list[Item]) -> None:
    """A comparison takes one value."""
    if token.operator in (":", "=", "!=", ""):
        return
    if len(items) > 1 or items[0].ranged:
        message = f"{token.operator} takes one value, not a list or a range"
        raise mistake(message, line, token.value_start, token.end)


def within(
    line: str,
    token: Token,
    field: TimeField,
    read: Callable[[Piece], Stretch | None],
    has: Has | None,
) -> Condition:
    """A date field: `due:today`, `due<friday`, `due:today..+7d`, `due:none`."""

    def stretch(piece: Piece) -> Stretch:
        found = read(piece)
        if found is None:
            raise mistake(
                f"{clipped(piece.text)!r} is no date that I know; try today, friday, +3d or 2026-11-21",
                line,
                piece.start,
                piece.end,
            )
        return found

    items = items_of(token)
    _single(line, token, items)
    conditions: list[Condition] = []
    for item in items:
        special = _special(token, item, has)
        if special is not None:
            conditions.append(special)
            continue
        if item.low is None and item.high is None:
            raise mistake(f"{token.name} needs a date here", line, item.start, item.end)
        start = stretch(item.low) if item.low is not None else None
        end = start if item.high is item.low else stretch(item.high) if item.high is not None else None
        if item.ranged:
            limits = (start.start if start else None, end.end if end else None)
        else:
            limits = _limits(token.operator, start) if start else (None, None)
        conditions.append(Within(field, *limits))
    return _any_of(conditions)


def _limits(operator: str, value: Stretch) -> tuple[int | None, int | None]:
    match operator:
        case "<":
            return None, value.start
        case "<=":
            return None, value.end
        case ">":
            return value.end, None
        case ">=":
            return value.start, None
        case _:
            return value.start, value.end


def _number_of(field: NumberField, text: str) -> Number | None:
    match field:
        case NumberField.PRIORITY:
            return PRIORITIES.get(fold(text))
        case NumberField.ESTIMATE:
            return seconds_of(text)
        case NumberField.URGENCY:
            return decimal_of(text)


def decimal_of(text: str) -> Number | None:
    """A decimal number as people write it, within reason."""
    plain = text.replace(",", ".")
    digits = plain.removeprefix("-").removeprefix("+")
    if len(digits) > 15 or not digits.replace(".", "", 1).isdecimal() or not digits.isascii():
        return None
    number = float(plain)
    return int(number) if number.is_integer() else number


_EXPECTED = {
    NumberField.PRIORITY: said("priority is 1 (most urgent) to 4, high, medium, low, any or none"),
    NumberField.ESTIMATE: said("an estimate is a length of time such as 45m, 1h30m or 2d"),
    NumberField.URGENCY: said("urgency is a number such as 8 or 12.5"),
}


def number_condition(line: str, token: Token, field: NumberField, has: Has | None) -> Condition:
    """A number field: `priority<=2`, `!1-2`, `estimate:30m..2h`, `estimate:none`."""

    def number(piece: Piece) -> Number:
        found = _number_of(field, piece.text)
        if found is None:
            raise mistake(
                f"{_EXPECTED[field]}; not {clipped(piece.text)!r}",
                line,
                piece.start,
                piece.end,
                word=piece.text,
                known=PRIORITIES if field is NumberField.PRIORITY else (),
            )
        return found

    items = items_of(token, dashes=field is NumberField.PRIORITY)
    if token.name == "!" and token.text.strip("!") == "":
        return _bangs(line, token, field)
    _single(line, token, items)
    conditions: list[Condition] = []
    for item in items:
        special = _special(token, item, has)
        if special is not None:
            conditions.append(special)
            continue
        if item.low is None and item.high is None:
            raise mistake(_EXPECTED[field], line, item.start, item.end)
        low = number(item.low) if item.low is not None else None
        high = low if item.high is item.low else number(item.high) if item.high is not None else None
        conditions.append(_compared(field, token.operator, low, high, ranged=item.ranged))
    return _any_of(conditions)


def _compared(
    field: NumberField, operator: str, low: Number | None, high: Number | None, *, ranged: bool
) -> Condition:
    if ranged:
        return Between(field, low, high)
    match operator:
        case "<":
            return Between(field, None, low, below=True)
        case "<=":
            return Between(field, None, low)
        case ">":
            return Between(field, low, None, above=True)
        case ">=":
            return Between(field, low, None)
        case _:
            return Between(field, low, low)


def _bangs(line: str, token: Token, field: NumberField) -> Condition:
    level = PRIORITIES.get(token.name + token.text)
    if level is None:
        raise mistake(_EXPECTED[field], line, token.start, token.end)
    return Between(field, level, level)
