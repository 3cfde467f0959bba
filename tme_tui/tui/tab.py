"""What a tab of the main screen is: one way to look at tasks, in the middle between views and details.

A tab owns a widget and knows what to ask for it. It reaches the rest of the screen through its host only, so
it can be tried on a host of a few lines. Its actions are methods named `do_…`; while the middle has the keys
they come before those of the screen, and `can_…` says whether one makes sense now.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from textual import events
from textual.widget import Widget

from tme_tui.i18n import Translator
from tme_tui.model.reach import Reach
from tme_tui.tui.actions import Context, Keymap
from tme_tui.tui.setup import Setup
from tme_tui.tui.working.questions import Question
from tme_tui.tui.working.work import Urgency

if TYPE_CHECKING:
    from textual.screen import ModalScreen

    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome
    from tme_tui.model.draft import Fields
    from tme_tui.model.moment import Moment
    from tme_tui.tui.planning.lines import Wall
    from tme_tui.tui.working.bridge import Changes

T = TypeVar("T")


class Host(Protocol):
    """What the main screen does for its tabs."""

    words: Translator
    setup: Setup
    keymap: Keymap
    question: Question
    """Which tasks are looked at: the view, narrowed by filter and search."""

    def inquire(
        self,
        job: Callable[[TaskManager], T],
        then: Callable[[T], object],
        urgency: Urgency = Urgency.PAGE,
        topic: str = "",
    ) -> None:
        """Ask the engine off the loop, and call `then` with the answer on it.

        Of two questions with one topic only the newer is answered.
        """

    def change(
        self, job: Callable[[TaskManager], Outcome], *, name: str = "", show: bool = False, back: str = "undo"
    ) -> None:
        """Change something; the answer is a toast and, with `show`, the cursor on the first task.

        `back` is the action that the toast names for making it as it was.
        """

    def change_dates(
        self,
        numbers: Sequence[int],
        fields: Fields,
        *,
        occurrence: Moment | None = None,
        reach: Reach = Reach.THIS,
        left: Callable[[], object] | None = None,
        asks: Callable[[], bool] | None = None,
        settled: Callable[[], object] | None = None,
    ) -> None:
        """Set a due date or a block; if that makes others late, ask first. `left`: nothing was changed.

        With `occurrence` this time of a series is moved, and as much of it as `reach` says. `asks` is called
        when there is something to ask: False if a newer change is under way, which will ask. `settled`: it
        is stored, or will not be.
        """

    def settle_date(self, number: int) -> None:
        """Let a task be due no sooner than what it waits for lets it; what becomes late is asked about."""

    def plan_dates(
        self, numbers: Sequence[int], fields: Fields, *, left: Callable[[], object] | None = None
    ) -> None:
        """Plan a block, as `change_dates`; of what repeats by its due date, only the open time has it."""

    def say(self, text: str, *, wrong: bool = False) -> None:
        """A toast."""

    def key_of(self, action: str) -> str:
        """The key of an action, as people read it."""

    def ask_line(
        self,
        label: str,
        then: Callable[[str], object],
        *,
        text: str = "",
        hint: str = "",
        check: Callable[[TaskManager, str], str] | None = None,
    ) -> None:
        """Open the input line for something of the tab's own; `then` has what was typed.

        `check` reads the text while it is typed, off the loop: its answer is said below the line, and a
        `TmeError` that it raises is shown as a mistake.
        """

    def add_with(self, text: str) -> None:
        """Open the line for adding, with the cursor before a text that stands there already."""

    def open_dialog(self, dialog: ModalScreen[T], then: Callable[[T | None], object] | None = None) -> None:
        """Show a dialog; `then` has its result, None when it was left."""

    def do_undo(self) -> None:
        """Take back what was done last."""

    def do_menu(self) -> None:
        """List what can be done with what the cursor is on."""

    def ask_card(self) -> None:
        """The cursor is on another task: show its details."""

    def show_pane(self, pane: str) -> None:
        """Give the keys to `views`, `tasks` (the middle) or `details`."""

    def open_form(self, number: int) -> None:
        """Open the form of a task."""

    def open_clicked(self, number: int) -> None:
        """Open the form of a task by the mouse."""

    def after_loading(self, name: str, then: Callable[[], object]) -> None:
        """Open the dialog of an action by the mouse, once a thread has loaded it; keys wait for it."""

    def do_filter(self) -> None:
        """Narrow what is looked at by a line of the query language."""


class Tab:
    """One way to look at tasks."""

    name: ClassVar[str] = ""
    context: ClassVar[Context] = Context.LIST

    def __init__(self, host: Host) -> None:
        self.host = host
        self.words = host.words

    @property
    def widget(self) -> Widget:
        """What stands in the middle; the same one every time."""
        raise NotImplementedError

    @property
    def number(self) -> int | None:
        """The task under the cursor."""
        return None

    @property
    def chosen(self) -> tuple[int, ...]:
        """What an action is about: all that is marked, else the task under the cursor."""
        return () if self.number is None else (self.number,)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is about to be asked."""
        return True

    def get_ready(self) -> None:
        """There is time, and it may be opened soon: what takes long can be read."""

    def prepare(self, number: int | None) -> None:
        """It is made and will be shown, with the cursor on a task: what it needs can be asked for already."""

    def opened(self) -> None:
        """It is shown now, with `host.question`."""

    def question_changed(self) -> None:
        """Other tasks are looked at; only the tab that is shown hears of it."""

    def changed(self, event: Changes) -> None:
        """Something was committed, here or elsewhere; only the tab that is shown hears of it."""

    def missed(self, event: Changes) -> None:
        """Something was committed while another tab is shown."""

    def minute_passed(self) -> None:
        """It is another minute; only the tab that is shown hears of it."""

    def go_to(self, number: int) -> bool:
        """Put the cursor on a task; False if it is not here."""
        return False

    def carry(self, number: int) -> None:
        """The mouse comes from another tab and holds a task: see where it is let go."""

    def holds(self, event: events.Key) -> bool:
        """Whether a key is kept until it is known what it is about; it comes again then."""
        return False

    def unmark_all(self) -> bool:
        """Let go of all marks; False if there was none."""
        return False

    def go_back(self) -> bool:
        """Leave what is being done here, the marks at last; False if there was nothing."""
        return self.unmark_all()

    def mark_numbers(self, numbers: Sequence[int]) -> None:
        """Mark these tasks, as far as they are here, beside those that are marked."""

    def go_to_next(self, numbers: frozenset[int], *, forward: bool = True) -> bool:
        """Put the cursor on the next of these tasks, round the end; False if there is none."""
        return False

    def show_proposed(self, walls: tuple[Wall, ...], here: Wall | None) -> None:
        """Draw what is proposed, as far as time is shown, and go to the block `here`."""

    def defaults(self) -> dict[str, Any]:
        """What a task that is added here has from its place, such as its day, as fields of a draft."""
        return {}

    def state(self) -> dict[str, Any]:
        """What to remember until the next start, as JSON has it."""
        return {}

    def restore(self, state: dict[str, Any]) -> None:
        """Come back to what was remembered; what does not fit is passed over."""
