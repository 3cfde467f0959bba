"""Puts together what widgets show, and asks them for no line that others cover.

Textual renders every widget in sight whole and cuts all of its lines: also containers that what is in them
covers, and all lines where one of them has changed. Here a widget is asked for those lines only of which
something can be seen and has to be painted.

Who asks for a place while a layout is due makes Textual find all places at once; the layout itself then sees
nothing that has moved, and what stood there stays on the screen. Here that is painted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast

from textual._compositor import Compositor, CompositorMap
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

Chops = list[dict[int, Strip | None]]
"""By line, what is shown from each cut to the next; None where nothing is painted yet."""


class QuickCompositor(Compositor):
    """A compositor that paints from front to back and leaves out what is covered."""

    def still(self, *, without: tuple[type[Widget], ...]) -> list[Strip]:
        """All lines as they would be without some widgets."""
        shown = self.visible_widgets
        self._visible_widgets = {each: at for each, at in shown.items() if not isinstance(each, without)}
        try:
            return self.render_strips()
        finally:
            self._visible_widgets = shown

    @property
    def full_map(self) -> CompositorMap:
        """Where everything is, found anew if need be; what has moved will be painted."""
        if self.root is None or not self._full_map_invalidated:
            return super().full_map
        before = self._full_map
        after = super().full_map
        moved = [place.region.intersection(place.clip) for _, place in before.items() ^ after.items()]
        if moved:
            self._cuts = self._layers = self._layers_visible = None
            self._dirty_regions.update(region for region in moved if region)
        return after

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        cuts = self.cuts
        chops: Chops = [dict.fromkeys(line[:-1]) for line in cuts]
        bare = {y: len(chops[y]) for y in crop.line_range if is_rendered_line(y)}
        """How many pieces of a line nothing is painted on yet."""
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            left, right = seen.column_span
            if left >= right or right <= crop.x or left >= crop.right:
                continue
            wanted = [
                y
                for y in seen.intersection(crop).line_range
                if bare.get(y)
                and any(piece is None and left <= cut < right for cut, piece in chops[y].items())
            ]
            for top, height in _runs(wanted):
                part = Region(left - region.x, top - region.y, right - left, height)
                for y, strip in enumerate(widget.render_lines(part), top):
                    bare[y] -= _put(chops[y], strip, [cut for cut in cuts[y] if left <= cut <= right])
        return cast("Sequence[Mapping[int, Strip]]", chops)


def _runs(lines: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Lines that follow each other: the first, and how many."""
    start = 0
    for place in range(1, len(lines) + 1):
        if place == len(lines) or lines[place] != lines[place - 1] + 1:
            yield lines[start], place - start
            start = place


def _put(chops: dict[int, Strip | None], strip: Strip, cuts: Sequence[int]) -> int:
    """Show a line of a widget wherever nothing is before it; the answer is on how many pieces."""
    inner = [cut - cuts[0] for cut in cuts[1:]]
    pieces = [strip] if inner == [strip.cell_length] else strip.divide(inner)
    put = 0
    for cut, piece in zip(cuts, pieces, strict=False):
        if chops[cut] is None:
            chops[cut] = piece
            put += 1
    return put
