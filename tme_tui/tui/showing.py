"""The topic of showing: which question is asked, what its answers do to the panes, and staying up to date."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.strip import Strip
from textual.timer import Timer

from tme_tui.model.builtin_views import View
from tme_tui.model.task import Task
from tme_tui.tui.answers import CardRead
from tme_tui.tui.arranging import Arrangement
from tme_tui.tui.bridge import Changes
from tme_tui.tui.cells import harmless
from tme_tui.tui.completing import Known
from tme_tui.tui.details import Details
from tme_tui.tui.ground import Ground
from tme_tui.tui.markdown_lines import markdown_lines
from tme_tui.tui.questions import (
    OrderRead,
    Overview,
    OverviewRead,
    PageRead,
    Question,
    RowsRead,
    read_order,
    read_overview,
    read_page,
    read_rows,
)
from tme_tui.tui.task_list import TaskList
from tme_tui.tui.view_entries import Entry, EntryKind
from tme_tui.tui.views_pane import ViewsPane
from tme_tui.tui.work import Urgency

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager

_MANY = 3_000
"""Lists longer than this wait a moment before all their numbers are read again."""
_PATIENCE = 0.3
_GLANCE = 0.12
"""Views are often passed by: so many seconds pass before more than their first page is read."""


class Showing(Ground):
    """Questions and answers."""

    _shown = 0
    """The number of the question whose answer is on the screen."""
    _later: Timer | None = None
    """Runs until the order of a long list is asked for."""
    _titles = ("", "")
    _overview: Overview | None = None

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

    _cursor_wish: int | None = None

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

    def refresh_overview(self) -> None:
        """Ask for all counts again, those of saved views a little later."""
        words = self.words
        self.ask(partial(read_overview, words=words, with_saved=True), Urgency.COUNTS, "overview")

    def refresh_rows(self) -> None:
        """Read again what is in sight: words such as `today` grow old."""
        known, zone, words = self.tasks.known, self.setup.zone, self.words
        self.ask(lambda engine: read_rows(engine, known, zone, words), Urgency.COUNTS, "rows")

    @on(OverviewRead)
    def _overview_read(self, event: OverviewRead) -> None:
        is_first, self._overview = self._overview is None, event.overview
        if is_first:
            self._title_list()
            self.ask_card()
        self.views.feed(event.overview.entries)
        if not self.tasks.total:
            self._say_empty()
        self._show_status(event.overview)

    def _show_status(self, overview: Overview) -> None:
        words = self.words
        overdue, today = overview.counts.get(View.OVERDUE, 0), overview.counts.get(View.TODAY, 0)
        parts: list[tuple[str, str] | str] = []
        if overdue:
            said = words.plural("{n} overdue", "{n} overdue", overdue)
            parts += [(said, "bold $tme-overdue"), (" · ", "$tme-muted")]
        parts.append((words.plural("{n} today", "{n} today", today), "$tme-muted"))
        if overview.next_due is not None:
            parts.append((f" · {self._next(overview.next_due)}", "$tme-muted"))
        parts.append(" ")
        self.top.show_status(Content.assemble(*parts))

    def _next(self, task: Task) -> str:
        from datetime import UTC, datetime

        from tme_tui.tui.rows import Reader

        if task.due is None:
            return ""
        reader = Reader(datetime.now(UTC), self.setup.zone, self.words)
        said = self.words.text("next {moment} {title}", moment=reader.moment(task.due), title=task.title)
        return harmless(said[:80])

    def known_names(self) -> Known:
        """The names that can be completed."""
        return Known() if self._overview is None else self._overview.known

    # Details

    @on(TaskList.Moved)
    def _moved(self, event: TaskList.Moved) -> None:
        self.ask_card()
        self._title_list()

    def ask_card(self) -> None:
        """Ask for all about the task under the cursor, if anybody sees it."""
        number = self.number
        if number is None:
            if self._overview is not None:
                self.details.show(None)
            self.details.border_title = Content(self.words.text("Details"))
            return
        if not self.details.display:
            return
        zone, words = self.setup.zone, self.words

        def read(engine: TaskManager) -> CardRead:
            from tme_tui.tui.cards import read_card

            return read_card(engine, number, zone, words)

        self.ask(read, Urgency.DETAILS, "details")

    @on(Details.NotesWanted)
    def _notes_wanted(self, event: Details.NotesWanted) -> None:
        def read(_: TaskManager) -> list[Strip]:
            return markdown_lines(event.notes, event.width, event.styles)

        self.inquire(read, partial(self.details.show_notes, event.number), Urgency.COUNTS, "notes")

    @on(CardRead)
    def _card_read(self, event: CardRead) -> None:
        if event.number == self.number:
            self.details.show(event.card)
            self.details.border_title = f"#{event.number}"

    # Titles

    def _title_list(self) -> None:
        words, tasks = self.words, self.tasks
        label = self.entry.label if self.entry.kind is not EntryKind.CATEGORY else harmless(self.entry.name)
        total = f"{tasks.total}" + ("" if tasks.is_whole else "+")
        parts = []
        if tasks.total or self._overview is not None:
            parts.append(words.plural("{count} task", "{count} tasks", tasks.total, count=total))
        if marks := len(tasks.marks):
            parts.insert(0, words.plural("{n} marked", "{n} marked", marks))
        if self.question.filter:
            parts.insert(0, f"{words.text('filter')}: {harmless(self.question.filter)}")
        if self.question.view != self.entry.query:
            parts.insert(0, harmless(str(self.question.view)))
        if self.question.search:
            parts.insert(0, f"/{harmless(self.question.search)}")
        titles = (label, " · ".join(parts))
        if titles != self._titles:  # setting one paints the whole list again
            self._titles = titles
            self.tasks.border_title, self.tasks.border_subtitle = map(Content, titles)

    @property
    def is_new(self) -> bool:
        """Whether there has never been a task, as far as is known."""
        counts = None if self._overview is None else self._overview.counts
        return counts is not None and not any(counts.values())

    def _greet(self) -> None:
        """What to press, for somebody who sees the program for the first time."""
        words, palette = self.words, self.key_of("palette")
        lines = [
            words.text("Welcome!"),
            "",
            words.text("{key} adds a task: Call Anna friday 14:30", key=self.key_of("add")),
            words.text("{key} fills the list with a sample to play with", key=self.key_of("sample")),
            words.text(
                "{key} shows all keys, {other} finds any command",
                key=self.key_of("help"),
                other=palette,
            ),
        ]
        self.tasks.say_empty("\n".join(lines))

    def _say_empty(self) -> None:
        words = self.words
        if self._overview is None:
            return  # whether this is the first start of all is not known yet
        if self.is_new:
            self._greet()
            return
        if self.question.search or self.question.filter:
            hint = words.text("{key} shows all again", key=self.key_of("back"))
            self.tasks.say_empty(words.text("Nothing found") + "\n\n" + hint)
            return
        if self.entry.name == "today":
            first = words.text("Nothing is due today")
        elif self.entry.name == "overdue":
            first = words.text("Nothing is overdue")
        else:
            first = words.text("Nothing here")
        hint = words.text("{key} adds a task", key=self.key_of("add"))
        self.tasks.say_empty(f"{first}\n\n{hint}")
