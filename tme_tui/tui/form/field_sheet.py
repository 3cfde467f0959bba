"""The fields of the form, drawn by one widget; the one line that is typed into lies over the text it edits.

A widget for each label, text and meaning would be a hundred of them, which take ten frames to mount, style,
lay out and paint. So the line goes from field to field instead of the focus.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from tme_tui.tui.form.field_drawing import FieldDrawing
from tme_tui.tui.form.field_line import FieldLine
from tme_tui.tui.form.field_painter import columns_of
from tme_tui.tui.line.prompt import Line
from tme_tui.tui.look.cells import index_at


class FieldSheet(FieldDrawing):
    """Lines with a cursor."""

    ALLOW_SELECT = False

    class Typed(Message):
        """Another text stands in a line."""

    class Moved(Message):
        """Another line is typed into."""

    class Left(Message):
        """A line is not typed into any more."""

        def __init__(self, row: FieldLine) -> None:
            super().__init__()
            self.row = row

    class Opened(Message):
        """The list or month of the line that is typed into is wanted."""

    def __init__(self, caption: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(caption, id=id)
        self.line = Line()

    def compose(self) -> ComposeResult:
        """The line."""
        yield self.line

    # What stands there

    @property
    def rows(self) -> tuple[FieldLine, ...]:
        """The lines as they stand."""
        return self._rows

    @property
    def current(self) -> FieldLine:
        """The line that is typed into."""
        return self._rows[self._place]

    def show(self, rows: Sequence[FieldLine]) -> None:
        """Have these lines; the one that is typed into stays so."""
        name = self.current.field.name if self._rows else ""
        if self._rows:
            self.current.end()
        self._rows = tuple(rows)
        names = [row.field.name for row in rows]
        self._place = names.index(name) if name in names else 0
        self.current.begin(self.line)
        self.draw_anew(layout=True)

    def say(self, said: Mapping[str, str], wrong: Mapping[str, str]) -> None:
        """Show what the texts mean, or why they mean nothing, by the names of the fields."""
        for row in self._rows:
            name = row.field.name
            row.said, row.is_wrong = wrong.get(name) or said.get(name, ""), name in wrong
        self.draw_anew()

    def complain(self, row: FieldLine, why: str) -> None:
        """Say what is wrong with one line."""
        row.said, row.is_wrong = why, True
        self.draw_anew()

    # Moving

    def go_to(self, row: FieldLine) -> None:
        """Type into another line from now on."""
        if row is not self.current:
            self.leave()
            self.current.end()
            self._place = self._rows.index(row)
            row.begin(self.line)
            self.draw_anew(layout=True)
            self.post_message(self.Moved())
        self._keep_in_sight()

    def step(self, lines: int) -> bool:
        """Go to a line before or after; False where there is none."""
        place = self._place + lines
        if not 0 <= place < len(self._rows):
            return False
        self.go_to(self._rows[place])
        return True

    def leave(self) -> None:
        """Finish what is begun in the line that is typed into."""
        self.current.complete()
        self.post_message(self.Left(self.current))

    def open(self) -> None:
        """Ask for the list or month of the line, as the mouse does."""
        if self.current.opens:
            self.post_message(self.Opened())

    def _keep_in_sight(self) -> None:
        if self.is_mounted and isinstance(self.parent, Widget):
            top, below = self.page_of(self.size.width).tops[self._place :][:2]
            lines = Region(0, top, 1, below - top)
            self.parent.scroll_to_region(lines.translate(self.virtual_region.offset), animate=False)

    async def take_key(self, event: events.Key) -> bool:
        """Keys for the line, which comes into sight for them."""
        self._keep_in_sight()
        return await self.line.take_key(event)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed())

    @on(events.DescendantBlur)
    def _blurred(self) -> None:
        self.leave()

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A press goes to the line, and in its text to the letter."""
        row = self._row_at(event.y)
        if row is None:
            return
        columns = columns_of(self.size.width)
        self.go_to(row)
        self.screen.set_focus(self.line, scroll_visible=False)
        if columns.text <= event.x < columns.opener:
            self.line.cursor_position = index_at(row.text, event.x - columns.text)

    def on_click(self, event: events.Click) -> None:
        """A click on the sign opens."""
        if self._row_at(event.y) is self.current and self._is_over_opener(event):
            self.open()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The sign under the mouse shows that it can be clicked."""
        self._point_at(self._row_at(event.y) if self._is_over_opener(event) else None)

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self._point_at(None)

    def _point_at(self, row: FieldLine | None) -> None:
        if row is not self._pointed:
            self._pointed = row
            self.draw_anew()

    def _is_over_opener(self, event: events.MouseEvent) -> bool:
        columns = columns_of(self.size.width)
        return columns.opener <= event.x < columns.said

    def _row_at(self, y: int) -> FieldLine | None:
        place = bisect(self.page_of(self.size.width).tops, y) - 1
        return self._rows[place] if place < len(self._rows) else None
