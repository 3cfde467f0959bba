"""The lines above and below: where one is and how things stand; which keys count here."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tme_tui.tui.bar_parts import PROGRAM, hint_parts, title_parts
from tme_tui.tui.look.cells import clipped

_BETWEEN = " · "
_TELLING = 20
"""With fewer cells a part that is cut says nothing."""


class Bar(Widget):
    """The line at the top: the tabs at its left, how things stand at its right, cut when there is no room."""

    class TabClicked(Message):
        """A tab was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._tabs: Sequence[tuple[str, str, bool]] = ()
        self._left = Content("")
        self._right = Content("")

    def show_tabs(self, tabs: Sequence[tuple[str, str, bool]]) -> None:
        """Show the tabs: name, label, and whether it is the open one."""
        if tabs != self._tabs:
            self._tabs = tabs
            self._left = title_of([(label, chosen) for _, label, chosen in tabs])
            self.refresh()

    def show_status(self, right: Content) -> None:
        """Show how things stand."""
        if right != self._right:
            self._right = right
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click on a label opens its tab."""
        name = self.tab_at(event.x)
        if name is not None:
            self.post_message(self.TabClicked(name))

    def tab_at(self, x: int) -> str | None:
        """The tab whose label stands in a column."""
        place = len(PROGRAM) + 1
        for name, label, _ in self._tabs:
            width = cell_len(label) + 2
            if place <= x < place + width:
                return name
            place += width
        return None

    @property
    def left(self) -> Content:
        """What stands at the left."""
        return self._left

    @property
    def right(self) -> Content:
        """What stands at the right."""
        return self._right

    def render(self) -> Content:
        """Both ends, as far as there is room."""
        room = self.size.width - self._left.cell_length - 2
        right = self._right
        if right.cell_length > room:
            right = shortened(right, room)
        gap = max(self.size.width - self._left.cell_length - right.cell_length, 0)
        return self._left + Content(" " * gap) + right


def shortened(said: Content, room: int) -> Content:
    """The parts that fit whole, and the beginning of the next when that still says something."""
    kept = Content("")
    parts = said.plain.rstrip().split(_BETWEEN)
    for count in range(1, len(parts) + 1):
        upto = said[: len(_BETWEEN.join(parts[:count]))]
        if upto.cell_length > room:
            begun = room - kept.cell_length >= _TELLING + len(_BETWEEN)
            return upto.truncate(room, ellipsis=True) if begun else kept
        kept = upto
    return kept


def title_of(tabs: Sequence[tuple[str, bool]]) -> Content:
    """The name of the program and its tabs, the open one marked."""
    return Content.assemble(*title_parts(tabs))


def hints_of(hints: Sequence[tuple[str, str]], width: int, kept: tuple[str, str] | None = None) -> Content:
    """Keys and what they do, as many as fit whole; `kept` among them, the last where not all have room."""
    return Content.assemble(*hint_parts(hints, width, kept))


class Hints(Widget):
    """The keys that count here."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._hints: Sequence[tuple[str, str]] = ()
        self._kept: tuple[str, str] | None = None
        self._pending = ""

    def show(self, hints: Sequence[tuple[str, str]], kept: tuple[str, str] | None = None) -> None:
        """Show the keys of another place, with one of them in any width."""
        self._hints, self._kept = hints, kept
        self.refresh()

    def show_pending(self, keys: str) -> None:
        """Show what was pressed of a sequence; nothing when it is over."""
        if keys != self._pending:
            self._pending = keys
            self.refresh()

    def render(self) -> Content:
        """The keys, and at the right what is pending."""
        if self._pending:
            shown, _ = clipped(f" {self._pending} …", self.size.width)
            return Content.styled(shown, "bold $tme-key")
        return hints_of(self._hints, self.size.width, self._kept)
