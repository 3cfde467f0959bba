"""Two people changed the same fields: both values side by side, and one to choose for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tme_tui.tui.actions import Context
from tme_tui.tui.cells import harmless
from tme_tui.tui.dialog import Dialog
from tme_tui.tui.picking.choice_list import ChoiceList
from tme_tui.tui.picking.choices import Choice

if TYPE_CHECKING:
    from tme_tui.tui.actions import Keymap
    from tme_tui.tui.setup import Setup


class ConflictDialog(Dialog[frozenset[str]]):
    """The answer names the fields in which one's own value is to stand; None goes back to the edit."""

    CSS_PATH = "conflict.tcss"
    context: ClassVar[Context] = Context.PICKER

    def __init__(
        self, setup: Setup, keymap: Keymap, fields: Mapping[str, tuple[object, object, object]]
    ) -> None:
        super().__init__(setup, keymap)
        self._fields = fields
        self._mine = set(fields)
        self._list = ChoiceList(id="conflict-list")

    def compose(self) -> ComposeResult:
        """A line for each field and side."""
        words = self.words
        with Vertical(id="conflict"):
            yield Static(
                words.text("Somebody changed the same fields. Which values are to stand?"), markup=False
            )
            yield self._list
            hint = words.text("Space changes sides · Enter saves · Esc goes back to the form")
            yield Static(Content.styled(hint, "$tme-muted"), markup=False)

    def on_mount(self) -> None:
        """One's own values stand at first."""
        self.query_one("#conflict").border_title = Content(self.words.text("Conflict"))
        self._show()

    async def take_key(self, event: events.Key) -> bool:
        """Few keys, the same in both layouts."""
        if event.key == "enter":
            self.dismiss(frozenset(self._mine))
        elif event.key == "escape":
            self.dismiss(None)
        elif event.key in ("down", "j", "о", "up", "k", "л"):
            self._list.move(1 if event.key in ("down", "j", "о") else -1)
        elif event.key in ("space", "tab", "left", "right"):
            self._turn()
        else:
            return False
        return True

    @on(ChoiceList.Clicked)
    def _turn(self) -> None:
        current = self._list.current
        if current is not None:
            self._mine ^= {str(current.key)}
            self._show()

    def _show(self) -> None:
        words, lines = self.words, []
        for name, (_, theirs, mine) in self._fields.items():
            yours, others = said(mine), said(theirs)
            label = f"{name}:  {words.text('yours')}: {yours}" if name in self._mine else ""
            label = label or f"{name}:  {words.text('theirs')}: {others}"
            other = (
                f"{words.text('theirs')}: {others}"
                if name in self._mine
                else f"{words.text('yours')}: {yours}"
            )
            lines.append(Choice(name, label, other))
        self._list.show(lines)


def said(value: object) -> str:
    """A value in a few words."""
    if value is None or value == ():
        return "—"
    if isinstance(value, tuple | frozenset | list):
        return harmless(", ".join(str(one) for one in value))[:60]
    return harmless(str(value))[:60]
