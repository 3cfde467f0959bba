"""Two people changed the same fields: both values side by side, and one to choose for each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tme_tui.language.describe import describe_duration
from tme_tui.model.moment import Moment
from tme_tui.model.task import Reminder
from tme_tui.tui.actions import Context
from tme_tui.tui.dialog import Dialog
from tme_tui.tui.form.fields import FIELDS, MOMENTS
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.picking.choice_list import ChoiceList
from tme_tui.tui.picking.choices import Choice

if TYPE_CHECKING:
    from tme_tui.tui.actions import Keymap
    from tme_tui.tui.setup import Setup

_LABELS = {field.name: field.label for field in FIELDS}
_LONGEST = 60
_WHOLE = 400
"""So much of a value is shown below the lines, where it is read before it is chosen."""


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
            yield Static(id="conflict-about", markup=False)
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
            self._tell()
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
        lines = []
        for name, (_, theirs, mine) in self._fields.items():
            sides = [
                f"{self.words.text('yours')}: {self._said(name, mine)}",
                f"{self.words.text('theirs')}: {self._said(name, theirs)}",
            ]
            if name not in self._mine:
                sides.reverse()
            label = self.words.text(_LABELS[name]) if name in _LABELS else harmless(name)
            lines.append(Choice(name, f"{label}  ✓ {sides[0]}", sides[1]))
        self._list.show(lines)
        self._tell()

    def _tell(self) -> None:
        """Both values of the line under the cursor in full, since their ends may be what differs."""
        current = self._list.current
        if current is None:
            return
        name = str(current.key)
        _, theirs, mine = self._fields[name]
        sides = ((self.words.text("yours"), mine), (self.words.text("theirs"), theirs))
        said = "\n".join(f"{side}: {self._said(name, value, _WHOLE)}" for side, value in sides)
        self.query_one("#conflict-about", Static).update(Content(said))

    def _said(self, name: str, value: object, longest: int = _LONGEST) -> str:
        """A value in a few words."""
        if value is None or value in ((), ""):
            return "—"
        if isinstance(value, timedelta):
            return describe_duration(value, self.words.language)
        if isinstance(value, tuple | frozenset | list):
            return ", ".join(self._said(name, one) for one in value)[:longest]
        if isinstance(value, Reminder):
            return self._said(name, value.at if value.before is None else value.before)
        if name in MOMENTS or isinstance(value, Moment):
            return harmless(str(value).partition("[")[0].replace("T", " "))
        return harmless(" ".join(str(value).split()))[:longest]
