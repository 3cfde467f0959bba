"""The topic of details: all about the task under the cursor."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.strip import Strip

from tme_tui.tui.details.pane import Details
from tme_tui.tui.look.markdown_lines import markdown_lines
from tme_tui.tui.tasks.task_list import TaskList
from tme_tui.tui.topics.counting import Counting
from tme_tui.tui.working.answers import CardRead
from tme_tui.tui.working.work import Urgency

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager


class Detailing(Counting):
    """What the pane at the right shows."""

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
            from tme_tui.tui.details.cards import read_card

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
