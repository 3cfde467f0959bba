"""Statements that are put into words once and handed to the driver as they are.

What is written with each message that is sent takes SQLAlchemy four times as long to hand over as it takes
the base to do. Such a statement changes rows by numbers and texts, and needs nothing of what SQLAlchemy does
for others: no conversions, no result.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Update

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect


class Prepared:
    """One statement; in a transaction of a store it is done like any other."""

    def __init__(self, statement: Update) -> None:
        self._statement = statement
        self._spoken: dict[str, tuple[str, dict[str, object], list[str] | None]] = {}
        """By the name of the driver: words, values that never change, and the order where it counts."""

    def change(self, connection: Connection, values: Mapping[str, object]) -> int:
        """Do it with these values for its parameters; the answer is how many rows were changed."""
        dialect = connection.dialect
        words, fixed, order = self._spoken.get(dialect.driver) or self._speak(dialect)
        given: Any = {**fixed, **values}
        if order is not None:
            given = [given[name] for name in order]
        driver: Any = connection.connection.driver_connection
        return int(driver.execute(words, given).rowcount)

    def _speak(self, dialect: Dialect) -> tuple[str, dict[str, object], list[str] | None]:
        compiled = self._statement.compile(dialect=dialect)
        order = getattr(compiled, "positiontup", None) if dialect.positional else None
        spoken = compiled.string, dict(compiled.params), order
        self._spoken[dialect.driver] = spoken
        return spoken
