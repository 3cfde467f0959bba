"""The notes as they are typed."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea


class Notes(TextArea):
    """A text of many lines; keys are given to it one after the other, so that none comes after the saving."""

    def __init__(self, text: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(text, id=id, soft_wrap=True, tab_behavior="focus")

    async def take_key(self, event: events.Key) -> bool:
        """What the focus would have brought here; the library's own keys for editing count."""
        typed = "\n" if event.key == "enter" else event.character if event.is_printable else None
        if typed is not None:
            self._replace_via_keyboard(typed, *self.selection)
            return True
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            await self.run_action(binding.action)
            return True
        return False
