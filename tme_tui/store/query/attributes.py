"""Typed attributes, which are stored as one JSON object: conditions on single members of it.

A member is compared with values of its own JSON type only, so that an attribute that two task types
understand differently never raises nor surprises.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, cast, exists, func, or_, select, true
from sqlalchemy.dialects.postgresql import JSONB

from tme_tui.model.conditions import AttributeBetween, AttributeContains, AttributeIn, Number
from tme_tui.store import tables

FOLD = "tme_fold"
"""The SQL function that folds text as `model.text.fold` does; `page.py` gives it to SQLite."""

_object = tables.tasks.c.attributes


def on_sqlite(node: AttributeIn | AttributeContains | AttributeBetween) -> ColumnElement[bool]:
    """What SQLite is asked about an attribute."""
    member = func.json_each(_object).table_valued("key", "value", "type", name="member")
    kind: ColumnElement[str] = member.c.type
    value: ColumnElement[Any] = member.c.value
    match node:
        case AttributeIn(_, ()):
            condition: ColumnElement[bool] = kind != "null"
        case AttributeIn(_, values):
            condition = or_(*(_equals_on_sqlite(kind, value, wanted) for wanted in values))
        case AttributeContains(_, needle):
            condition = and_(kind == "text", func.instr(getattr(func, FOLD)(value), needle) > 0)
        case AttributeBetween(_, low, high):
            numeric = isinstance(high if low is None else low, int | float)
            fitting = kind.in_(("integer", "real")) if numeric else kind == "text"
            condition = and_(fitting, _limits(value, low, high, node))
    return exists(select(1).select_from(member).where(member.c.key == node.name, condition))


def _equals_on_sqlite(
    kind: ColumnElement[str], value: ColumnElement[Any], wanted: str | Number | bool
) -> ColumnElement[bool]:
    if isinstance(wanted, bool):
        return kind == ("true" if wanted else "false")
    fitting = kind == "text" if isinstance(wanted, str) else kind.in_(("integer", "real"))
    return and_(fitting, value == wanted)


def on_postgresql(node: AttributeIn | AttributeContains | AttributeBetween) -> ColumnElement[bool]:
    """What PostgreSQL is asked about an attribute."""
    member: ColumnElement[Any] = cast(_object, JSONB).op("->", return_type=JSONB())(cast(node.name, Text))
    kind = func.coalesce(func.jsonb_typeof(member), "null")
    text: ColumnElement[str] = cast(_object, JSONB).op("->>", return_type=Text())(cast(node.name, Text))
    match node:
        case AttributeIn(_, ()):
            return kind != "null"
        case AttributeIn(_, values):
            equal = or_(*(member == cast(_json(wanted), JSONB) for wanted in values))
            return and_(kind != "null", equal)
        case AttributeContains(_, needle):
            folded = func.translate(func.lower(func.normalize(text)), "ё", "е")
            return and_(kind == "string", func.strpos(folded, needle) > 0)
        case AttributeBetween(_, low, high):
            if isinstance(high if low is None else low, int | float):
                limits = _limits(
                    member,
                    None if low is None else cast(_json(low), JSONB),
                    None if high is None else cast(_json(high), JSONB),
                    node,
                )
                return and_(kind == "number", limits)
            return and_(kind == "string", _limits(text.collate("C"), low, high, node))


def _json(value: object) -> ColumnElement[str]:
    return cast(json.dumps(value, ensure_ascii=False), Text)


def _limits(value: ColumnElement[Any], low: Any, high: Any, node: AttributeBetween) -> ColumnElement[bool]:
    above: ColumnElement[bool] = true() if low is None else value > low if node.above else value >= low
    below: ColumnElement[bool] = true() if high is None else value < high if node.below else value <= high
    return and_(above, below)
