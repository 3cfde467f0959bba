"""What the topics of the main screen share: its parts, the working thread, and how things are said."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from textual import on
from textual.message import Message

from tme_tui.model.ids import StepId
from tme_tui.tui.actions import Action, Context, Keymap, keymap, shown
from tme_tui.tui.bars import Bar, Hints
from tme_tui.tui.details.pane import Details
from tme_tui.tui.line.completing import Known
from tme_tui.tui.line.prompt import Prompt
from tme_tui.tui.look.backdrop import SteadyScreen
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.remembering import recall
from tme_tui.tui.setup import Setup
from tme_tui.tui.start.first_page import load_page
from tme_tui.tui.tasks.foreseeing import Foreseen
from tme_tui.tui.tasks.task_list import TaskList
from tme_tui.tui.views.view_entries import Entry, builtin_entries
from tme_tui.tui.views.views_pane import ViewsPane
from tme_tui.tui.working.bridge import connect
from tme_tui.tui.working.questions import Question
from tme_tui.tui.working.work import Job, Urgency, Work

if TYPE_CHECKING:
    from textual.screen import ModalScreen
    from textual.widget import Widget

    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome
    from tme_tui.tui.tab import Tab

T = TypeVar("T")
START_VIEW = "view:today"
_BRIEF = 4.0
_LONG = 8.0
_TOLD = 300
"""A toast's line of so many letters fills a third of a small screen."""


class Changed(Message):
    """A change that was asked for is stored."""

    def __init__(
        self,
        outcome: Outcome,
        *,
        show: int | None = None,
        back: str = "undo",
        elsewhere: bool = False,
        is_first: bool = False,
    ) -> None:
        super().__init__()
        self.outcome = outcome
        self.show = show
        """The task to put the cursor on."""
        self.back = back
        """The action that makes it as it was; empty when no single one does."""
        self.elsewhere = elsewhere
        """Whether the open view does not have the task to show."""
        self.is_first = is_first
        """Whether there was no task before."""


class Answered(Message):
    """What was asked by `inquire` is known."""

    def __init__(self, then: Callable[[Any], object], answer: object) -> None:
        super().__init__()
        self.then = then
        self.answer = answer


