"""A question with yes and no, whose keys mean the same in both layouts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from tme_tui.tui.actions import Context, confirmation, confirmation_keys
from tme_tui.tui.dialog import Dialog
from tme_tui.tui.look.cells import harmless

if TYPE_CHECKING:
    from tme_tui.tui.actions import Keymap
    from tme_tui.tui.setup import Setup


class Confirm(Dialog[bool]):
    """Asks before something that is easily done and hard to take back."""

    CSS_PATH = "confirm.tcss"
    context: ClassVar[Context] = Context.REMINDER

    def __init__(self, setup: Setup, keymap: Keymap, question: str, yes: str, no: str) -> None:
        super().__init__(setup, keymap)
        self._question = question
        self._labels = (yes, no)

    def compose(self) -> ComposeResult:
        """The question and its two answers, with their keys."""
        accept, decline = confirmation_keys(self.words.language)
        with Vertical(id="confirm"):
            yield Static(Content(harmless(self._question)), markup=False)
            with Horizontal(id="confirm-answers"):
                yield Button(
                    Content(f"{self._labels[0]}  {accept}"), id="yes", variant="primary", compact=True
                )
                yield Button(Content(f"{self._labels[1]}  {decline}"), id="no", compact=True)

    async def take_key(self, event: events.Key) -> bool:
        """Only keys that cannot mean the opposite count."""
        answer = confirmation(event.character or event.key, self.words.language)
        if event.key in ("enter", "escape"):
            answer = confirmation(event.key, self.words.language)
            if event.key == "enter" and self.focused is not None and self.focused.id == "no":
                answer = False
        if answer is not None:
            self.dismiss(answer)
        return answer is not None

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")
