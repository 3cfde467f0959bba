"""The topic of showing: which question is asked, what its answers do to the list, and staying up to date."""

from __future__ import annotations

from dataclasses import replace

from textual import on
from textual.timer import Timer

from tme_tui.tui.tasks.arranging import Arrangement
from tme_tui.tui.tasks.task_list import TaskList
from tme_tui.tui.topics.detailing import Detailing
from tme_tui.tui.views.view_entries import Entry
from tme_tui.tui.views.views_pane import ViewsPane
from tme_tui.tui.working.bridge import Changes
from tme_tui.tui.working.questions import (
    OrderRead,
    PageRead,
    Question,
    RowsRead,
    read_order,
    read_page,
    read_rows,
)
from tme_tui.tui.working.work import Urgency

_MANY = 3_000
"""Lists longer than this wait a moment before all their numbers are read again."""
_PATIENCE = 0.3
_GLANCE = 0.12
"""Views are often passed by: so many seconds pass before more than their first page is read."""


class Showing(Detailing):
    """Questions and answers."""

    _shown = 0
    """The number of the question whose answer is on the screen."""
    _cursor_wish: int | None = None
    """The task to put the cursor on as soon as it is there."""
    _later: Timer | None = None
    """Runs until the order of a long list is asked for."""

    def show_question(self, question: Question, *, cursor: int | None = None) -> None:
        """Show the tasks of another question."""
        if question.arrangement != self.arrangement:
            question = replace(question, arrangement=self.arrangement)
        self.question = question
        self.serial += 1
        self._cursor_wish = cursor
        if self._tab is None:
            self._ask_page()
        else:
            self._tab.question_changed()
        self._title_list()

    @property
    def arrangement(self) -> Arrangement:
        """How the open view is arranged."""
        return self.arrangements.get(self.entry.key, Arrangement())

    def rearrange(self, arrangement: Arrangement) -> None:
        """Arrange the open view in another way, and remember it."""
        self.arrangements[self.entry.key] = arrangement
        self.tasks.set_columns(arrangement.columns)
        self.show_question(self.question, cursor=self.number)

    def open_entry(self, entry: Entry, *, cursor: int | None = None) -> None:
        """Open a view; what narrowed the last one is let go, and the cursor is where it was there last."""
        if self.tasks.number is not None:
            self.memory.cursors[self.entry.key] = self.tasks.number
        cursor = self.memory.cursors.get(entry.key) if cursor is None else cursor
        self.entry = entry
        self.views.choose(entry.key)
        self.tasks.set_columns(self.arrangement.columns)
        self.show_question(Question(entry.query), cursor=cursor)

    @on(ViewsPane.Opened)
    def _entry_opened(self, event: ViewsPane.Opened) -> None:
        self.open_entry(event.entry)

    def _ask_page(self) -> None:
        serial, question, zone, words = self.serial, self.question, self.setup.zone, self.words
        self.ask(lambda engine: read_page(engine, question, serial, zone, words), Urgency.PAGE, "page")

    def _ask_order(self) -> None:
        if self._later is not None:
            self._later.stop()
            self._later = None
        serial, question, zone, words = self.serial, self.question, self.setup.zone, self.words
        self.ask(lambda engine: read_order(engine, question, serial, zone, words), Urgency.ORDER, "order")

    @on(PageRead)
    def _page_read(self, event: PageRead) -> None:
        if event.serial != self.serial:
            return
        wish, self._shown = self._cursor_wish, event.serial
        self.tasks.show(event.lines, event.rows, whole=event.whole, cursor=wish)
        if event.whole or self.tasks.number == wish:
            self._cursor_wish = wish = None
        if wish is not None:
            self._ask_order()
        elif not event.whole:
            self._ask_order_later(_GLANCE if self.prompt.purpose is None else _PATIENCE)
        self._title_list()
        self._say_empty()

    @on(OrderRead)
    def _order_read(self, event: OrderRead) -> None:
        if event.serial != self.serial:
            return
        self.tasks.reorder(event.lines)
        if self._cursor_wish is not None:
            self.tasks.go_to(self._cursor_wish)
            self._cursor_wish = None
        self._title_list()
        self._say_empty()

    @on(TaskList.Wanted)
    def _rows_wanted(self, event: TaskList.Wanted) -> None:
        numbers, zone, words = event.numbers, self.setup.zone, self.words
        self.work.ask(lambda engine: read_rows(engine, numbers, zone, words), Urgency.PAGE)

    @on(RowsRead)
    def _rows_read(self, event: RowsRead) -> None:
        self.tasks.put(event.rows)

    # Staying up to date

    @on(Changes)
    def _changes(self, event: Changes) -> None:
        for tab in self._tabs.values():
            if tab is not self._tab:
                tab.missed(event)
        if self._tab is not None:
            self._tab.changed(event)
            self.refresh_overview()
            self.ask_card()
            return
        touched = event.numbers
        if known := touched & self.tasks.known:
            zone, words = self.setup.zone, self.words
            self.work.ask(lambda engine: read_rows(engine, known, zone, words), Urgency.PAGE)
        self.refresh_order()
        self.refresh_overview()
        self.ask_card()

    def refresh_order(self) -> None:
        """Ask again which tasks there are, at once in a short list, in a moment in a long one."""
        if self.tasks.total <= _MANY and self.tasks.is_whole:
            self._ask_order()
        else:
            self._ask_order_later(_PATIENCE)

    def _ask_order_later(self, seconds: float) -> None:
        if self._later is not None and self.prompt.purpose is not None:
            self._later.stop()  # the next letter asks for another order
            self._later = None
        if self._later is None:
            self._later = self.set_timer(seconds, self._ask_order)

    @on(TaskList.OrderWanted)
    def _order_wanted(self) -> None:
        self._ask_order()

    @property
    def is_settled(self) -> bool:
        """Whether everything that was asked for is answered, and nothing is about to be asked."""
        tab_is_settled = self._tab is None or self._tab.is_settled
        return self.work.is_idle and self._later is None and tab_is_settled

    def refresh_rows(self) -> None:
        """Read again what is in sight: words such as `today` grow old."""
        known, zone, words = self.tasks.known, self.setup.zone, self.words
        self.ask(lambda engine: read_rows(engine, known, zone, words), Urgency.COUNTS, "rows")
