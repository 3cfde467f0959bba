"""Statements of the first look, put into words of SQLite before they are needed.

They are the store's own, with every choice of a way left to SQLite; what depends on the moment stands in them
by name. What this module makes is kept in `glimpse.json`, where `glimpse.py` finds it without SQLAlchemy.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import CompoundSelect, Select, create_engine
from sqlalchemy.dialects import sqlite

from tme_tui.model.query import Query, order_of
from tme_tui.store.finding_tasks import moving
from tme_tui.store.query.names import names_in
from tme_tui.store.query.plans import Planner
from tme_tui.store.reading import BY_NUMBER, REMINDERS, TAGS

Words = dict[str, Any]
"""A statement: its text, and its values or the names of moments."""


def words_of_query(query: Query, moments: Mapping[str, int], limit: int) -> list[Words]:
    """How the numbers of the first tasks of a query are found, by one statement after the other.

    `moments` are the values that have names.
    """
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        names = names_in(connection, query.condition, None)
        plan = Planner(connection, query, order_of(query), names, moments["now"]).in_order()
    engine.dispose()
    return [_words(statement.limit(limit), moments) for statement in plan.statements(None)]


def words_of_facts(moments: Mapping[str, int]) -> dict[str, Words]:
    """How tasks and what is known of all of them are read."""
    statements = {
        "rows": BY_NUMBER,
        "tags": TAGS,
        "reminders": REMINDERS,
        "moving": moving(moments["now"]),
    }
    return {name: _words(statement, moments) for name, statement in statements.items()}


def _words(statement: Select[Any] | CompoundSelect[Any], moments: Mapping[str, int]) -> Words:
    names = {seconds: name for name, seconds in moments.items()}
    compiled = statement.compile(dialect=sqlite.dialect())
    if "tasks" not in compiled.params:
        compiled = statement.compile(dialect=sqlite.dialect(), compile_kwargs={"render_postcompile": True})
    values = [compiled.params[name] for name in compiled.positiontup or () if name != "tasks"]
    return {"text": compiled.string, "values": [names.get(one, one) for one in values]}
