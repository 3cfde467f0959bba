"""The pane of views: one line each, drawn as the list draws its lines; what the cursor is on is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.message import Message
from textual.strip import Strip

from tme_tui.tui.look.line_view import LineView
from tme_tui.tui.views.entry_segments import entry_segments
from tme_tui.tui.views.view_entries import Entry, EntryKind

_PAINTED = 300


class ViewsPane(LineView, can_focus=True, inherit_bindings=False):
    """What there is to look at."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "views-pane--line",
        "views-pane--heading",
        "views-pane--count",
        "views-pane--alarm",
        "views-pane--bar",
        "views-pane--cursor",
        "views-pane--cursor-elsewhere",
        "views-pane--taking",
    }

    class MenuWanted(Message):
        """A view was clicked with the other button."""

    class Opened(Message):
        """Another view is to be shown."""

        def __init__(self, entry: Entry) -> None:
            super().__init__()
            self.entry = entry

    def __init__(self, entries: Sequence[Entry], *, chosen: str, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._entries: tuple[Entry, ...] = tuple(entries)
        self._chosen = chosen
        self._pointed = ""
        """What would take what the mouse holds."""
        self._painted: LRUCache[tuple[object, ...], Strip] = LRUCache(_PAINTED)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The lines as they are."""
        return self._entries

    @property
    def chosen(self) -> Entry | None:
        """The open view; None when it does not exist any more."""
        return next((entry for entry in self._entries if entry.key == self._chosen), None)

    def feed(self, entries: Sequence[Entry]) -> None:
        """Show other lines or counts; the open view stays open."""
        if tuple(entries) == self._entries:
            return
        self._entries = tuple(entries)
        self._measure()
        self.refresh()

    def choose(self, key: str) -> None:
        """Show that a view is open, without opening it."""
        self._chosen = key
        self._keep_in_sight()
        self.refresh()

    def move(self, lines: int) -> None:
        """Open the view so many lines further; headings are passed over."""
        open_ones = [place for place, entry in enumerate(self._entries) if entry.opens]
        if not open_ones:
            return
        here = self._place
        nearest = min(range(len(open_ones)), key=lambda index: abs(open_ones[index] - here))
        self.open_place(open_ones[max(0, min(nearest + lines, len(open_ones) - 1))])

    def open_number(self, number: int) -> None:
        """Open the view with a digit, counted from the top."""
        open_ones = [place for place, entry in enumerate(self._entries) if entry.opens]
        if number <= len(open_ones):
            self.open_place(open_ones[number - 1])

    def open_place(self, place: int) -> None:
        """Open the view of a line."""
        entry = self._entries[place]
        if entry.opens and entry.key != self._chosen:
            self.choose(entry.key)
            self.post_message(self.Opened(entry))

    def point_at(self, entry: Entry | None) -> None:
        """Show the line that would take what the mouse holds."""
        key = "" if entry is None else entry.key
        if key != self._pointed:
            self._pointed = key
            self.refresh()

    def entry_at(self, x: int, y: int) -> Entry | None:
        """The line at a place on the screen."""
        if not self.display or not self.region.contains(x, y):
            return None
        place = y - self.region.y - self.styles.gutter.top + self.scroll_offset.y
        return self._entries[place] if 0 <= place < len(self._entries) else None

    @property
    def _place(self) -> int:
        return next((place for place, entry in enumerate(self._entries) if entry.key == self._chosen), 0)

    def _measure(self) -> None:
        self.set_extent(len(self._entries))

    def _keep_in_sight(self) -> None:
        height, top, place = max(self.scrollable_content_region.height, 1), self.scroll_offset.y, self._place
        if not top <= place < top + height:
            self.scroll_to(y=place - height // 2, animate=False)

    def on_resize(self) -> None:
        """Another size: the open view stays in sight."""
        self._measure()
        self._keep_in_sight()

    def on_focus(self) -> None:
        """The cursor looks awake."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor looks asleep."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click opens; the other button asks what can be done as well."""
        offset = event.get_content_offset(self)
        if offset is not None and self.scroll_offset.y + offset.y < len(self._entries):
            self.open_place(self.scroll_offset.y + offset.y)
            if event.button == 3:
                self.post_message(self.MenuWanted())

    def look_changed(self) -> None:
        """Forget what was painted in other colours."""
        self._painted.clear()

    def render_line(self, y: int) -> Strip:
        """One line of what is in sight."""
        width = self.scrollable_content_region.width
        place = self.scroll_offset.y + y
        if place >= len(self._entries):
            return self.blank(width, self._style("line"))
        entry = self._entries[place]
        chosen = entry.key == self._chosen
        taking = entry.key == self._pointed
        key = (entry.key, entry.label, entry.count, width, chosen, chosen and self.has_focus, taking)
        strip = self._painted.get(key)
        if strip is None:
            strip = self._painted[key] = self._paint(entry, width, chosen=chosen, taking=taking)
        return strip

    def _paint(self, entry: Entry, width: int, *, chosen: bool, taking: bool) -> Strip:
        style = self._style("line")
        if entry.kind is EntryKind.HEADING:
            style = self._style("heading")
        elif taking:
            style = self._style("taking")
        elif chosen:
            style = self._style("cursor" if self.has_focus else "cursor-elsewhere")
        segments = entry_segments(entry, width, self._foreground, chosen=chosen, taking=taking)
        return Strip(segments).adjust_cell_length(width).apply_style(style)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"views-pane--{name}")

    def _foreground(self, name: str) -> Style:
        style = self._style(name)
        return style.without_color + Style(color=style.color)
