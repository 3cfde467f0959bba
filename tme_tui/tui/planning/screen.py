"""The dialog of the planner: what is proposed, what will be late and why; all, some or none is accepted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tme_tui.tui.actions import Context
from tme_tui.tui.bars import Hints
from tme_tui.tui.picking.choice_list import ChoiceList
from tme_tui.tui.picking.list_dialog import ListDialog
from tme_tui.tui.planning.lines import Wall, lines_of, reasons_of, summary, walls_of

if TYPE_CHECKING:
    from tme_tui.engine.proposing import Proposal
    from tme_tui.tui.actions import Keymap
    from tme_tui.tui.setup import Setup

Shown = Callable[[tuple[Wall, ...], Wall | None], object]
"""Draws what is chosen, and the block that the cursor is on, somewhere else."""


class PlanScreen(ListDialog[tuple[int, ...]]):
    """Proposed blocks, all of them chosen at first; the answer is the tasks to plan so."""

    CSS_PATH = "screen.tcss"
    context: ClassVar[Context] = Context.PLAN

    def __init__(self, setup: Setup, keymap: Keymap, proposal: Proposal, shown: Shown) -> None:
        super().__init__(setup, keymap)
        self._proposal = proposal
        self._shown = shown
        self._reasons = reasons_of(proposal, setup.words)
        self._list = ChoiceList(id="plan-list")

    def compose(self) -> ComposeResult:
        """The lines, how much is chosen, and which keys count."""
        with Vertical(id="plan"):
            yield self._list
            yield Static(id="plan-why", markup=False)
            yield Hints(id="plan-hints")

    def on_mount(self) -> None:
        """Everything that has a place is chosen."""
        self.query_one("#plan").border_title = Content(self.words.text("Plan"))
        self._list.show(
            lines_of(self._proposal, self.words, self.setup.zone),
            empty=self.words.text("No open task has an estimate; ~ gives it one."),
        )
        self._list.choose_all()
        self.show_keys()
        self._say()

    @property
    def list(self) -> ChoiceList:
        """The lines."""
        return self._list

    @property
    def _chosen(self) -> tuple[int, ...]:
        return tuple(sorted(int(str(choice.key)) for choice in self._list.marked))

    def _say(self) -> None:
        chosen = self._chosen
        border = summary(self._proposal, chosen, self.words)
        self.query_one("#plan").border_subtitle = Content(border)
        walls = walls_of(self._proposal, self.setup.zone, chosen)
        current = self._list.current
        here = walls_of(self._proposal, self.setup.zone, (current.key,)) if current is not None else ()
        self._shown(walls, here[0] if here else None)
        why = "" if current is None else self._reasons.get(int(str(current.key)), "")
        self.query_one("#plan-why", Static).update(Content.styled(why, "$tme-mistake" if why else ""))

    @on(ChoiceList.Moved)
    def _moved(self) -> None:
        if self.is_mounted and self.is_current:
            self._say()

    @on(ChoiceList.Clicked)
    def _clicked(self, event: ChoiceList.Clicked) -> None:
        self._list.toggle()
        self._say()

    def do_plan_toggle(self) -> None:
        self._list.toggle()
        self._list.move(1)
        self._say()

    def do_plan_all(self) -> None:
        self._list.choose_all()
        self.show_keys()
        self._say()

    def do_plan_accept(self) -> None:
        self.dismiss(self._chosen)

    def can_plan_accept(self) -> bool:
        """Whether anything is proposed."""
        return bool(self._proposal.planned)
