"""One line of the form: a label, a text, what may stand there, and what the text means."""

from __future__ import annotations

from collections.abc import Sequence

from textual.suggester import SuggestFromList
from textual.widgets import Input

from tme_tui.tui.form.fields import FormField, Help
from tme_tui.tui.line.prompt import Line


class FieldLine:
    """What is known of one field; its text is in the line that is typed into while it is edited there."""

    def __init__(
        self, field: FormField, label: str, hint: str, text: str, choices: Sequence[str] = (), *, free: bool
    ) -> None:
        self.field = field
        self.label = label
        self.hint = hint
        """What stands there, faintly, while the text is empty."""
        self.said = ""
        """What the text means, or why it means nothing."""
        self.is_wrong = False
        self._text = text
        self._edited_in: Line | None = None
        self._choices = tuple(choices)
        """What may stand here, as people read it."""
        self._free = free
        """Whether it may stay empty."""

    @property
    def opens(self) -> bool:
        """Whether there is a list or a month for it."""
        return self.field.help is not Help.NOTHING

    @property
    def text(self) -> str:
        """What stands there."""
        return self._text if self._edited_in is None else self._edited_in.value

    @text.setter
    def text(self, text: str) -> None:
        self._text = text
        if self._edited_in is not None:
            self._edited_in.value = text
            self._edited_in.cursor_position = len(text)

    def begin(self, line: Line) -> None:
        """Be edited in a line from now on."""
        with line.prevent(Input.Changed):
            line.suggester = SuggestFromList(self._choices, case_sensitive=False) if self._choices else None
            line.placeholder = self.hint
            line.value = self._text
            line.cursor_position = len(self._text)
        self._edited_in = line

    def end(self) -> None:
        """Have the text again."""
        self._text, self._edited_in = self.text, None

    def turn(self) -> bool:
        """Put the next choice there; False where something else was typed or there is nothing to choose."""
        texts = [*self._choices, ""] if self._free else list(self._choices)
        if not self._choices or self.text not in (*texts, ""):
            return False
        place = texts.index(self.text) + 1 if self.text in texts else 0
        self.text = texts[place % len(texts)]
        return True

    def complete(self) -> None:
        """Finish the beginning of the only choice that begins so."""
        typed = self.text.strip().casefold()
        found = [one for one in self._choices if one.casefold().startswith(typed)]
        if typed and len(found) == 1 and found[0] != self.text:
            self.text = found[0]
