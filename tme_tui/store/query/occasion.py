"""When a task takes place, in SQL: the twin of `tme_tui.model.occasion`.

SQLite has no index of this moment, but one of starts and one of due dates. So a long list is read as two,
each in the order of its index, and SQLite merges them as it goes: nothing is sorted as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, CompoundSelect, and_, case, func, literal_column, or_, union_all

from tme_tui.model.occasion import A_DAY
from tme_tui.store.tables import NEVER

if TYPE_CHECKING:
    from tme_tui.store.query.order import Key, Source, Value
    from tme_tui.store.query.plans import Plan


def of(source: Source) -> ColumnElement[int]:
    """The moment, NEVER when there is none."""
    column = source.column
    return case((by_start(column, source.now), column("starts_key")), else_=column("due_key"))


def by_start(column: Callable[[str], ColumnElement[Any]], now: int) -> ColumnElement[bool]:
    """Whether the start is that moment, and not the due date; `column` names the columns of `tasks`."""
    starts, due = column("starts_key"), column("due_key")
    event = column("kind") == "event"
    ahead = func.coalesce(column("ends_utc"), starts + A_DAY) > now
    return and_(starts < NEVER, or_(event, due == NEVER, and_(starts < due, ahead)))


class Merged:
    """Two plans whose rows are disjoint and whose orders are the same, read as one."""

    def __init__(self, by_start: Plan, by_due: Plan) -> None:
        self._plans = (by_start, by_due)

    def statements(self, after: Sequence[Value] | None) -> list[CompoundSelect[Any]]:
        """The ranges of both, side by side."""
        order = _columns(self._plans[0].keys)
        ranges = zip(*(plan.statements(after) for plan in self._plans), strict=True)
        return [union_all(*(part.order_by(None) for part in parts)).order_by(*order) for parts in ranges]


def _columns(keys: Sequence[Key]) -> list[ColumnElement[Any]]:
    """The order by the places of the columns in `Plan.statement`, the only way to name them here."""
    found: list[ColumnElement[Any]] = []
    for place, key in enumerate(keys):
        if key.missing is not None and place:  # of the first key, a range has only the one or the other
            found.append(literal_column(str(2 + len(keys) + place)).asc())
        value: ColumnElement[Any] = literal_column(str(2 + place))
        found.append(value.desc() if key.descending else value.asc())
    return found