class Ground(SteadyScreen[None]):
    """The main screen without its topics."""

    _pane = "tasks"
    """The pane that keys are for; the focus follows it, a moment later."""
    _tab: Tab | None = None
    """What stands in the middle in place of the list."""

    def __init__(self, setup: Setup) -> None:
        super().__init__()
        self._tabs: dict[str, Tab] = {}
        """All that are made."""
        self.setup = setup
        self.words = setup.words
        self.mistaken_keys: list[str] = []
        """What is wrong with the person's own keys; those of the profile stand in for them."""
        self.keymap: Keymap = keymap(setup.profile, setup.keys, complain=self.mistaken_keys.append)
        entries = builtin_entries(setup.words)
        self.first = setup.first
        if self.first is None and setup.first_page is not None:
            self.first = load_page(setup.first_page, setup.words.language)
        """The last picture, shown until the base is open."""
        self.memory = recall(setup.memory)
        left = self.memory.view
        if self.first is not None and left is not None and self.first.chosen != left.key:
            self.first = None  # a picture of another view: the one that was left could not be taken
        if self.first is not None:
            entries = self.first.entries
        elif left is not None and left.key not in {each.key for each in entries}:
            entries = (*entries, left)
        chosen = left.key if left is not None else START_VIEW if self.first is None else self.first.chosen
        self.entry: Entry = next((each for each in entries if each.key == chosen), entries[0])
        self.question = Question(self.entry.query)
        self.arrangements = self.memory.arrangements
        """How each view is arranged, by its key."""
        self.serial = 0
        """The number of the question whose answer is shown; older answers are dropped."""
        self.told_of: set[StepId] = set()
        """Steps of which a toast said that they cannot be undone: the next time they are passed over."""
        self.top = Bar(id="top")
        self.views = ViewsPane(entries, chosen=self.entry.key, id="views")
        self.tasks = TaskList(id="tasks")
        self.details = Details(setup.words.text("No task is chosen."), id="details")
        self.prompt = Prompt(id="prompt")
        self.hints = Hints(id="hints")
        self.work = Work(
            setup.open_engine,
            self.post_message,
            opened=lambda engine: connect(engine, self.post_message),
            tick=lambda engine: engine.notice_others(),
        )

    @property
    def context(self) -> Context:
        """Where the keyboard is."""
        if self.prompt.purpose is not None:
            return Context.INPUT
        here = Context.FOUND if self.question.search else Context.LIST
        middle = here if self._tab is None else self._tab.context
        return {"views": Context.VIEWS, "details": Context.DETAILS}.get(self._pane, middle)

    @property
    def middle(self) -> Widget:
        """What stands between views and details."""
        return self.tasks if self._tab is None else self._tab.widget

    @property
    def number(self) -> int | None:
        """The task under the cursor, in whichever tab."""
        return self.tasks.number if self._tab is None else self._tab.number

    @property
    def chosen(self) -> tuple[int, ...]:
        """What an action is about: all that is marked, else the task under the cursor."""
        return self.tasks.chosen if self._tab is None else self._tab.chosen

    def unmark_all(self) -> bool:
        """Let go of all marks; False if there was none."""
        return self.tasks.unmark_all() if self._tab is None else self._tab.unmark_all()

    def change(
        self,
        job: Callable[[TaskManager], Outcome],
        *,
        name: str = "",
        show: bool = False,
        foreseen: Foreseen | None = None,
        back: str = "undo",
    ) -> None:
        """Change something; the answer is a toast and, with `show`, the cursor on the first task.

        `foreseen` says what the chosen rows will look like, which is shown at once. `back` is the action that
        the toast names for making it as it was.
        """
        if foreseen is not None and self._tab is None:
            self.tasks.foresee(self.chosen, foreseen)

        question = self.question if self._tab is None else None
        is_first = self.is_new

        def changing(engine: TaskManager) -> Changed:
            outcome = job(engine)
            first = int(outcome.tasks[0].id) if show and outcome.tasks else None
            lacks = first is not None and question is not None and not question.includes(engine, first)
            return Changed(outcome, show=first, back=back, elsewhere=lacks, is_first=is_first)

        self.work.ask(changing, Urgency.CHANGE, name=name)

    def ask(self, job: Job, urgency: Urgency, topic: str) -> None:
        """Ask the engine; an older question of the topic is forgotten."""
        self.work.ask(job, urgency, topic)

    def inquire(
        self,
        job: Callable[[TaskManager], T],
        then: Callable[[T], object],
        urgency: Urgency = Urgency.PAGE,
        topic: str = "",
    ) -> None:
        """Ask the engine and call `then` with the answer; of two with one topic the newer is answered."""
        serial = 0

        def told(answer: T) -> None:
            if not topic or self.work.is_current(topic, serial):
                then(answer)

        serial = self.work.ask(lambda engine: Answered(told, job(engine)), urgency, topic)

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        event.then(event.answer)
        self._tell_notices()

    def _tell_notices(self) -> None:
        """Such as a country whose holidays cannot be known, when the first of its days was asked for."""
        from tme_tui.model.notices import take_notice

        if (notice := take_notice()) is not None:
            self.say(harmless(self.words.error(str(notice))), wrong=True)

    def open_dialog(self, dialog: ModalScreen[T], then: Callable[[T | None], object] | None = None) -> None:
        """Show a screen over this one; `then` has its answer, None when it was left."""

        def left(answer: T | None) -> None:
            if then is not None:
                then(answer)

        self.app.push_screen(dialog, left)

    def say(self, text: str, *, wrong: bool = False) -> None:
        """A toast, in place of the one before; of a title without end, the beginning says which it is."""
        lines = (line if len(line) <= _TOLD else line[: _TOLD - 2] + " …" for line in text.split("\n"))
        self.app.clear_notifications()
        self.app.notify(
            "\n".join(lines),
            severity="error" if wrong else "information",
            timeout=_LONG if wrong else _BRIEF,
            markup=False,
        )

    def key_of(self, action: str) -> str:
        """The key to press for an action, as people read it."""
        ways = self.keymap.keys(action)
        return shown(ways[0], self.words) if ways else ""

    # What one topic needs of another

    def show_question(self, question: Question, *, cursor: int | None = None) -> None:
        """Show the tasks of another question."""
        raise NotImplementedError

    def open_form(self, number: int) -> None:
        """Open the form of a task."""
        raise NotImplementedError

    def open_clicked(self, number: int) -> None:
        """Open the form of a task by the mouse."""
        raise NotImplementedError

    @property
    def is_new(self) -> bool:
        """Whether there has never been a task, as far as is known."""
        raise NotImplementedError

    def can_do(self, action: Action) -> bool:
        """Whether this screen knows how, and it makes sense now."""
        raise NotImplementedError

    def perform(self, action: Action) -> None:
        """Do an action as soon as what is being done is done."""
        raise NotImplementedError

    def after_loading(self, name: str, then: Callable[[], object]) -> None:
        """Open the dialog of an action once a thread has loaded it."""
        raise NotImplementedError

    def refresh_rows(self) -> None:
        """Read again what is in sight."""
        raise NotImplementedError

    def ask_card(self) -> None:
        """Ask for all about the task under the cursor."""
        raise NotImplementedError

    def known_names(self) -> Known:
        """The names that can be completed."""
        raise NotImplementedError

    def show_pane(self, pane: str) -> None:
        """Give the keys to a pane and make sure that it can be seen."""
        raise NotImplementedError

    def open_entry(self, entry: Entry, *, cursor: int | None = None) -> None:
        """Open a view."""
        raise NotImplementedError
