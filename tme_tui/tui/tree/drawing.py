"""Drawing the tree: a line or a row of the graph when it comes into sight, kept as long as it is the same."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip

from tme_tui.tui.look import signs
from tme_tui.tui.look.cells import fitted
from tme_tui.tui.tree.graph import Graph, paint_graph
from tme_tui.tui.tree.lines import Line
from tme_tui.tui.tree.painting import GROUNDS, Colours, TreeLook, paint_tree
from tme_tui.tui.tree.state import State


class Drawing(State):
    """The tree as it looks."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"tree--{name.replace('_', '-')}" for name in Colours._fields}

    _colours: Colours | None = None

    @property
    def colours(self) -> Colours:
        """The theme's styles."""
        if self._colours is None:
            self._colours = Colours(**self.theme_styles("tree", Colours._fields, GROUNDS))
        return self._colours

    def look_changed(self) -> None:
        """The theme changed: nothing painted before counts any more."""
        self._colours = None
        self._painted.clear()

    def render_line(self, y: int) -> Strip:
        """One line of what is in sight."""
        width, at = self.scrollable_content_region.width, self.scroll_offset.y + y
        if self._graph is not None and self._graph.boxes:
            return self._paint_graph(self._graph, at, width)
        if self._graph is not None or (not self._shown and self._empty):
            return self._paint_empty(y, width)
        if at >= len(self._shown):
            return self.blank(width, self.colours.line)
        place = self._shown[at]
        line = self._line_at(place)
        look = self._look(line.number, at)
        key = (line, width, look)
        strip = self._painted.get(key)
        if strip is None:
            strip = self._painted[key] = paint_tree(line, width, self.colours, look)
        return strip

    def _paint_graph(self, graph: Graph, y: int, width: int) -> Strip:
        left, chain = self.scroll_offset.x, self._chain
        key = (self._graphs, y, left, width, self._box, self._over, self.has_focus, self._chains)
        strip = self._painted.get(key)
        if strip is None:
            strip = self._painted[key] = paint_graph(
                graph,
                y,
                self.colours,
                cursor=self._box,
                focused=self.has_focus,
                chain=chain,
                over=self._over,
                left=left,
                width=width,
            )
        return strip

    def _line_at(self, place: int) -> Line:
        line = self._lines.get(place)
        if line is None:
            line = self._lines[place] = self._line(place)
        fold = ""
        if self._outline.is_branch(place):
            fold = signs.FOLDED if line.number in self._folded else signs.UNFOLDED
        return line if fold == line.fold else line._replace(fold=fold)

    def _look(self, number: int, at: int) -> TreeLook:
        marked = number in self._marks or at == self._over
        chain = self._chain.get(number, "")
        critical = number in self._critical
        return TreeLook(at == self._at, self.has_focus, marked, number in self._taken, chain, critical)

    def _paint_empty(self, y: int, width: int) -> Strip:
        said = self._empty.split("\n")
        top = max((self._height - len(said)) // 3, 0)
        if not 0 <= y - top < len(said):
            return self.blank(width, self.colours.line)
        style = self.colours.title if y == top else self.colours.faint
        text = fitted(said[y - top].center(width), width)
        return Strip([Segment(text, style)], width).apply_style(self.colours.line)
