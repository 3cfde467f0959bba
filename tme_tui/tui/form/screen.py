"""The form itself: saved in one step, left without a question when nothing would be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tme_tui.model.errors import TmeError
from tme_tui.tui.confirm import Confirm
from tme_tui.tui.form.attributes import field_name
from tme_tui.tui.form.choosing import Choosing
from tme_tui.tui.form.notes_shown import lines_of
from tme_tui.tui.form.reading import Reading, read_form
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.working.work import Urgency

if TYPE_CHECKING:
    from textual.strip import Strip

    from tme_tui.engine.manager import TaskManager


class FormScreen(Choosing):
    """All fields of one task; it stays open until what was typed is stored or given up."""

    def do_save(self) -> None:
        """Store what was typed, in one step; what is refused stays in the form."""
        task, before, texts, words = self._of, self._before, self.texts, self.words

        def read(engine: TaskManager) -> Reading:
            return read_form(engine, task, before, texts, words)

        self._host.inquire(read, self._save, Urgency.CHANGE)

    def _save(self, reading: Reading) -> None:
        if reading.wrong:
            self._show(self.texts, reading)
            self.go_to(next(row for row in self._sheet.rows if row.field.name in reading.wrong))
            return
        if not reading.fields.given():
            self.dismiss(False)
            return
        self._host.store_form(self._of, reading.fields, self._stored)

    def _stored(self, error: TmeError | None) -> None:
        if error is None:
            self.dismiss(True)
            return
        name = str(getattr(error, "field", None))
        names = (name, {"depends_on": "depends"}.get(name), field_name(name), "title")
        row = next(row for name in names for row in self._sheet.rows if row.field.name == name)
        self._sheet.complain(row, self.words.error(str(error)))
        self.go_to(row)

    def do_cancel(self) -> None:
        """Leave; asks when something would be lost."""
        if not self.is_changed:
            self.dismiss(False)
            return
        words = self.words
        question = words.text("Leave without saving what you changed here?")
        dialog = Confirm(self.setup, self.keymap, question, words.text("Leave"), words.text("Stay"))
        self.app.push_screen(dialog, self._leave)

    def _leave(self, answer: bool | None) -> None:
        if answer:
            self.dismiss(False)

    # Notes

    def do_preview(self) -> None:
        """Show the notes as they will look, or as text again."""
        shown = not self._shown.display
        if shown:
            self._ask_for_preview()
        if self._is_in_notes:
            self.go_to(self._sheet.rows[-1])
        self._shown.display, self._notes.display = shown, not shown
        if not shown:
            self.set_focus(self._notes, scroll_visible=False)
            self.call_after_refresh(self._notes.scroll_visible, animate=False)

    def _ask_for_preview(self) -> None:
        notes, width, styles = self._notes.text, self._sheet.size.width - 2, self._shown.wanted_styles

        def show(lines: list[Strip]) -> None:
            self._shown.show(lines)
            self.call_after_refresh(self._shown.scroll_visible, animate=False)

        self._host.inquire(lambda _: lines_of(notes, width, styles), show, Urgency.ECHO, "form-notes")

    def on_resize(self) -> None:
        """Another width breaks lines at other places."""
        if self._shown.display:
            self._ask_for_preview()

    def do_to_editor(self) -> None:
        """Go on with the notes in the person's editor."""
        try:
            self._notes.text = self._host.edit_text(self._notes.text)
        except TmeError as error:
            self._host.say(harmless(self.words.error(str(error))), wrong=True)
