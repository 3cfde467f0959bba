"""The frame of setting up a messenger: its steps, of which one is seen, and answers that take a while."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from tme_tui.model.value import value
from tme_tui.tui.actions import Context
from tme_tui.tui.dialog import Dialog
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.pairing.panels import AskPanel, DonePanel, LinkPanel, TypePanel
from tme_tui.tui.pairing.trying import Failure, in_background

if TYPE_CHECKING:
    from pathlib import Path

    from tme_tui.engine.answering import LinkCode
    from tme_tui.engine.manager import TaskManager
    from tme_tui.tui.pairing.topic import PairingHost
    from tme_tui.tui.pairing.trying import Invitation
    from tme_tui.tui.pairing.ways import Way

_ENTER, _ESC = "Enter", "Esc"
_AROUND, _SAID = 3, 8
"""Lines for the border and the buttons, and the most lines for what is said."""


class Step(StrEnum):
    """Where the person is; by the names of the panels."""

    TYPE = "type"
    LINK = "link"
    ADDRESS = "address"
    CODE = "code"
    DONE = "done"


@value
class Around:
    """What is known before the first step."""

    engine: TaskManager
    known: Mapping[str, str]
    """Settings that are there already, with the place where each was said."""
    linked: str
    """How this person is known there already; empty when not."""
    environment: Mapping[str, str]
    """What settings are read in."""
    config: Path
    """Where settings that are no secrets are written."""
    secrets: Path
    """Where a secret is kept."""
    ladder: tuple[str, ...]
    """The channels on which reminders come by themselves."""


class Came(Message):
    """An answer from a server."""

    def __init__(self, turn: int, then: Callable[[Any], object], answer: object) -> None:
        super().__init__()
        self.turn = turn
        self.then = then
        self.answer = answer


class Frame(Dialog[None]):
    """Shows the steps; what is done in them is said below it."""

    CSS_PATH = "pairing.tcss"
    context: ClassVar[Context] = Context.FORM

    def __init__(self, host: PairingHost, way: Way, around: Around) -> None:
        super().__init__(host.setup, host.keymap)
        self._host = host
        self._way = way
        self._around = around
        self._step = Step.TYPE
        self._turn = 0
        """Answers to what was asked in an earlier turn are dropped."""
        self._busy = False
        self._values: dict[str, str] = {}
        """What was typed, and the server found good."""
        self._tried = False
        """Whether services run with values that are not written down."""
        self._who = ""
        self._code: LinkCode | None = None
        self._invitation: Invitation | None = None
        words = self.words
        self._typing = TypePanel(way, around.known, str(around.secrets), words)
        self._link = LinkPanel(words)
        self._address = AskPanel(
            words.text("A code is sent there, so that nobody links somebody else's address."),
            words.text(way.address) if way.address else "",
            way.address_example,
            id="pairing-address",
        )
        self._typed_code = AskPanel("", words.text("code"), "", id="pairing-code")
        self._done = DonePanel()
        self._panels: dict[Step, Widget] = {
            Step.TYPE: self._typing,
            Step.LINK: self._link,
            Step.ADDRESS: self._address,
            Step.CODE: self._typed_code,
            Step.DONE: self._done,
        }
        self._said = Static(id="pairing-said", markup=False)

    def compose(self) -> ComposeResult:
        """The panels, of which one is seen, what is said, and buttons."""
        words = self.words
        with Vertical(id="pairing"):
            with VerticalScroll(id="pairing-body", can_focus=False):
                yield from self._panels.values()
            yield self._said
            with Horizontal(id="pairing-buttons"):
                for name, label in (
                    ("back", words.text("Back")),
                    ("test", words.text("Test message")),
                    ("copy", words.text("Copy the link")),
                    ("later", words.text("Link later")),
                    ("next", words.text("Next")),
                ):
                    yield Button(Content(label), id=f"pairing-{name}", compact=True)

    def on_mount(self) -> None:
        """Begin with the first step."""
        self.query_one("#pairing").border_title = Content(self.words.text(self._way.title))
        self._go(Step.TYPE)
        if self._around.linked:
            self._say(self.words.text("You are reached here already: {name}", name=self._around.linked))

    def _go(self, step: Step) -> None:
        """Show a step, and say nothing yet."""
        self._step = step
        self._turn += 1
        self._busy = False
        for each, panel in self._panels.items():
            panel.display = each is step
        self._say("")
        words = self.words
        seen = {
            "back": step is not Step.DONE,
            "test": step is Step.DONE or (step is Step.TYPE and bool(self._around.linked) and self._is_ready),
            "copy": step is Step.LINK and self._invitation is not None and bool(self._invitation.link),
            "later": step in (Step.LINK, Step.ADDRESS) and bool(self._values),
            "next": step is not Step.LINK,
        }
        for name, shown in seen.items():
            self._button(name).display = shown
        forward = words.text("Close") if step is Step.DONE else words.text("Next")
        back = words.text("Close") if step is Step.TYPE else words.text("Back")
        self._button("next").label = Content(f"{forward}  {_ENTER}")
        self._button("back").label = Content(f"{back}  {_ESC}")
        first: dict[Step, Widget] = {
            Step.TYPE: next(iter(self._typing.typed.values())).line,
            Step.ADDRESS: self._address.line,
            Step.CODE: self._typed_code.line,
            Step.DONE: self._button("next"),
        }
        self.set_focus(first.get(step))

    def _button(self, name: str) -> Button:
        return self.query_one(f"#pairing-{name}", Button)

    def _say(self, said: str, *, wrong: bool = False) -> None:
        self._said.update(Content(harmless(said)))
        self._said.set_class(wrong, "-wrong")
        self.call_after_refresh(self._leave_room)

    def on_resize(self) -> None:
        """Another size has room for other parts."""
        self._leave_room()

    def _leave_room(self) -> None:
        """What is said is seen whole; the step above it can be scrolled."""
        said = self._said.outer_size.width
        lines = self._said.get_content_height(self.size, self.size, said) if said else 1
        room = self.size.height - _AROUND - max(min(lines, _SAID), 1)
        self.query_one("#pairing-body").styles.max_height = max(room, 1)

    @property
    def said(self) -> str:
        """What is said about the step."""
        return str(self._said.render())

    @property
    def step(self) -> Step:
        """Where the person is."""
        return self._step

    @property
    def _is_ready(self) -> bool:
        """Whether everything that is needed is written down."""
        return all(asked.optional or asked.key in self._around.known for asked in self._way.asked)

    def _ask(self, doing: str, job: Callable[[], object], then: Callable[[Any], object]) -> None:
        self._turn += 1
        turn = self._turn
        self._busy = True
        self._say(doing)
        in_background(job, self.words, lambda answer: self.post_message(Came(turn, then, answer)))

    @on(Came)
    def _came(self, event: Came) -> None:
        if event.turn != self._turn or not self.is_attached:
            return
        self._busy = False
        self._say("")
        if isinstance(event.answer, Failure):
            self._say(event.answer.why, wrong=True)
        else:
            event.then(event.answer)

    async def take_key(self, event: events.Key) -> bool:
        """Enter goes on, from the last line of a step; on a button it presses it."""
        if event.key == "enter" and not isinstance(self.focused, Button):
            self._enter()
            return True
        if event.key in ("down", "up"):
            (self.focus_next if event.key == "down" else self.focus_previous)()
            return True
        return await super().take_key(event)

    def do_next_field(self) -> None:
        self.focus_next()

    def do_previous_field(self) -> None:
        self.focus_previous()

    def on_paste(self, event: events.Paste) -> None:
        """One line is typed into a line; what stands around a token is cut off when it is used."""
        if isinstance(self.focused, Input):
            event.stop()
            self.focused.insert_text_at_cursor(" ".join(event.text.split()))

    def _enter(self) -> None:
        lines = [typed.line for typed in self._typing.typed.values()]
        if self._step is Step.TYPE and self.focused in lines[:-1]:
            self.focus_next()
        else:
            self.do_go_on()

    def do_go_on(self) -> None:
        """The next step, if this one is done."""
        raise NotImplementedError

    def do_cancel(self) -> None:
        """A step back."""
        raise NotImplementedError

    def _keep(self, then: Callable[[], object]) -> None:
        """Write down what was typed."""
        raise NotImplementedError

    def _linked_now(self) -> None:
        """The person is known there."""
        raise NotImplementedError
