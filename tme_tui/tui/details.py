"""The pane with all about one task: facts at once, notes as Markdown when the cursor has come to rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.timer import Timer
from textual.widget import Widget

from tme_tui.model.value import value

if TYPE_CHECKING:
    from textual.widgets import Markdown

from tme_tui.tui.cells import harmless
from tme_tui.tui.details_text import Fact, lay_out

_REST = 0.25
"""Markdown is built after so many seconds on one task: building takes longer than a key press may."""
_PLAIN = 4_000
"""So much of the notes is shown while the cursor moves."""
_RICH = 60_000
"""Notes longer than this stay plain."""


@value
class Card:
    """What the pane shows of a task."""

    number: int
    head: Content
    facts: tuple[Fact, ...] = ()
    notes: str = ""


class Facts(Widget):
    """Labels and values, laid out anew for every width."""

    def __init__(self) -> None:
        super().__init__()
        self._head = Content("")
        self._facts: Sequence[Fact] = ()
        self._laid: tuple[int, list[Content]] | None = None

    def show(self, head: Content, facts: Sequence[Fact]) -> None:
        """Show another task, or the same one as it is now."""
        self._head, self._facts, self._laid = head, facts, None
        self.refresh(layout=True)

    def _lines(self, width: int) -> list[Content]:
        if self._laid is None or self._laid[0] != width:
            self._laid = (width, lay_out(self._head, self._facts, width))
        return self._laid[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as it takes."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The lines for the present width."""
        return Content("\n").join(self._lines(self.size.width))


class PlainNotes(Widget):
    """Notes as they were typed."""

    def __init__(self) -> None:
        super().__init__()
        self._text = Content("")

    def show(self, text: str) -> None:
        """Show other notes."""
        lines = [harmless(line) for line in text[:_PLAIN].expandtabs(4).split("\n")]
        self._text = Content("\n".join(lines))
        self.refresh(layout=True)

    def render(self) -> Content:
        """The text; the terminal library wraps it."""
        return self._text


class Details(VerticalScroll, can_focus=True):
    """Everything about the task under the cursor."""

    def __init__(self, empty: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._empty = empty
        self._facts = Facts()
        self._plain = PlainNotes()
        self._rich: Markdown | None = None
        self._card: Card | None = None
        self._rest: Timer | None = None

    def compose(self) -> ComposeResult:
        """Facts above, notes below."""
        yield self._facts
        yield self._plain

    def on_mount(self) -> None:
        """Nothing is chosen yet."""
        self.show(None)

    @property
    def number(self) -> int | None:
        """The task that is shown."""
        return None if self._card is None else self._card.number

    @property
    def card(self) -> Card | None:
        """What is shown."""
        return self._card

    def show(self, card: Card | None) -> None:
        """Show a task, or that there is none."""
        before, self._card = self._card, card
        if self._rest is not None:
            self._rest.stop()
        if card is None:
            self._facts.show(Content.styled(self._empty, "$tme-muted"), ())
            self._show_notes("")
            return
        self._facts.show(card.head, card.facts)
        if before is None or before.number != card.number:
            self.scroll_home(animate=False)
        if before is None or (before.number, before.notes) != (card.number, card.notes):
            self._show_notes(card.notes)

    def _show_notes(self, notes: str) -> None:
        self._plain.show(notes)
        self._plain.display = bool(notes)
        if self._rich is not None:
            self._rich.display = False
        if notes and len(notes) <= _RICH:
            self._rest = self.set_timer(_REST, self._enrich)

    async def _enrich(self) -> None:
        """Put Markdown in the place of plain notes."""
        card = self._card
        if card is None or not card.notes:
            return
        if self._rich is None:
            from textual.widgets import Markdown  # slow to load, and not everybody writes notes

            self._rich = Markdown(open_links=False)
            await self.mount(self._rich)
        await self._rich.update("\n".join(harmless(line) for line in card.notes.expandtabs(4).split("\n")))
        if self._card is not None and self._card.number == card.number:
            self._rich.display = True
            self._plain.display = False
