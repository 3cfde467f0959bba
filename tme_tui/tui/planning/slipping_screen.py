"""The question that a moved date asks: what would be late then, and whether that moves along."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from tme_tui.i18n import message
from tme_tui.language.describe import describe_duration, describe_roughly
from tme_tui.tui.actions import Context, confirmation, shown
from tme_tui.tui.dialog import Dialog
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.planning.slipping import Move, Question

if TYPE_CHECKING:
    from tme_tui.engine.timing import Slip
    from tme_tui.tui.actions import Keymap
    from tme_tui.tui.setup import Setup
    from tme_tui.tui.tasks.rows import Reader

_SHOWN = 8
_DUE = message("With {what} due {when} this comes too late:")
_ONLY, _ONLY_SERIES = message("Only this date"), message("Only the series")
_PLANNED = message("With {what} planned until {when} this comes too late:")


class SlippingScreen(Dialog[Move]):
    """Which tasks would be late, and three answers; leaving changes nothing."""

    CSS_PATH = "slipping_screen.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-wide")]  # noqa: RUF012 - Textual declares it so
    context: ClassVar[Context] = Context.REMINDER

    def __init__(self, setup: Setup, keymap: Keymap, asked: Question) -> None:
        super().__init__(setup, keymap)
        self._lines = slipping_lines(asked)
        self._along, self._by = len(asked.found.along), asked.found.by
        self._only = _ONLY_SERIES if asked.is_series else _ONLY

    def compose(self) -> ComposeResult:
        """The tasks, then the answers with their keys; digits mean the same in every layout."""
        words = self.words
        with Vertical(id="slipping"):
            yield Static(Content("\n").join(self._lines), markup=False)
            with Horizontal(id="slipping-answers"):
                if self._along:
                    label = words.plural(
                        "Move {n} task along by {time}",
                        "Move {n} tasks along by {time}",
                        self._along,
                        time=describe_duration(self._by, words.language),
                    )
                    yield Button(Content(f"{label}  1"), id="along", variant="primary", compact=True)
                yield Button(Content(f"{words.text(self._only)}  2"), id="only", compact=True)
                leave = f"{words.text('Leave it')}  {shown(('escape',), words)}"
                yield Button(Content(leave), id="leave", compact=True)

    async def take_key(self, event: events.Key) -> bool:
        """A digit answers, Enter takes the answer that has the focus, Tab and arrows go to the next."""
        focused = None if self.focused is None else self.focused.id
        answer = {"1": "along", "2": "only", "enter": focused}.get(event.key)
        if answer == "along" and not self._along:
            return True
        if confirmation(event.character or event.key, self.words.language) is False:
            answer = "leave"
        if event.key in ("right", "down", "left", "up"):
            self.focus_next() if event.key in ("right", "down") else self.focus_previous()
            return True
        if answer is None:
            return False
        self._answer(answer)
        return True

    def _answer(self, answer: str) -> None:
        self.dismiss(Move(answer) if answer != "leave" else None)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self._answer(event.button.id or "leave")


def slipping_lines(asked: Question) -> list[Content]:
    """What the question says, line by line."""
    numbers, found, reader = asked.numbers, asked.found, asked.reader
    words = reader.words
    what = ", ".join(f"#{number}" for number in numbers[:3]) + (" …" if len(numbers) > 3 else "")
    said = _PLANNED if found.planned else _DUE
    head = words.text(said, what=what, when=reader.moment(found.due))
    lines = [Content.styled(harmless(head), "bold"), Content("")]
    lines += [_line(slip, reader) for slip in found.slips[:_SHOWN]]
    more = len(found.slips) - _SHOWN
    if more > 0:
        lines.append(Content.styled(words.plural("… and {n} more", "… and {n} more", more), "$tme-muted"))
    return lines


def _line(slip: Slip, reader: Reader) -> Content:
    words, task = reader.words, slip.task
    late = describe_roughly(max(slip.late, timedelta(minutes=1)), words.language)
    due = "" if task.due is None else words.text("due {when}", when=reader.moment(task.due))
    return Content.assemble(
        f"  {harmless(task.title[:60])}",
        (f"  #{task.id} · {harmless(due)} · ", "$tme-muted"),
        (words.text("{time} too late", time=late), "$tme-overdue"),
    )
