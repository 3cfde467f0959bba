"""The topic of handing text in and out: the clipboard, the person's own editor, links."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from textual import events
from textual.app import SuspendNotSupported

from tme_tui.model.draft import Fields
from tme_tui.model.errors import InvalidValue, Refused, TmeError
from tme_tui.tui.line.prompt import Purpose
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.topics.by_key import ByKey

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome
    from tme_tui.model.task import Task

_ADDS = (Purpose.ADD, Purpose.SUBTASK)
_NOTES = "notes.md"


class Handing(ByKey):
    """Text that comes from elsewhere or goes there."""

    def on_paste(self, event: events.Paste) -> None:
        """What the terminal pastes: one line into the line, many as many tasks."""
        event.stop()
        self.take_text(event.text)

    def do_paste(self) -> None:
        """What was copied here; the terminal pastes by a key of its own."""
        if text := self.app.clipboard:
            self.take_text(text)
        else:
            self.say(self.words.text("Nothing was copied here; your terminal pastes with Ctrl+Shift+V."))

    def take_text(self, text: str) -> None:
        """Add a task for each line; a single line is typed, so that it can be looked at first."""
        lines = [line for line in text.splitlines() if line.strip()]
        purpose = self.prompt.purpose
        if purpose is not None and (len(lines) < 2 or purpose not in _ADDS):
            self.prompt.insert(" ".join(lines))
            return
        if not lines:
            return
        if len(lines) == 1:
            self.do_add()
            self.prompt.insert(lines[0].strip())
            return
        defaults = self._defaults(purpose or Purpose.ADD)
        if purpose is not None:
            before = self.prompt.take()
            self.show_pane("tasks")
            text = before + text
        self.change(partial(add_lines, text=text, defaults=defaults), name="paste", show=True)

    def do_copy_text(self) -> None:
        if numbers := self.chosen:
            self.inquire(lambda engine: lines_of(engine, numbers), self._copied)

    def _copied(self, lines: Sequence[str]) -> None:
        self.app.copy_to_clipboard("\n".join(lines))
        self.say(self.words.plural("Copied {n} line", "Copied {n} lines", len(lines)))

    def do_open_link(self) -> None:
        if (number := self.number) is not None:
            self.inquire(lambda engine: engine.get_task(number).link, self._open_link)

    def _open_link(self, link: str) -> None:
        if link.startswith(("http://", "https://", "mailto:")):
            self.app.open_url(link)
            self.say(self.words.text("Opened {link}", link=harmless(link)))
        else:
            self.say(self.words.text("This task has no link."))

    def do_edit_notes(self) -> None:
        if (number := self.number) is not None:
            self.inquire(lambda engine: engine.get_task(number), self._edit_notes)

    def _edit_notes(self, task: Task) -> None:
        try:
            notes = self.edit_text(task.notes)
        except TmeError as error:
            self.say(harmless(self.words.error(str(error))), wrong=True)
            return
        if notes != task.notes:
            self.change(lambda engine: engine.edit(task, Fields(notes=notes)), name="notes")

    def edit_text(self, text: str) -> str:
        """Let the person change a text in their own editor, while the screen rests."""
        from tme_tui.editor import edit_file

        with TemporaryDirectory(prefix="tme-") as folder:
            file = Path(folder) / _NOTES
            file.write_text(text, encoding="utf-8")
            failure: TmeError | None = None
            try:
                with self.app.suspend():
                    try:
                        edit_file(os.environ, file)
                    except TmeError as error:  # one that leaves the block would leave the screen at rest
                        failure = error
            except SuspendNotSupported:
                raise Refused(self.words.text("this terminal cannot make room for an editor")) from None
            if failure is not None:
                raise failure
            edited = file.read_text(encoding="utf-8", errors="replace")
        return edited if text.endswith("\n") else edited.removesuffix("\n")

    def do_to_editor(self) -> None:
        """Go on with the line in the editor; several lines there add several tasks."""
        purpose = self.prompt.purpose
        if purpose is None:
            return
        try:
            text = self.edit_text(self.prompt.text)
        except TmeError as error:
            self.say(harmless(self.words.error(str(error))), wrong=True)
            return
        if "\n" in text.strip() and purpose in _ADDS:
            self.prompt.set_text("")
            self.take_text(text)
        else:
            self.prompt.set_text(" ".join(text.split("\n")).strip())


def add_lines(engine: TaskManager, text: str, defaults: Fields) -> Outcome:
    """A task for each line, indented ones inside the line above them."""
    from tme_tui.language.quickadd import parse_outline
    from tme_tui.language.quickadd.outline import MOST_LINES
    from tme_tui.tui.line.typed import with_defaults

    if len(text.splitlines()) > MOST_LINES:
        raise InvalidValue(f"more than {MOST_LINES:,} lines at once: bring them in by a file")
    outline = parse_outline(text, engine.context())
    return engine.add_outline([(with_defaults(line.draft, defaults), line.parent) for line in outline])


def lines_of(engine: TaskManager, numbers: Sequence[int]) -> Sequence[str]:
    """Tasks as the lines that would add them."""
    from tme_tui.tui.line.edit_line import line_of

    context = engine.context()
    found = engine.tasks_numbered(numbers)
    return [line_of(found[number], context) for number in numbers if number in found]
