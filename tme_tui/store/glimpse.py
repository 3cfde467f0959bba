"""A first look at a base, taken with the driver alone: loading SQLAlchemy takes longer than all the rest.

The statements are the store's own, put into words beforehand (`glimpse_words.py`). It is a look and nothing
more: where anything is not as expected there is none, and whoever opens the base then says why.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from tme_tui.model.errors import TmeError
from tme_tui.model.task import Reminder, Task
from tme_tui.store.address import parse_address
from tme_tui.store.migration import shipped_schema
from tme_tui.store.row_values import task_of
from tme_tui.store.sqlite_setup import connect, recognise, revision_of

MOST: Final = 80
"""So many tasks are looked at: more than most screens show."""
WORDS: Final = Path(__file__).with_name("glimpse.json")
_PATIENCE = 0.1
_MARK = "__[POSTCOMPILE_tasks]"
"""Where the numbers of tasks stand in a statement."""
_AT_MOST = 200
"""More numbers than any screen shows are not looked at."""


class Glimpse(NamedTuple):
    """The first tasks of a view as they are stored."""

    tasks: tuple[Task, ...]
    """Of what belongs to each, only tags, and whether it has reminders."""
    moving: frozenset[int]
    """Those that something has come due for: opening the base will move them."""
    is_whole: bool
    """Whether there are no more."""


def glimpse(
    url: str, moments: Mapping[str, int], view: str | None, numbers: Sequence[int] = ()
) -> Glimpse | None:
    """Look at the first tasks of a built-in view, or at those with these numbers.

    `moments` are `now`, and the beginnings of `today` and `tomorrow`.
    """
    try:
        path = parse_address(url).path
        words = json.loads(WORDS.read_text(encoding="utf-8"))
        if path is None or not path.is_file() or not path.stat().st_size:
            return None
        recognise(path, str(path))
        connection = connect(path, _PATIENCE)
        try:
            if revision_of(connection, str(path)) != shipped_schema().head:
                return None
            return _look(connection, words, moments, view, numbers)
        finally:
            connection.close()
    except (TmeError, sqlite3.Error, OSError, ValueError, KeyError):
        return None


def _look(
    connection: sqlite3.Connection,
    words: Mapping[str, Any],
    moments: Mapping[str, int],
    view: str | None,
    numbers: Sequence[int],
) -> Glimpse:
    def ask(said: Mapping[str, Any], *tasks: int) -> sqlite3.Cursor:
        text = said["text"].replace(_MARK, ", ".join("?" * len(tasks)))
        return connection.execute(text, (*(moments.get(one, one) for one in said["values"]), *tasks))

    connection.execute("BEGIN")
    is_whole = view is None
    wanted = list(numbers)[:_AT_MOST]
    if view is not None:
        for said in words["views"][view]:
            wanted += [row[0] for row in ask(said)]
            if len(wanted) > MOST:
                break
        wanted, is_whole = wanted[:MOST], len(wanted) <= MOST
    facts = words["facts"]
    tags: dict[int, list[str]] = {}
    for number, name in ask(facts["tags"], *wanted):
        tags.setdefault(number, []).append(name)
    reminded = {row[1] for row in ask(facts["reminders"], *wanted)}
    rows = ask(facts["rows"], *wanted)
    names = [column[0] for column in rows.description]
    tasks = {
        row[0]: task_of(
            dict(zip(names, row, strict=True)),
            tags=tuple(tags.get(row[0], ())),
            reminders=(Reminder(),) if row[0] in reminded else (),
        )
        for row in rows
    }
    return Glimpse(
        tuple(tasks[number] for number in wanted if number in tasks),
        frozenset(row[0] for row in ask(facts["moving"])),
        is_whole,
    )
