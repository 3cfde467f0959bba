"""One line of the form: a label, the text, a sign to open what belongs to it, and what the text means."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Static

from tme_tui.tui.cells import harmless
from tme_tui.tui.form.fields import FormField, Help
from tme_tui.tui.prompt import Line

_OPENS = "▾"


class Opener(Static):
    """What the mouse opens the field's list or month with."""

    def on_click(self, event: events.Click) -> None:
        """Tell the line."""
        event.stop()
        if isinstance(self.parent, FieldLine):
            self.parent.open()


class FieldLine(Horizontal):
    """A label, the text, and what it means."""

    class Opened(Message):
        """The list or month of the field is wanted."""

        def __init__(self, row: FieldLine) -> None:
            super().__init__()
            self.row = row

    def __init__(
        self, field: FormField, label: str, hint: str, text: str, choices: Sequence[str] = (), *, free: bool
    ) -> None:
        super().__init__(classes="field")
        self.field = field
        self.line = Line()
        self.line.compact = True
        self.line.value = text
        self.line.placeholder = hint
        self._choices = tuple(choices)
        """What may stand here, as people read it."""
        self._free = free
        """Whether it may stay empty."""
        if choices:
            self.line.suggester = SuggestFromList(choices, case_sensitive=False)
        self._label = Static(harmless(label), classes="field--label", markup=False)
        self._said = Static(classes="field--said", markup=False)

    def compose(self) -> ComposeResult:
        """Side by side."""
        yield self._label
        yield self.line
        yield Opener(
            _OPENS if self.field.help is not Help.NOTHING else "", classes="field--opener", markup=False
        )
        yield self._said

    @property
    def said(self) -> str:
        """What stands beside the text."""
        return str(self._said.render())

    def say(self, said: str, *, wrong: bool = False) -> None:
        """Show what the text means, or why it means nothing."""
        self._said.update(Content(harmless(said)))
        self._said.set_class(wrong, "-wrong")

    def open(self) -> None:
        """Ask for the list or month of the field, as the mouse does."""
        if self.field.help is not Help.NOTHING:
            self.line.focus()
            self.post_message(self.Opened(self))

    def turn(self) -> bool:
        """Put the next choice there; False where something else was typed or there is nothing to choose."""
        texts = [*self._choices, ""] if self._free else list(self._choices)
        if not self._choices or self.line.value not in (*texts, ""):
            return False
        place = texts.index(self.line.value) + 1 if self.line.value in texts else 0
        self.line.value = texts[place % len(texts)]
        self.line.cursor_position = len(self.line.value)
        return True

    def complete(self) -> None:
        """Finish the beginning of the only choice that begins so."""
        typed = self.line.value.strip().casefold()
        found = [one for one in self._choices if one.casefold().startswith(typed)]
        if typed and len(found) == 1:
            self.line.value = found[0]
