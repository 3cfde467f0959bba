"""What the screen asks the engine, as functions for the working thread, and the answers as messages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from tme_tui.i18n import Translator
from tme_tui.model.builtin_views import View
from tme_tui.model.grouping import GroupBy
from tme_tui.model.query import And, Condition, Query, Text
from tme_tui.model.task import Task
from tme_tui.model.text import clean_line, fold
from tme_tui.model.value import value
from tme_tui.tui.line.completing import Known
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.tasks.arranging import Arranged, Arrangement, arrange
from tme_tui.tui.tasks.headings import heading, with_past_together
from tme_tui.tui.tasks.rows import Reader, Row
from tme_tui.tui.views.view_entries import Entry, entries_of

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager

OFFERED = 60
"""So many of the most urgent tasks are offered where a number is typed."""
FIRST = 80
"""So many rows are read first: more than most screens show."""


@value
class Question:
    """Which tasks are shown: a view, narrowed by a filter line and by a search."""

    view: str | Query = ""
    filter: str = ""
    search: str = ""
    arrangement: Arrangement = Arrangement()

    def query(self, engine: TaskManager) -> Query:
        """The question as one query; a mistake in the filter is raised with its place."""
        found, asked = engine.read_query(self.view), False
        if self.filter.strip():
            typed = engine.read_query(self.filter)
            found, asked = found.narrowed(typed), bool(typed.sort)
        if words := searched_words(self.search):
            found = found.narrowed(Query(words))
        return self.arrangement.ordered(found, asked=asked)

    def includes(self, engine: TaskManager, number: int) -> bool:
        """Whether a task is among the answers."""
        return engine.count(self.query(engine).narrowed(engine.read_query(f"id:{number}"))) > 0


def searched_words(text: str) -> Condition | None:
    """Every word must be found somewhere; quotes and signs are text like all else."""
    needles = [Text(fold(word)) for word in clean_line(text).split()]
    if not needles:
        return None
    return needles[0] if len(needles) == 1 else And(tuple(needles))


class PageRead(Message):
    """The first rows of an answer."""

    def __init__(self, serial: int, lines: Arranged, rows: Sequence[Row], *, whole: bool) -> None:
        super().__init__()
        self.serial = serial
        self.lines = lines
        self.rows = rows
        self.whole = whole
        """Whether there is nothing more."""


class OrderRead(Message):
    """The lines of all tasks of an answer."""

    def __init__(self, serial: int, lines: Arranged) -> None:
        super().__init__()
        self.serial = serial
        self.lines = lines


class RowsRead(Message):
    """Rows as they are now."""

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self.rows = rows


@value
class Overview:
    """What the pane of views and the top line show."""

    entries: tuple[Entry, ...]
    counts: Mapping[View, int]
    next_due: Task | None
    known: Known = Known()
    """The names that can be completed."""


class OverviewRead(Message):
    """The counts as they are now."""

    def __init__(self, overview: Overview) -> None:
        super().__init__()
        self.overview = overview


def reader_of(engine: TaskManager, zone: str, words: Translator) -> Reader:
    """How tasks are read aloud at this moment."""
    return Reader(engine.now(), zone, words)


def read_page(engine: TaskManager, question: Question, serial: int, zone: str, words: Translator) -> PageRead:
    """The first rows, quickly."""
    page = engine.page(question.query(engine), FIRST)
    reader = reader_of(engine, zone, words)
    lines = _arranged(engine, [int(task.id) for task in page.tasks], question, reader)
    return PageRead(serial, lines, [reader.row(task) for task in page.tasks], whole=page.next is None)


def read_order(
    engine: TaskManager, question: Question, serial: int, zone: str, words: Translator
) -> OrderRead:
    """All lines, which takes a while when there are many."""
    numbers = engine.numbers(question.query(engine))
    return OrderRead(serial, _arranged(engine, numbers, question, reader_of(engine, zone, words)))


def _arranged(engine: TaskManager, numbers: Sequence[int], question: Question, reader: Reader) -> Arranged:
    by = question.arrangement.group
    parents = engine.nesting()
    if by is GroupBy.NOTHING:
        return arrange(numbers, parents)
    values = engine.group_values(by)
    if by is GroupBy.DAY:
        values = with_past_together(values, reader)
    return arrange(numbers, parents, values, partial(heading, by, reader))


def read_rows(engine: TaskManager, numbers: Iterable[int], zone: str, words: Translator) -> RowsRead:
    """Rows by number; what does not exist any more is left out."""
    reader = reader_of(engine, zone, words)
    return RowsRead([reader.row(task) for task in engine.tasks_numbered(list(numbers)).values()])


def read_overview(engine: TaskManager, words: Translator, *, with_saved: bool) -> OverviewRead:
    """All counts; those of saved views are queries of their own and can be left for later."""
    counts = engine.counts()
    saved = [(view, _count(engine, view.query) if with_saved else None) for view in engine.views()]
    categories, tags = engine.categories(), engine.tags()
    known = Known(
        tuple(one.name for one in categories),
        tuple(one.name for one in sorted(tags, key=lambda one: -one.count)),
        tuple(one.login for one in engine.people()),
        tuple((int(task.id), harmless(task.title)) for task in engine.page("", OFFERED).tasks),
    )
    entries = entries_of(words, counts, saved, categories, tags)
    return OverviewRead(Overview(entries, counts, engine.next_due(), known))


def _count(engine: TaskManager, query: str) -> int | None:
    from tme_tui.model.errors import TmeError

    try:
        return engine.count(query)
    except TmeError:  # a saved query that a newer program wrote, say
        return None
