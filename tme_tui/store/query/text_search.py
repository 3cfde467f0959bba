"""Substrings of titles and notes, through the trigram index of each database.

The searched text is one: the folded title, a line break, the folded notes. A needle under three letters has
no trigram, so each candidate is looked at instead, which an order that comes from an index keeps short.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    column,
    exists,
    func,
    literal_column,
    select,
    table,
)
from sqlalchemy import (
    Text as TextType,
)

from tme_tui.model.aspects import TextPlace
from tme_tui.model.conditions import Text
from tme_tui.store import tables

search_index = table("search_index", column("rowid", Integer))
"""The FTS5 table of SQLite; its rowid is the task's id."""

_body = tables.search.c.body
_GRAM = 3
_PHRASE = 5
"""Up to so many letters the index itself compares places."""
_GRAMS_LIMIT = 64
"""Enough of a long needle to find the few texts that can hold it."""


def indexed(text: Text) -> bool:
    """Whether the trigram index can find it."""
    return len(text.needle) >= _GRAM


def exact(text: Text) -> bool:
    """Whether what the trigram index finds on SQLite needs no second look."""
    return indexed(text) and text.place is TextPlace.ANYWHERE and len(text.needle) <= _PHRASE


def matches(texts: Sequence[Text]) -> ColumnElement[bool]:
    """The rows of `search_index` that may hold all these needles (SQLite, `indexed` ones only).

    A long needle is sought by trigrams side by side, not by all that overlap: to compare the places of twenty
    common ones takes longer than to look at the few texts that hold every third.
    """
    parts = dict.fromkeys(part for text in texts for part in _sought(text.needle))
    phrases = " AND ".join('"' + part.replace('"', '""') + '"' for part in parts)
    return literal_column("search_index").bool_op("MATCH")(bindparam(None, phrases, TextType()))


def found(texts: Sequence[Text]) -> Select[Any]:
    """The ids of the tasks that may hold all these needles (SQLite, `indexed` ones only); see `exact`."""
    return select(search_index.c.rowid).where(matches(texts))


def found_first(texts: Sequence[Text]) -> Select[Any]:
    """The ids of few more tasks than those that hold all these needles, found as fast as it goes (SQLite)."""
    in_index = [text for text in texts if indexed(text)]
    if in_index:
        return found(in_index)
    return select(tables.search.c.task_id).where(*map(placed_on_sqlite, texts))


def on_sqlite(text: Text, *, look: bool) -> ColumnElement[bool]:
    """The condition on `tasks` for a needle; `look` when only few tasks will be asked about."""
    if look:
        return _body_of_task(placed_on_sqlite(text))
    if not indexed(text):
        return tables.tasks.c.id.in_(select(tables.search.c.task_id).where(placed_on_sqlite(text)))
    found_tasks = tables.tasks.c.id.in_(found([text]))
    if exact(text):
        return found_tasks
    return and_(found_tasks, _body_of_task(placed_on_sqlite(text)))


def on_postgresql(text: Text) -> ColumnElement[bool]:
    """The condition on `tasks` for a needle."""
    placed = _placed(text, func.strpos, func.chr(10))
    if not indexed(text):
        return _body_of_task(placed)
    starts = range(len(text.needle) - _GRAM + 1)
    grams = list(dict.fromkeys(text.needle[start : start + _GRAM] for start in starts))[:_GRAMS_LIMIT]
    wanted = bindparam(None, grams, ARRAY(TextType()))
    holds = literal_column("search.grams", ARRAY(TextType())).bool_op("@>")(wanted)
    return tables.tasks.c.id.in_(select(tables.search.c.task_id).where(holds, placed))


def placed_on_sqlite(text: Text) -> ColumnElement[bool]:
    """The condition on a row of `search`."""
    return _placed(text, func.instr, func.char(10))


def title_key(*, sqlite: bool) -> ColumnElement[str]:
    """The folded title, by which titles are put in order."""
    if sqlite:
        end = func.instr(_body.concat(func.char(10)), func.char(10)) - 1
        title: ColumnElement[str] = func.substr(_body, 1, end)
    else:
        title = func.split_part(_body, func.chr(10), 1).collate("C")
    of_task = select(title).where(tables.search.c.task_id == tables.tasks.c.id).correlate(tables.tasks)
    return func.coalesce(of_task.scalar_subquery(), "")


def _sought(needle: str) -> list[str]:
    """What the index is asked for: the needle, or the trigrams that cover it."""
    if len(needle) <= _PHRASE:
        return [needle]
    starts = [*range(0, len(needle) - _GRAM, _GRAM), len(needle) - _GRAM]
    return [needle[start : start + _GRAM] for start in starts][:_GRAMS_LIMIT]


def _body_of_task(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    of_task = select(1).where(tables.search.c.task_id == tables.tasks.c.id, condition)
    return exists(of_task.correlate(tables.tasks))


def _placed(
    text: Text, position: Callable[..., ColumnElement[int]], line_break: ColumnElement[str]
) -> ColumnElement[bool]:
    """`position(text, part)` counts from one; the title ends where the first line does."""
    first = position(_body, text.needle)
    title_end = position(_body.concat(line_break), line_break)
    match text.place:
        case TextPlace.ANYWHERE:
            return first > 0
        case TextPlace.TITLE:
            return and_(first > 0, first < title_end)
        case TextPlace.NOTES:
            return position(func.substr(_body, title_end + 1), text.needle) > 0
