"""What the screen will open with, read from the base before the screen is loaded.

A view that everybody has is asked for; of any other, the tasks that were in it last are read anew. A task
that opening the base will move is shown without a date.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tme_tui.engine.glimpse import Glimpse, glimpse
from tme_tui.i18n import Translator
from tme_tui.model.builtin_views import View
from tme_tui.model.grouping import GroupBy
from tme_tui.model.task import Status, Task
from tme_tui.tui.remembering import Memory
from tme_tui.tui.start.first_page import FirstPage, load_page
from tme_tui.tui.tab_names import LIST
from tme_tui.tui.tasks.arranging import Arrangement
from tme_tui.tui.tasks.rows import Reader, Row
from tme_tui.tui.views.view_entries import Entry, EntryKind, builtin_entries

_START = f"{EntryKind.VIEW.value}:{View.TODAY.value}"
_UNKNOWN = ("…",)


def first_look(
    url: str, now: datetime, zone: str, words: Translator, memory: Memory, page: Path
) -> FirstPage | None:
    """The first page as it is now; None where it cannot be known so early."""
    key = _START if memory.view is None else memory.view.key
    arrangement = memory.arrangements.get(key, Arrangement())
    kept = load_page(page, words.language)
    if kept is not None and kept.chosen != key:
        kept = None
    if memory.tab not in ("", LIST) or arrangement.group is not GroupBy.NOTHING:
        return None
    view = _view(memory.view) if arrangement.is_usual else None
    if view is not None:
        seen = glimpse(url, now, zone, view)
    elif kept is not None:
        seen = glimpse(url, now, zone, numbers=[row.number for row in kept.rows])
    else:
        seen = None
    if seen is None:
        return None
    rows, is_whole = _rows(seen, Reader(now, zone, words)), seen.is_whole
    if view is None and kept is not None:
        closed = {row.number: row.closed for row in kept.rows}
        rows = [row for row in rows if row.closed == closed[row.number]]
        is_whole = kept.total <= len(kept.rows)
    return FirstPage(
        words.language,
        key,
        _uncounted(builtin_entries(words) if kept is None else kept.entries, memory.view),
        tuple(rows),
        len(rows) if is_whole else len(rows) + 1,
        memory.cursors.get(key),
        {int(task.id): int(task.parent) for task in seen.tasks if task.parent is not None},
    )


def _view(entry: Entry | None) -> View | None:
    """The view that everybody has, if it is one."""
    if entry is None:
        return View.TODAY
    return View(entry.name) if entry.kind is EntryKind.VIEW and entry.name in set(View) else None


def _rows(seen: Glimpse, reader: Reader) -> list[Row]:
    return [_row(task, seen, reader) for task in seen.tasks if task.status is not Status.DELETED]


def _row(task: Task, seen: Glimpse, reader: Reader) -> Row:
    row = reader.row(task)
    return row._replace(when=_UNKNOWN) if int(task.id) in seen.moving and row.when else row


def _uncounted(entries: tuple[Entry, ...], left: Entry | None) -> tuple[Entry, ...]:
    """The views without their numbers, which may be others now; the open one is among them."""
    if left is not None and left.key not in {each.key for each in entries}:
        entries = (*entries, left)
    return tuple(Entry(each.kind, each.name, each.label, each.query, depth=each.depth) for each in entries)
