"""What the screen will open with, read from the base before the screen is loaded.

A view that everybody has is asked for; of any other, or of one with an order or groups of its own, the tasks
that were in it last are read anew. A task that opening the base will move is shown without a date.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from tme_tui.engine.glimpse import Glimpse, glimpse
from tme_tui.i18n import Translator
from tme_tui.model.builtin_views import View
from tme_tui.model.grouping import GroupBy
from tme_tui.model.task import Status, Task
from tme_tui.tui.remembering import Memory
from tme_tui.tui.start.first_page import FirstPage, load_page
from tme_tui.tui.tasks.arranging import Arranged, Arrangement, arrange
from tme_tui.tui.tasks.headings import groups_of, heading
from tme_tui.tui.tasks.rows import Reader, Row
from tme_tui.tui.views.view_entries import Entry, EntryKind, builtin_entries

_START = f"{EntryKind.VIEW.value}:{View.TODAY.value}"
_UNKNOWN = ("…",)


class FirstLook:
    """What can be known of the list and of the views before the base is open."""

    def __init__(
        self, url: str, now: datetime, zone: str, words: Translator, memory: Memory, page: Path
    ) -> None:
        self._url, self._page = url, page
        self._reader, self._memory = Reader(now, zone, words), memory
        self._key = _START if memory.view is None else memory.view.key
        self._arrangement = memory.arrangements.get(self._key, Arrangement())
        kept = load_page(page, words.language)
        self._kept = kept if kept is not None and kept.chosen == self._key else None

    def without_tasks(self) -> FirstPage:
        """The views alone."""
        return self._filled((), 0)

    def page(self) -> FirstPage | None:
        """The first page as it is now; None where it cannot be known so early."""
        kept, reader = self._kept, self._reader
        view = _view(self._memory.view) if self._arrangement.is_usual else None
        if view is None and kept is None:
            return None
        numbers = [row.number for row in kept.rows] if kept is not None and view is None else []
        if self._is_on_a_server:
            return self._as_it_was()
        seen = glimpse(self._url, reader.now, reader.zone, view, numbers)
        if seen is None:
            return None
        tasks = {int(task.id): task for task in seen.tasks if task.status is not Status.DELETED}
        is_whole = seen.is_whole
        if view is None and kept is not None:
            closed = {row.number: row.closed for row in kept.rows}
            tasks = {n: task for n, task in tasks.items() if task.status.is_open is not closed[n]}
            is_whole = kept.total <= len(kept.rows)
        rows = tuple(_row(task, seen, reader) for task in tasks.values())
        page = self._filled(rows, len(rows) if is_whole else len(rows) + 1)
        parents = {number: int(task.parent) for number, task in tasks.items() if task.parent is not None}
        by = self._arrangement.group
        if by is GroupBy.NOTHING:
            return replace(page, parents=parents)
        groups = groups_of(by, tasks, reader)
        lines = arrange(tasks, parents, groups, partial(heading, by, reader))
        return replace(page, parents=parents, lines=lines if is_whole else _uncounted_heads(lines))

    @property
    def _is_on_a_server(self) -> bool:
        return "://" in self._url and not self._url.startswith("sqlite")

    def _as_it_was(self) -> FirstPage | None:
        """What was seen last of a base on a server, which cannot be asked so early."""
        kept = self._kept
        if kept is None or self._arrangement.group is not GroupBy.NOTHING:
            return None
        then = datetime.fromtimestamp(self._page.stat().st_mtime, self._reader.now.tzinfo)
        rows = kept.rows
        if then.date() != self._reader.now.date():
            rows = tuple(row._replace(when=_UNKNOWN) if row.when and not row.closed else row for row in rows)
        return self._filled(rows, kept.total)

    def _filled(self, rows: tuple[Row, ...], total: int) -> FirstPage:
        words, left = self._reader.words, self._memory.view
        entries = builtin_entries(words) if self._kept is None else self._kept.entries
        cursor = self._memory.cursors.get(self._key)
        return FirstPage(words.language, self._key, _uncounted(entries, left), rows, total, cursor)


def _uncounted_heads(lines: Arranged) -> Arranged:
    """More tasks may follow in each group."""
    return lines._replace(heads=tuple(head._replace(size=None) for head in lines.heads))


def _view(entry: Entry | None) -> View | None:
    """The view that everybody has, if it is one."""
    if entry is None:
        return View.TODAY
    return View(entry.name) if entry.kind is EntryKind.VIEW and entry.name in set(View) else None


def _row(task: Task, seen: Glimpse, reader: Reader) -> Row:
    row = reader.row(task)
    return row._replace(when=_UNKNOWN) if int(task.id) in seen.moving and row.when else row


def _uncounted(entries: tuple[Entry, ...], left: Entry | None) -> tuple[Entry, ...]:
    """The views without their numbers, which may be others now; the open one is among them."""
    if left is not None and left.key not in {each.key for each in entries}:
        entries = (*entries, left)
    return tuple(Entry(each.kind, each.name, each.label, each.query, depth=each.depth) for each in entries)
