"""How wide the panes beside the list are: what a person chose, as far as the list keeps its room.

The screen and its first picture go by the same rules. What was chosen is kept as it is, so that it comes back
where there is room for it again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

WIDE: Final = 100
"""From so many columns on there is room for all three panes."""
MIDDLE: Final = 70
"""From so many columns on there is room for two of them."""
LEAST: Final[Mapping[str, int]] = {"views": 14, "details": 24}
_LIST = 30
"""The list keeps so much at least."""
_VIEWS, _SHARE, _DETAILS = 22, (30, 45), (32, 64)


def usual_width(pane: str, width: int) -> int:
    """The pane in a terminal of so many columns, where nobody chose another width; the style sheet's own."""
    if pane == "views":
        return _VIEWS
    least, most = _DETAILS
    return min(max(width * _SHARE[width < WIDE] // 100, least), most)


def room_for(pane: str, width: int, beside: Mapping[str, int]) -> int:
    """How wide a pane can be beside the list and the other panes that are shown."""
    return width - sum(taken for each, taken in beside.items() if each != pane) - _LIST


def chosen_widths(width: int, chosen: Mapping[str, int], shown: Collection[str]) -> dict[str, int]:
    """The panes that are not as wide as usual, in a terminal of so many columns.

    Where the list has too little, the details give first.
    """
    if width < MIDDLE:
        return {}
    found = {pane: max(chosen[pane], LEAST[pane]) for pane in LEAST if pane in chosen}
    for pane in reversed(found):
        others = shown if width >= WIDE else ()
        beside = {each: found.get(each, usual_width(each, width)) for each in others}
        found[pane] = max(min(found[pane], room_for(pane, width, beside)), LEAST[pane])
    return found
