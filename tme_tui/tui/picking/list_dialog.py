"""A dialog around one list, and the keys that move its cursor."""

from __future__ import annotations

from tme_tui.tui.dialog import Dialog
from tme_tui.tui.look.backdrop import Result
from tme_tui.tui.picking.choice_list import ChoiceList


class ListDialog(Dialog[Result]):
    """Moves by lines, pages, and to both ends; what else a move means says `_move`."""

    _list: ChoiceList

    def _move(self, lines: int) -> None:
        self._list.move(lines)

    def _page(self) -> int:
        return max(self._list.size.height - 1, 2)

    def do_cursor_down(self) -> None:
        self._move(1)

    def do_cursor_up(self) -> None:
        self._move(-1)

    def do_half_page_down(self) -> None:
        self._move(self._page() // 2)

    def do_half_page_up(self) -> None:
        self._move(-(self._page() // 2))

    def do_page_down(self) -> None:
        self._move(self._page())

    def do_page_up(self) -> None:
        self._move(-self._page())

    def do_top(self) -> None:
        self._move(-len(self._list.choices))

    def do_bottom(self) -> None:
        self._move(len(self._list.choices))
