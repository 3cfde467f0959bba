"""The pane with all about one task: facts at once, notes as Markdown when the cursor has come to rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.visual import Visual

from tme_tui.model.value import value
from tme_tui.tui.details.text import Fact, lay_out
from tme_tui.tui.look.line_view import LineView
from tme_tui.tui.look.markdown_lines import LONGEST, STYLES, plain_lines
from tme_tui.tui.look.stylesheet import setting_of

_REST = 0.25
"""Markdown is asked for after so many seconds on one task."""
_PLAIN = 4_000
"""So much of the notes is shown while the cursor moves."""


@value
class Card:
    """What the pane shows of a task."""

    number: int
    head: Content
    facts: tuple[Fact, ...] = ()
    notes: str = ""


class Details(LineView, can_focus=True, inherit_bindings=False):
    """Everything about the task under the cursor, drawn line by line: another task lays nothing out."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"details--{name}" for name in STYLES}

    class NotesWanted(Message):
        """The cursor rests on a task with notes: `show_notes` waits for them as Markdown."""

        def __init__(self, number: int, notes: str, width: int, styles: Mapping[str, Style]) -> None:
            super().__init__()
            self.number = number
            self.notes = notes
            self.width = width
            self.styles = styles

    class MenuWanted(Message):
        """The other button was pressed here."""

    def __init__(self, empty: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._empty = empty
        self._card: Card | None = None
        self._is_fed = False
        """Whether anything is known yet, if only that there is no task."""
        self._facts: list[Strip] = []
        self._notes: list[Strip] = []
        self._rich = False
        """Whether the notes are Markdown already."""
        self._laid: tuple[Card | None, int] | None = None
        self._rest: Timer | None = None
        self._edition: object = None

    @property
    def number(self) -> int | None:
        """The task that is shown."""
        return None if self._card is None else self._card.number

    @property
    def card(self) -> Card | None:
        """What is shown."""
        return self._card

    @property
    def has_notes(self) -> bool:
        """Whether the task has notes that can be Markdown."""
        return self._card is not None and 0 < len(self._card.notes) <= LONGEST and bool(self.display)

    @property
    def is_rich(self) -> bool:
        """Whether the notes are shown as Markdown already."""
        return self._rich

    def show(self, card: Card | None) -> None:
        """Show a task, or that there is none."""
        before, self._card, self._is_fed = self._card, card, True
        another = before is None or card is None or before.number != card.number
        if another or (before is not None and card is not None and before.notes != card.notes):
            self._notes, self._rich = [], False
        if another:
            self.scroll_home(animate=False)
        self._lay_out()

    def show_notes(self, number: int, lines: list[Strip]) -> None:
        """Put Markdown in the place of the notes as they were typed."""
        if self.number == number:
            self._notes, self._rich = self._parted(lines), True
            self.set_extent(len(self._facts) + len(self._notes))

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    def _lay_out(self) -> None:
        if not self.is_mounted or self._width <= 0:
            return
        card, width = self._card, self._width
        self._laid = (card, width)
        if card is None:
            lines = [Content.styled(self._empty if self._is_fed else "", "$tme-muted")]
        else:
            lines = lay_out(card.head, card.facts, width)
        style = self.visual_style
        self._facts = self._whole(Visual.to_strips(self, Content("\n").join(lines), width, None, style))
        notes = "" if card is None else card.notes
        if not self._rich:
            shown = plain_lines(notes[:_PLAIN], width) if notes else []
            self._notes = self._parted([Strip([Segment(line)]) for line in shown])
            self._want_markdown(notes)
        self.set_extent(len(self._facts) + len(self._notes))

    def _parted(self, notes: list[Strip]) -> list[Strip]:
        """Notes below a line that parts them from the facts."""
        if not notes:
            return []
        rule = self.get_component_rich_style("details--rule", partial=True)
        return self._whole([Strip([]), Strip([Segment("─" * self._width, rule)]), *notes])

    def _whole(self, strips: list[Strip]) -> list[Strip]:
        """Lines as wide as the pane, on its ground."""
        width, style = self._width, self.visual_style.rich_style
        return [strip.crop_extend(0, width, style).apply_style(style) for strip in strips]

    def _want_markdown(self, notes: str) -> None:
        if self._rest is not None:
            self._rest.stop()
        if notes and len(notes) <= LONGEST:
            self._rest = self.set_timer(_REST, self._ask_for_markdown)

    def _ask_for_markdown(self) -> None:
        card = self._card
        if card is not None and card.notes:
            styles = {
                name: self.get_component_rich_style(f"details--{name}", partial=True) for name in STYLES
            }
            self.post_message(self.NotesWanted(card.number, card.notes, self._width, styles))

    def on_click(self, event: events.Click) -> None:
        """The other button asks what can be done with the task."""
        if event.button == 3 and self._card is not None:
            self.post_message(self.MenuWanted())

    def on_mount(self) -> None:
        """Nothing is chosen yet."""
        self._lay_out()

    def on_resize(self) -> None:
        """Another width breaks lines at other places."""
        if self._laid != (self._card, self._width):
            self._rich = False
            self._lay_out()

    def notify_style_update(self) -> None:
        """What was painted counts no more under other rules; the focus alone changes no colour here."""
        super().notify_style_update()
        edition = setting_of(self)[0] if self.is_attached else None
        if edition != self._edition:
            self._edition = edition
            self._rich = False
            self._lay_out()

    def render_line(self, y: int) -> Strip:
        """One line of what is in sight."""
        place = self.scroll_offset.y + y
        if place < len(self._facts):
            return self._facts[place]
        below = place - len(self._facts)
        if below < len(self._notes):
            return self._notes[below]
        return self.blank(self._width, self.visual_style.rich_style)
