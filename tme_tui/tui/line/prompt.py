"""The one line in which things are typed: adding, editing, filtering, searching, commands, single fields.

It knows what it is open for, shows what somebody else made of the text, and says what was typed. What it
means is the screen's affair.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from tme_tui.tui.look.cells import harmless
from tme_tui.tui.look.frames import Column, Row

if TYPE_CHECKING:
    from tme_tui.tui.line.completing import Candidate

_LONGEST = 20_000
_COLOURED = 2_000


class Purpose(StrEnum):
    """What the line is open for."""

    ADD = "add"
    SUBTASK = "subtask"
    EDIT = "edit"
    DUE = "due"
    WAIT = "wait"
    CATEGORY = "category"
    TAGS = "tags"
    FILTER = "filter"
    SEARCH = "search"
    COMMAND = "command"
    SAVE_VIEW = "save_view"
    ASK = "ask"
    """Whatever somebody else wants to know."""


class Piece(tuple[int, int, str]):
    """`text[start:end]` is of a kind that has a colour."""

    __slots__ = ()


class _Colours(Highlighter):
    """Colours the pieces of the text that were understood."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def highlight(self, text: Text) -> None:
        for start, end, kind in self._line.pieces:
            if end <= len(text) <= _COLOURED:
                text.stylize(self._line.get_component_rich_style(f"line--{kind}", partial=True), start, end)


KINDS = (
    *("category", "tag", "person", "priority", "time", "repeat", "reminder", "link", "other"),
    "mistake",
)
"""The colours there are; other kinds are plain."""


class Line(Input):
    """The text itself."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"line--{kind}" for kind in KINDS}

    def __init__(self) -> None:
        super().__init__(compact=True, select_on_focus=False, max_length=_LONGEST)
        self.pieces: Sequence[tuple[int, int, str]] = ()
        self.highlighter = _Colours(self)

    async def take_key(self, event: events.Key) -> bool:
        """What the focus would have brought here; the library's own keys for editing count."""
        if event.is_printable and event.character is not None:
            self.replace(event.character, *sorted(self.selection))
            return True
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            await self.run_action(binding.action)
            return True
        return False

    def _on_paste(self, event: events.Paste) -> None:
        """Leave it to the screen, which knows what to do with more than one line; the library drops them."""
        event.prevent_default()

    def colour(self, pieces: Sequence[tuple[int, int, str]]) -> None:
        """Show which pieces were understood, and as what."""
        self.pieces = [piece for piece in pieces if piece[2] in KINDS]
        self.refresh()


