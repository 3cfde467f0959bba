"""The form itself: saved in one step, left without a question when nothing would be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tme_tui.model.errors import TmeError
from tme_tui.tui.cells import harmless
from tme_tui.tui.confirm import Confirm
from tme_tui.tui.form.attributes import field_name
from tme_tui.tui.form.choosing import Choosing
from tme_tui.tui.form.reading import Reading, read_form
from tme_tui.tui.work import Urgency

if TYPE_CHECKING:
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

    async def do_preview(self) -> None:
        """Show the notes as they will look, or as text again."""
        shown = not self._shown.display
        if shown:
            await self._shown.update("\n".join(harmless(line) for line in self._notes.text.split("\n")))
        self._shown.display, self._notes.display = shown, not shown
        if not shown:
            self._notes.focus()

    def do_to_editor(self) -> None:
        """Go on with the notes in the person's editor."""
        try:
            self._notes.text = self._host.edit_text(self._notes.text)
        except TmeError as error:
            self._host.say(harmless(self.words.error(str(error))), wrong=True)

    def perform(self, action: object) -> bool:
        """Some of the form's actions take a moment."""
        name = getattr(action, "name", "")
        if name == "preview":
            self.call_next(self.do_preview)
            return True
        return super().perform(action)  # type: ignore[arg-type]
