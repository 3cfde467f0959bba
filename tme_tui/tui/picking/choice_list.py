"""The lines to choose from, drawn on demand; what cannot be chosen is grey and says why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from tme_tui.tui.look import signs
from tme_tui.tui.look.cells import fitted, harmless
from tme_tui.tui.look.line_view import LineView
from tme_tui.tui.picking.choices import Choice

_NOTE = 0.4
"""At most this part of a line is for what stands at its right."""


class ChoiceList(LineView, can_focus=False, inherit_bindings=False):
    """Choices with a cursor and marks."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"choice-list--{name}" for name in ("line", "cursor", "note", "refused", "bar", "marked")
    }

    class Moved(Message):
        """The cursor is on another choice."""

    class Clicked(Message):
        """A line was clicked, and the cursor is there."""

        def __init__(self, *, twice: bool) -> None:
            super().__init__()
            self.twice = twice

    def __init__(
        self,
        marked: Sequence[Choice] = (),
        *,
        ranked: bool = False,
        choices: Sequence[Choice] = (),
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self._choices = tuple(choices)
        self._place = 0
        self._marked: dict[object, Choice] = {choice.key: choice for choice in marked}
        self._ranked = ranked
        """Whether the order of what is marked counts; its number stands for the mark then."""
        self._empty = ""
        self._painted: dict[tuple[object, ...], Strip] = {}

    @property
    def current(self) -> Choice | None:
        """What the cursor is on."""
        return self._choices[self._place] if self._choices else None

    @property
    def cut_note(self) -> str:
        """What stands at the right of the current line, where it has no room for all of it."""
        note = "" if self.current is None else harmless(self.current.note)
        return note if cell_len(note) > int(self.scrollable_content_region.width * _NOTE) else ""

    @property
    def place(self) -> int:
        """The line that the cursor is on."""
        return self._place

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The lines as they are."""
        return self._choices

    @property
    def marked(self) -> tuple[Choice, ...]:
        """What was chosen so far, when several may be."""
        return tuple(self._marked.values())

    def show(self, choices: Sequence[Choice], *, empty: str = "") -> None:
        """Show other lines; the cursor stays on its choice while that is there and was moved to."""
        before = self.current.key if self.current is not None and self._place else None
        self._choices, self._empty = tuple(choices), empty
        keys = [choice.key for choice in self._choices]
        self._place = keys.index(before) if before in keys else 0
        self.set_extent(len(self._choices))
        self._keep_in_sight()
        self.post_message(self.Moved())

    def move(self, lines: int) -> None:
        """Move the cursor; it goes round at the ends only one line at a time."""
        if not self._choices:
            return
        wanted = self._place + lines
        if abs(lines) == 1:
            wanted %= len(self._choices)
        self._place = max(0, min(wanted, len(self._choices) - 1))
        self.refresh()
        self._keep_in_sight()
        self.post_message(self.Moved())

    def go_to(self, key: object) -> None:
        """Put the cursor on a choice, if it is there."""
        place = next((place for place, one in enumerate(self._choices) if one.key == key), None)
        if place is not None:
            self.move(place - self._place)

    def toggle(self) -> bool:
        """Mark the choice under the cursor, or let go of it; False when it cannot be chosen."""
        choice = self.current
        if choice is None or choice.refused:
            return False
        if self._marked.pop(choice.key, None) is None:
            self._marked[choice.key] = choice
        self.refresh()
        return True

    def choose_all(self) -> None:
        """Mark all that can be chosen; let go of all when they are marked already."""
        free = {choice.key: choice for choice in self._choices if not choice.refused}
        self._marked = {} if self._marked.keys() == free.keys() else free
        self.refresh()

    def look_changed(self) -> None:
        """Forget what was painted in other colours."""
        self._painted.clear()

    def render_line(self, y: int) -> Strip:
        """One line of what is in sight."""
        width, place = self.scrollable_content_region.width, self.scroll_offset.y + y
        if place >= len(self._choices):
            if place == 0 and self._empty:
                return self._cached(("empty", self._empty, width), self._paint_empty, width)
            return self.blank(width, self._style("line"))
        choice = self._choices[place]
        look = (choice, width, place == self._place, self._mark_of(choice))
        return self._cached(look, self._paint, *look)

    def _mark_of(self, choice: Choice) -> str:
        if choice.key not in self._marked:
            return " "
        return str(list(self._marked).index(choice.key) + 1)[-1] if self._ranked else signs.MARKED

    def _cached(self, key: tuple[object, ...], make: object, *given: object) -> Strip:
        strip = self._painted.get(key)
        if strip is None:
            if len(self._painted) > 500:
                self._painted.clear()
            strip = self._painted[key] = make(*given)  # type: ignore[operator]
        return strip

    def _paint_empty(self, width: int) -> Strip:
        return Strip([Segment(fitted(f"  {self._empty}", width), self._style("note"))], width)

    def _paint(self, choice: Choice, width: int, cursor: bool, mark: str) -> Strip:
        note = harmless(choice.refused or choice.note)
        label = harmless(choice.label)
        room = max(int(width * _NOTE), 0)
        note = fitted(note, min(cell_len(note), room)) if note else ""
        sign = f"{choice.sign} " if choice.sign else ""
        gap = " " if self._ranked else ""  # a number must not look like a part of the label
        left = fitted(f"{gap}{sign}{label}", max(width - cell_len(note) - 4, 0))
        faint = self._style("refused")
        segments = [
            Segment(signs.CURSOR if cursor else " ", self._style("bar", partial=True)),
            Segment(mark, self._style("marked", partial=True)),
            Segment(left, self._style("refused", partial=True) if choice.refused else Style()),
            Segment(f" {note} ", self._style("note", partial=True)),
        ]
        ground = self._style("cursor" if cursor else "line")
        return Strip(segments).adjust_cell_length(width, faint).apply_style(ground)

    def _style(self, name: str, *, partial: bool = False) -> Style:
        return self.get_component_rich_style(f"choice-list--{name}", partial=partial)

    def _keep_in_sight(self) -> None:
        height, top = max(self.scrollable_content_region.height, 1), self.scroll_offset.y
        wanted = min(max(top, self._place - height + 1), self._place)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False)

    def on_click(self, event: events.Click) -> None:
        """A click goes there; two choose."""
        offset = event.get_content_offset(self)
        place = None if offset is None else self.scroll_offset.y + offset.y
        if place is not None and place < len(self._choices):
            self._place = place
            self.refresh()
            self.post_message(self.Moved())
            self.post_message(self.Clicked(twice=event.chain == 2))
