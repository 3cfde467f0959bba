"""The dialog that says why: the parts of urgency, what hides and holds the task, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tme_tui.engine.delay_words import say_conflicts
from tme_tui.i18n import message
from tme_tui.model.moment import Moment
from tme_tui.model.task import Task
from tme_tui.tui.actions import Context
from tme_tui.tui.dialog import Dialog
from tme_tui.tui.look import signs
from tme_tui.tui.look.cells import fitted, harmless
from tme_tui.tui.tasks.rows import Reader

if TYPE_CHECKING:
    from tme_tui.engine.explaining import Explanation
    from tme_tui.tui.actions import Keymap
    from tme_tui.tui.setup import Setup

PARTS = {
    "due": message("due date"),
    "priority": message("priority"),
    "age": message("age"),
    "blocking": message("others wait for it"),
    "blocked": message("it waits for others"),
    "started": message("work has begun"),
}
_NAME, _FIGURE, _BAR = 24, 7, 20
_AROUND = 56
"""So many columns a screen needs beside the bars."""


class WhyScreen(Dialog[None]):
    """Why one task is where it is."""

    CSS_PATH = "screen.tcss"
    context: ClassVar[Context] = Context.HISTORY

    def __init__(
        self, setup: Setup, keymap: Keymap, why: Explanation, coming: tuple[Moment, ...], reader: Reader
    ) -> None:
        super().__init__(setup, keymap)
        self._said = why, coming, reader
        self._title = f"#{why.task.id} {harmless(why.task.title)}"

    def compose(self) -> ComposeResult:
        """All that is to be said."""
        with VerticalScroll(id="why"):
            yield Static(id="why-text", markup=False)

    def on_mount(self) -> None:
        """The task stands in the frame."""
        self.query_one("#why").border_title = Content(self._title)

    def on_resize(self) -> None:
        """The bars have what is left of the width."""
        lines = lines_of(*self._said, bar=max(0, min(_BAR, self.size.width - _AROUND)))
        self.query_one("#why-text", Static).update(Content("\n").join(lines))

    def _scroll(self, lines: float) -> None:
        self.query_one("#why").scroll_relative(y=lines, animate=False)

    def do_cursor_down(self) -> None:
        self._scroll(1)

    def do_cursor_up(self) -> None:
        self._scroll(-1)

    def do_page_down(self) -> None:
        self._scroll(self.size.height // 2)

    def do_page_up(self) -> None:
        self._scroll(-self.size.height // 2)


def lines_of(
    why: Explanation, coming: tuple[Moment, ...], reader: Reader, *, bar: int = _BAR
) -> list[Content]:
    """What the dialog says, line by line; the longest bar takes so many columns."""
    words = reader.words
    most = max((abs(part.value) for part in why.parts), default=0.0) or 1.0
    found = [Content("")]
    for part in why.parts:
        name = words.text(PARTS[part.name]) if part.name in PARTS else harmless(part.name)
        length = "█" * max(round(abs(part.value) / most * bar), 1 if part.value and bar else 0)
        style = "$tme-started" if part.value >= 0 else "$tme-blocked"
        found.append(
            Content.assemble(
                f"  {fitted(name, _NAME)}",
                f"{part.value:+{_FIGURE}.1f}  ",
                (length, style),
                (f"  {part.weight:g} × {part.factor:g}", "$tme-muted"),
            )
        )
    total = f"{why.urgency:{_FIGURE}.1f}"
    found.append(Content.styled(f"  {fitted(words.text('urgency'), _NAME)}{total}", "bold"))
    found.append(Content(""))
    hidden = words.text("lists do not show it: {reason}", reason=why.hidden) if why.hidden else ""
    found.append(
        Content.styled(f"  {harmless(hidden)}" if hidden else f"  {words.text('Lists show it.')}", "")
    )
    found += [
        Content.styled(f"  {signs.CONFLICT} {said}", "$tme-overdue")
        for said in say_conflicts(why.conflicts, words)
    ]
    found += _tasks(words.text("It waits for"), why.waits_for, reader)
    found += _tasks(words.text("These wait for it"), why.holds_up, reader)
    if why.alerts:
        found += [Content(""), Content.styled(f"  {words.text('Alerts')}", "bold $tme-heading")]
        found += [Content(f"    {harmless(alert)}") for alert in why.alerts]
    if coming:
        found += [Content(""), Content.styled(f"  {words.text('What comes next')}", "bold $tme-heading")]
        found += [Content(f"    {harmless(reader.moment(moment))}") for moment in coming]
    return [*found, Content("")]


def _tasks(heading: str, tasks: tuple[Task, ...], reader: Reader) -> list[Content]:
    if not tasks:
        return []
    found = [Content(""), Content.styled(f"  {heading}", "bold $tme-heading")]
    for row in map(reader.row, tasks):
        when = f"  {row.when[0]}" if row.when else ""
        found.append(
            Content.assemble(f"    {row.state} {row.title}", (f"  #{row.number}{when}", "$tme-muted"))
        )
    return found