class Prompt(Column):
    """The line, what it is for, and what is made of it."""

    class Changed(Message):
        """Another text stands there."""

        def __init__(self, purpose: Purpose, text: str) -> None:
            super().__init__()
            self.purpose = purpose
            self.text = text

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._label = Static(classes="prompt--label", markup=False)
        self._line = Line()
        self._said = Static(classes="prompt--said", markup=False)
        self._offered = Static(classes="prompt--offered", markup=False)
        self._purpose: Purpose | None = None
        self._candidates: Sequence[Candidate] = ()
        self._turn = -1
        self._stem = ""
        """The text before Tab completed it."""
        self._completed: str | None = None

    def compose(self) -> ComposeResult:
        """The line with its label, and the answer below."""
        with Row(classes="prompt--row"):
            yield self._label
            yield self._line
        yield self._said
        yield self._offered

    @property
    def purpose(self) -> Purpose | None:
        """What the line is open for; None while it is closed."""
        return self._purpose

    @property
    def text(self) -> str:
        """What stands there."""
        return self._line.value

    @property
    def cursor(self) -> int:
        """Where in the text the cursor is."""
        return self._line.cursor_position

    @property
    def said(self) -> Content:
        """What is said about the text."""
        shown = self._said.visual
        return shown if isinstance(shown, Content) else Content("")

    def open(self, purpose: Purpose, label: str, text: str = "", placeholder: str = "") -> None:
        """Begin to take text."""
        self._purpose = purpose
        self._candidates, self._turn, self._completed = (), -1, None
        self._offered.display = False
        shown = Content(f" {harmless(label)} ")
        self._label.update(shown)
        for answer in (self._said, self._offered):
            answer.styles.padding = (0, 1, 0, shown.cell_length + 1)
        self._line.colour(())
        with self.prevent(Input.Changed):
            self._line.value = text
        self._line.placeholder = placeholder
        self._line.cursor_position = len(text)
        self._said.update(Content(""))
        self.add_class("-open")
        self._line.focus()
        self.post_message(self.Changed(purpose, text))

    def go_to_start(self) -> None:
        """Put the cursor before the text."""
        self._line.cursor_position = 0

    def close(self) -> None:
        """Take no more text."""
        self._purpose = None
        self.remove_class("-open")

    def offer(self, candidates: Sequence[Candidate]) -> None:
        """Have ways to go on, which Tab goes through; the text that Tab itself wrote changes nothing."""
        if self._completed == self.text:
            return
        self._candidates, self._turn, self._completed = candidates, -1, None
        self._show_offered()

    def complete(self, step: int) -> None:
        """Put the next candidate in, or the one before."""
        if not self._candidates:
            return
        if self._completed is None:
            self._stem = self.text
        self._turn = (self._turn + step) % len(self._candidates) if self._turn >= 0 or step > 0 else -1
        chosen = self._candidates[self._turn]
        text = self._stem[: chosen.start] + chosen.text + self._stem[chosen.end :]
        self._completed = text
        self._line.value = text
        self._line.cursor_position = chosen.start + len(chosen.text)
        self._show_offered()

    def _show_offered(self) -> None:
        self._offered.display = bool(self._candidates)
        parts: list[tuple[str, str] | str] = [("⇥ ", "$tme-key")]
        for place, one in enumerate(self._candidates):
            style = "bold" if place == self._turn else "$tme-muted"
            parts += [(harmless(one.shown or one.text), style), "  "]
        self._offered.update(Content.assemble(*parts))

    def say(self, answer: Content, pieces: Sequence[tuple[int, int, str]] = ()) -> None:
        """Show what was made of the text."""
        self._said.update(answer)
        self._said.remove_class("-refused")
        self._line.colour(pieces)

    def refuse(self, reason: str, pieces: Sequence[tuple[int, int, str]] = ()) -> None:
        """Say what is wrong with the text; it stays."""
        self._said.update(Content("\n".join(harmless(line) for line in reason.split("\n"))))
        self._said.add_class("-refused")
        self._line.colour(pieces)

    def insert(self, text: str) -> None:
        """Put a text where the cursor is."""
        self._line.replace(text, *sorted(self._line.selection))

    def set_text(self, text: str, *, cursor: int | None = None) -> None:
        """Put another text in the line."""
        self._line.pieces = ()
        self._line.value = text
        self._line.cursor_position = len(text) if cursor is None else cursor

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._purpose is not None:
            self._line.pieces = [piece for piece in self._line.pieces if piece[1] <= len(event.value)]
            self.post_message(self.Changed(self._purpose, event.value))

    def chip_before_cursor(self) -> tuple[int, int, str] | None:
        """The piece that was understood and ends where the cursor is."""
        cursor = self._line.cursor_position
        return next((piece for piece in self._line.pieces if piece[1] == cursor and piece[0] < cursor), None)

    @property
    def last_chip(self) -> tuple[int, int, str] | None:
        """The last piece that was understood before the cursor, else the last of all."""
        pieces = sorted(self._line.pieces)
        before = [piece for piece in pieces if piece[1] <= self._line.cursor_position]
        found = before or pieces
        return found[-1] if found else None

    def focus_line(self) -> None:
        """Show the cursor in the line."""
        if not self._line.has_focus:
            self._line.focus()

    async def take_key(self, event: events.Key) -> bool:
        """Do with a key what a line of text does with it."""
        return await self._line.take_key(event)

    def take(self) -> str:
        """Close the line; the answer is what was typed. At once, since the next key may end the program."""
        text = self.text
        self.close()
        return text
