"""The list of steps: read in portions as one scrolls, with what can be done about each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tme_tui.i18n import Translator, message
from tme_tui.language.describe import describe_day, describe_moment
from tme_tui.model.ids import StepId
from tme_tui.model.journal import Origin, Step
from tme_tui.model.moment import Moment
from tme_tui.tui.actions import Context
from tme_tui.tui.bars import Hints
from tme_tui.tui.confirm import Confirm
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.look.frames import Column
from tme_tui.tui.picking.choice_list import ChoiceList
from tme_tui.tui.picking.choices import Choice
from tme_tui.tui.picking.list_dialog import ListDialog
from tme_tui.tui.working.work import Urgency

if TYPE_CHECKING:
    from datetime import datetime

    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome
    from tme_tui.tui.tab import Host

PORTION = 200
_NEAR = 40
_NARROW = 80
"""Below so many columns a line says when alone; all about the step under the cursor stands below the list."""

ORIGINS = {
    Origin.TUI: message("screen"),
    Origin.CLI: message("command line"),
    Origin.LIBRARY: message("script"),
    Origin.TELEGRAM: message("Telegram"),
    Origin.VK: message("VK"),
    Origin.API: message("API"),
    Origin.IMPORT: message("import"),
    Origin.SCHEDULER: message("by itself"),
}


class HistoryScreen(ListDialog[int]):
    """Steps, the newest first; the answer is a task to go to."""

    CSS_PATH = "screen.tcss"
    context: ClassVar[Context] = Context.HISTORY

    def __init__(self, host: Host, *, task: int | None) -> None:
        super().__init__(host.setup, host.keymap)
        self._host = host
        self._only = task
        self._lines: list[Line] = []
        self._whole = False
        self._list_empty = ""
        self._list = ChoiceList(id="history-list")

    def compose(self) -> ComposeResult:
        """The list, and which keys count."""
        with Column(id="history"):
            yield self._list
            yield Static(id="history-about", markup=False)
            yield Hints(id="history-hints")

    def on_mount(self) -> None:
        """Read the newest steps."""
        title = self.words.text("History")
        self.query_one("#history").border_title = Content(
            title if self._only is None else f"{title} #{self._only}"
        )
        self.show_keys()
        self._read()

    def on_resize(self) -> None:
        """Another width has room for other words."""
        self.query_one("#history-about").display = self._is_narrow
        self._show_lines()

    def _read(self) -> None:
        before = self._steps[-1].id if self._steps else None
        only, words, zone = self._only, self.words, self.setup.zone

        def read(engine: TaskManager) -> list[Line]:
            steps = engine.journal(PORTION, before, only)
            me, now = engine.person.login, engine.now()
            return [line_of(step, words, now, zone, mine=step.person == me) for step in steps]

        self._host.inquire(read, self._show, Urgency.ECHO, "history")

    def _show(self, lines: list[Line]) -> None:
        self._lines += lines
        self._whole = len(lines) < PORTION
        self._list_empty = self.words.text("Nothing was done yet.")
        self._show_lines()

    def _show_lines(self) -> None:
        choices = [each.brief if self._is_narrow else each.choice for each in self._lines]
        self._list.show(choices, empty=self._list_empty)

    @property
    def _steps(self) -> list[Step]:
        return [each.step for each in self._lines]

    @property
    def _is_narrow(self) -> bool:
        return self.size.width < _NARROW

    @on(ChoiceList.Moved)
    def _moved(self) -> None:
        """Say all about the step under the cursor where its line has no room for it."""
        if self._lines and self._is_narrow:
            choice = self._lines[self._list.place].choice
            self.query_one("#history-about", Static).update(
                f"{harmless(choice.label)}\n{harmless(choice.note)}"
            )

    @property
    def list(self) -> ChoiceList:
        """The lines."""
        return self._list

    def _move(self, lines: int) -> None:
        self._list.move(lines)
        if not self._whole and self._list.place > len(self._steps) - _NEAR:
            self._read()

    @property
    def _step(self) -> Step | None:
        return self._steps[self._list.place] if self._steps else None

    def do_history_open(self) -> None:
        """Go to the task of a step; one that touched many goes to the first."""
        step = self._step
        if step is not None:
            self._host.inquire(lambda engine: engine.tasks_of_step(step.id), self._go, topic="history-task")

    def _go(self, numbers: Sequence[int]) -> None:
        if numbers:
            self.dismiss(numbers[0])

    @on(ChoiceList.Clicked)
    def _clicked(self, event: ChoiceList.Clicked) -> None:
        if event.twice:
            self.do_history_open()

    def do_undo_to_here(self) -> None:
        """Take back this step and all later ones of this person, after asking."""
        step = self._step
        if step is None:
            return
        above = self._lines[: self._list.place + 1]
        count = sum(line.mine and not line.step.undone and line.step.reverts is None for line in above)
        if not count:
            self._host.say(
                self.words.text("Down to here, nothing that you did is left to take back."), wrong=True
            )
            return
        question = self.words.plural(
            "Take back {n} step, down to “{what}”?",
            "Take back {n} steps, down to “{what}”?",
            count,
            what=step.sentence,
        )
        yes, no = self.words.text("Take back"), self.words.text("Keep")
        dialog = Confirm(self.setup, self.keymap, question, yes, no)
        self.app.push_screen(dialog, lambda answer: self._undo(step.id) if answer else None)

    def do_undo_this(self) -> None:
        """Take back the step under the cursor and nothing else."""
        step = self._step
        if step is not None:
            self._host.change(lambda engine: engine.undo_step(step.id), back="redo")
            self.dismiss(None)

    def _undo(self, step: StepId) -> None:
        words = self.words

        def undo(engine: TaskManager) -> Outcome:
            from tme_tui.engine.outcome import Outcome

            done = engine.undo_back_to(step)
            taken = [one for one in done if one.step is not None]
            refused = tuple(one.sentence for one in done if one.step is None)
            said = words.plural("Took back {n} step", "Took back {n} steps", len(taken))
            return Outcome(taken[-1].step if taken else None, said, (), refused)

        self._host.change(undo, back="redo")
        self.dismiss(None)

    def do_undo(self) -> None:
        self._host.do_undo()
        self.dismiss(None)


class Line(NamedTuple):
    """A step as a line."""

    step: Step
    choice: Choice
    """With who, when and from where at the right."""
    brief: Choice
    """With when, as short as can be."""
    mine: bool
    """Whether it is this person's, who can take it back."""


def line_of(step: Step, words: Translator, now: datetime, zone: str, *, mine: bool) -> Line:
    """What is said of a step."""
    moment = Moment.at(step.at.replace(second=0, microsecond=0), zone)
    when = describe_moment(moment, now, zone, words.language)
    who = "" if step.person is None else f"@{step.person} · "
    note = f"{who}{when} · {words.text(ORIGINS[step.origin])}"
    choice = Choice(int(step.id), step.sentence, note, "", "↶" if step.undone else " ")
    today = Moment.at(now, zone).day
    brief = when.split()[-1] if moment.day == today else describe_day(moment.day, today, words.language)
    return Line(step, choice, replace(choice, note=brief), mine)
