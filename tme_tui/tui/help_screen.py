"""`?`: the keys that count here, searchable."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from tme_tui.i18n import Translator
from tme_tui.tui.actions import Action, Context, HelpEntry, HelpGroup, Keymap, help_for, search_help
from tme_tui.tui.backdrop import OverScreen
from tme_tui.tui.cells import fitted

_KEYS = 16
_LABEL = 22
_BESIDE = 36
"""With less room than this beside the label, the help stands below it."""


class HelpScreen(OverScreen[None]):
    """Actions by what they are about."""

    CSS_PATH = "help_screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss", ""),
        ("f1", "dismiss", ""),
        ("down", "line(1)", ""),
        ("up", "line(-1)", ""),
    ]

    def __init__(
        self, context: Context, keymap: Keymap, words: Translator, can_do: Callable[[Action], bool]
    ) -> None:
        super().__init__()
        self._words = words
        found = (
            HelpGroup(group.title, tuple(entry for entry in group.entries if can_do(entry.action)))
            for group in help_for(context, keymap, words)
        )
        self._groups = tuple(group for group in found if group.entries)
        self._shown = self._groups
        self._text = Static(id="help-text", markup=False)

    def compose(self) -> ComposeResult:
        """A line to search in, and the keys below."""
        with Vertical(id="help"):
            yield Input(
                placeholder=self._words.text("Type to search; Esc closes"), compact=True, id="help-search"
            )
            with VerticalScroll(id="help-scroll", can_focus=False):
                yield self._text

    def on_mount(self) -> None:
        """Everything is shown at first."""
        self.query_one("#help").border_title = Content(self._words.text("Keys"))
        self._show(self._groups)

    def on_resize(self) -> None:
        """Another width breaks the lines elsewhere."""
        self.call_after_refresh(lambda: self._show(self._shown))

    @on(Input.Changed)
    def _searched(self, event: Input.Changed) -> None:
        self._show(search_help(self._groups, event.value) if event.value.strip() else self._groups)

    def action_line(self, lines: int) -> None:
        """Scroll while the search has the keys."""
        self.query_one("#help-scroll").scroll_relative(y=lines * 3, animate=False)

    def _show(self, groups: tuple[HelpGroup, ...]) -> None:
        self._shown = groups
        room = self._text.scrollable_content_region.width or self.app.size.width
        lines: list[Content] = []
        for group in groups:
            lines.append(Content.styled(group.title, "bold $tme-key"))
            for entry in group.entries:
                lines += _lines_of(entry, room)
            lines.append(Content(""))
        if not lines:
            lines.append(Content.styled(self._words.text("Nothing found"), "$tme-muted"))
        self._text.update(Content("\n").join(lines))


def _lines_of(entry: HelpEntry, width: int) -> list[Content]:
    """An action: its keys, its label, and what it does in a column of its own."""
    start = _KEYS + _LABEL + 4
    beside = width - start >= _BESIDE
    room = width - start if beside else max(width - 5, 10)
    head = Content.assemble(
        (f"  {fitted(' '.join(entry.keys), _KEYS)} ", "$tme-due"), fitted(entry.label, _LABEL)
    )
    first, *others = Content.styled(entry.help, "$tme-muted").wrap(room)
    if beside:
        return [head + Content(" ") + first, *(Content(" " * start) + line for line in others)]
    return [head, *(Content("     ") + line for line in (first, *others))]
