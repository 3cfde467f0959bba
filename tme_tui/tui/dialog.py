"""What the screens over the main one share: keys from the registry, and a value as their answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.timer import Timer

from tme_tui.tui.actions import Action, Context, Keymap, Pending, footer_for, latin_key
from tme_tui.tui.bars import Hints
from tme_tui.tui.look.backdrop import OverScreen, Result

if TYPE_CHECKING:
    from tme_tui.i18n import Translator
    from tme_tui.tui.setup import Setup

_SEQUENCE = 1.0


class Dialog(OverScreen[Result]):
    """A screen over the main one; each action that it knows is a method named `do_…`."""

    context: ClassVar[Context] = Context.PICKER

    def __init__(self, setup: Setup, keymap: Keymap) -> None:
        super().__init__()
        self.setup = setup
        self.words: Translator = setup.words
        self.keymap = keymap
        self._sequence: Timer | None = None

    async def take_key(self, event: events.Key) -> bool:
        """Do what a key means here; False leaves it to the widget that has the focus."""
        context = self.context
        key = event.key if context.is_typing else latin_key(event.key, self.setup.layout)
        answer = self.keymap.feed(key, context)
        if self._sequence is not None:
            self._sequence.stop()
            self._sequence = None
        if isinstance(answer, Pending):
            if not answer.over:
                self._sequence = self.set_timer(_SEQUENCE, self._sequence_over)
            return True
        return answer is not None and self.perform(answer)

    def _sequence_over(self) -> None:
        action = self.keymap.expire()
        self.keymap.reset()
        if action is not None:
            self.perform(action)

    def can_do(self, action: Action) -> bool:
        """Whether this screen knows how, and it makes sense now."""
        guard: Callable[[], bool] | None = getattr(self, f"can_{action.name}", None)
        return hasattr(self, f"do_{action.name}") and (guard is None or guard())

    def perform(self, action: Action) -> bool:
        """Do an action; False when this screen does not know it."""
        if not self.can_do(action):
            return False
        way: Callable[[], object] = getattr(self, f"do_{action.name}")
        way()
        return True

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave with an answer; one that was left already, before an answer came, stays left."""
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def show_keys(self) -> None:
        """Show which keys count here, as many as there is room for; that of help always."""
        entries = footer_for(self.context, self.keymap, self.words)
        hints = {each.action.name: (each.keys[0], each.label) for each in entries if self.can_do(each.action)}
        self.query_one(Hints).show(list(hints.values()), hints.get("help"))

    def do_help(self) -> None:
        """Which keys count here."""
        from tme_tui.tui.help.screen import HelpScreen

        self.app.push_screen(HelpScreen(self.context, self.keymap, self.words, self.can_do))

    def do_close(self) -> None:
        self.dismiss(None)

    def do_cancel(self) -> None:
        self.dismiss(None)
