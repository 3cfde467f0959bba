"""The dialog that chooses: a line to type in, and what fits below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from tme_tui.i18n import message
from tme_tui.tui.actions import Context
from tme_tui.tui.dialog import Dialog
from tme_tui.tui.line.prompt import Line
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.look.frames import Column
from tme_tui.tui.picking.choice_list import ChoiceList
from tme_tui.tui.picking.choices import MOST, Among, Choice, Finder
from tme_tui.tui.working.work import Urgency

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.tui.actions import Keymap
    from tme_tui.tui.setup import Setup

Chosen = tuple[Choice, ...]


class Asks(Protocol):
    """What a picker needs of the main screen."""

    setup: Setup
    keymap: Keymap

    def inquire(
        self,
        job: Callable[[TaskManager], Sequence[Choice]],
        then: Callable[[Sequence[Choice]], object],
        urgency: Urgency = Urgency.PAGE,
        topic: str = "",
    ) -> None:
        """Ask the engine off the loop."""


class Picker(Dialog[Chosen]):
    """Chooses one out of many, or several; the answer is None when it was left.

        host.open_dialog(Picker(host, title, find), then)

    What is typed and fits nothing can be a choice too: `own` makes one of it, such as a new category. With
    `ranked`, several are chosen already, their order counts and is shown, and choosing none is an answer.
    The cursor begins on the choice whose key is `start`.
    """

    CSS_PATH = "picker.tcss"
    context: ClassVar[Context] = Context.PICKER

    def __init__(
        self,
        host: Asks,
        title: str,
        find: Finder,
        *,
        several: bool = False,
        ranked: Sequence[Choice] | None = None,
        start: object = None,
        own: Callable[[str], Choice | None] | None = None,
        hint: str = "",
        moved: Callable[[Choice | None], object] | None = None,
        marked: Sequence[Choice] = (),
    ) -> None:
        super().__init__(host.setup, host.keymap)
        self._host = host
        self._title = title
        self._find = find
        self._several = several or ranked is not None
        self._is_ranked = ranked is not None
        self._start = start
        self._own = own
        self._hint = hint
        self._moved = moved
        self._line = Line()
        self._at_first = frozenset(one.key for one in marked)
        """What is chosen already; the answer has it too, unless it is let go of."""
        known = find.known[:MOST] if isinstance(find, Among) else ()  # keys may come before any answer
        self._list = ChoiceList(ranked or marked, ranked=ranked is not None, choices=known, id="picker-list")
        self._said = Static(id="picker-said", markup=False)
        self._answered = "" if known else None
        """The text to which the lines belong."""
        self._is_taken = False
        """Whether Enter came before the lines for what was typed."""

    def compose(self) -> ComposeResult:
        """The line, the choices, and which keys count."""
        with Column(id="picker"):
            yield self._line
            yield self._list
            yield self._said

    def on_mount(self) -> None:
        """Everything fits an empty text."""
        self.query_one("#picker").border_title = Content(harmless(self._title))
        self._line.compact = True
        self._line.placeholder = self._hint or self.words.text("type to narrow")
        self._line.focus()
        self._ask("")
        self._say()

    @property
    def list(self) -> ChoiceList:
        """The lines."""
        return self._list

    @property
    def said(self) -> Static:
        """What stands below the lines."""
        return self._said

    async def take_key(self, event: events.Key) -> bool:
        """Keys of the picker first, then those of the line, wherever the focus is."""
        return await super().take_key(event) or await self._line.take_key(event)

    def on_paste(self, event: events.Paste) -> None:
        """One line is typed; there is no use for more."""
        event.stop()
        self._line.insert_text_at_cursor(" ".join(event.text.split()))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._ask(event.value)

    def _ask(self, text: str) -> None:
        self._host.inquire(
            lambda engine: self._find(engine, text),
            lambda found: self._show(text, found),
            Urgency.ECHO,
            "picker",
        )

    def _show(self, text: str, found: Sequence[Choice]) -> None:
        if not self.is_mounted or text != self._line.value:
            return
        own = self._own(text.strip()) if self._own is not None and text.strip() else None
        if own is not None and all(choice.label != own.label for choice in found):
            found = [*found, own]
        self._list.show(found, empty=self.words.text("Nothing found"))
        self._answered = text
        if self._start is not None:
            self._list.go_to(self._start)
            self._start = None
        if self._is_taken:
            self._is_taken = False
            self.do_pick()

    def _refuse(self, choice: Choice) -> None:
        """Say why it cannot be chosen, with a picture where there is one."""
        lines = [Content.styled(harmless(choice.refused), "$tme-mistake")]
        lines += [Content(harmless(line)) for line in choice.picture.split("\n") if line]
        self._said.update(Content("\n").join(lines))

    def _say(self) -> None:
        words, parts = self.words, []
        if self._several:
            said = (
                message("{key} puts it in, last, or out")
                if self._is_ranked
                else message("{key} chooses several")
            )
            parts.append(words.text(said, key="Tab"))
            if count := len(self._list.marked):
                parts.insert(0, words.plural("{n} chosen", "{n} chosen", count))
        parts += [words.text("{key} takes it", key="Enter"), words.text("{key} closes", key="Esc")]
        keys = Content.styled(" · ".join(parts), "$tme-muted")
        note = self._list.cut_note
        self._said.update(Content.assemble(note, "\n", keys) if note else keys)

    def do_pick(self) -> None:
        if self._answered != self._line.value:
            self._is_taken = True
            return
        chosen = self._list.marked
        current = self._list.current
        keys = {one.key for one in chosen}
        is_untouched = keys == self._at_first and not self._is_ranked
        if is_untouched and current is not None and current.key not in keys:
            if current.refused:
                self._refuse(current)
                return
            chosen = (*chosen, current)
        if chosen or self._is_ranked or self._at_first:
            self.dismiss(chosen)

    def do_pick_more(self) -> None:
        if self._several and self._list.toggle():
            self._list.move(1)
            self._say()

    def do_pick_down(self) -> None:
        self._list.move(1)

    def do_pick_up(self) -> None:
        self._list.move(-1)

    @on(ChoiceList.Moved)
    def _cursor_moved(self) -> None:
        current = self._list.current
        if current is not None and current.picture:
            self._refuse(current)
        elif self.is_mounted:
            self._say()
        if self._moved is not None and self.is_current:
            self._moved(self._list.current)

    @on(ChoiceList.Clicked)
    def _clicked(self, event: ChoiceList.Clicked) -> None:
        if self._several and not event.twice:
            self._list.toggle()
            self._say()
        elif event.twice or not self._several:
            self.do_pick()
