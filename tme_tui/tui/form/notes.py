"""The notes as they are typed."""

from __future__ import annotations

from asyncio import sleep

from textual import events
from textual.document._document_navigator import DocumentNavigator

from tme_tui.tui.form.long_lines import LongLines
from tme_tui.tui.form.wrapping import LongText, WrappedInTurns


class Notes(LongLines):
    """A text of many lines; keys are given to it one after the other, so that none comes after the saving."""

    wrapped_document: WrappedInTurns

    def __init__(self, text: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__("", id=id, soft_wrap=True, tab_behavior="focus")
        self.match_cursor_bracket = False  # in prose nothing matches, and looking for it reads the whole text
        self._is_wrapping = False
        self._set_document(text, None)

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

    # Rows

    def _set_document(self, text: str, language: str | None) -> None:
        """Textual's own, with a document that is broken into rows in turns."""
        document = LongText(text)
        self.document = document
        self.wrapped_document = WrappedInTurns(document, self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._build_highlight_map()
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()

    def _refresh_size(self) -> None:
        super()._refresh_size()
        if self.is_attached and not self._is_wrapping and self.wrapped_document.is_begun:
            self._is_wrapping = True
            self.run_worker(self._wrap_rest())

    async def _wrap_rest(self) -> None:
        """Break the lines that are left, a few in each turn of the loop; the cursor stays in sight."""
        try:
            while self.wrapped_document.is_begun:
                await sleep(0)
                self.wrapped_document.wrap_on()
                self._line_cache.clear()
                self._refresh_size()
                self._cursor_offset = self.wrapped_document.location_to_offset(self.cursor_location)
        finally:
            self._is_wrapping = False
        if self.has_focus:
            self.scroll_cursor_visible()
