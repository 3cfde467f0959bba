"""The main screen: puts the panes together, sends each key to its action, opens and closes the work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from inspect import isawaitable

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static
from textual.widgets._toast import ToastRack

from tme_tui.tui.actions import Action, Context, Group, Pending, footer_for, latin_key
from tme_tui.tui.line.commanding import Command, read_command
from tme_tui.tui.line.prompt import Purpose
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.look.frames import Row
from tme_tui.tui.pairing.topic import Pairing
from tme_tui.tui.planning.topic import Planned
from tme_tui.tui.repeating import repeated
from tme_tui.tui.setup import Setup
from tme_tui.tui.tab_names import TABS
from tme_tui.tui.topics.changing import told
from tme_tui.tui.topics.forming import Forming
from tme_tui.tui.topics.listing import Listing
from tme_tui.tui.topics.resting import Resting
from tme_tui.tui.why.topic import Reasons
from tme_tui.tui.working.questions import Question
from tme_tui.tui.working.tidying import collect_again
from tme_tui.tui.working.work import Opened, OpeningFailed, StillLocked

_SEQUENCE = 1.0
"""So many seconds a sequence of keys waits for its next one."""
_MINUTE = 60.0


class MainScreen(Forming, Listing, Resting, Reasons, Planned, Pairing):
    """Tasks: views at the left, the list, all about one task at the right, one line for typing."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it so
        (0, "-tiny"),
        (40, "-narrow"),
        (70, "-middle"),
        (100, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (12, "-high")]  # noqa: RUF012

    def __init__(self, setup: Setup, notices: Sequence[str] = ()) -> None:
        super().__init__(setup)
        self._notices = (*setup.notices, *notices, *map(self.words.error, self.mistaken_keys))
        self._sent = {}
        self._sequence: Timer | None = None

    def compose(self) -> ComposeResult:
        """The frame."""
        words = self.words
        yield self.top
        with Row(id="body"):
            yield self.views
            yield self.tasks
            yield self.details
        yield self.prompt
        yield self.hints
        yield Static(words.text("A little more room, please: 40 × 12"), id="tiny", markup=False)

    def on_mount(self) -> None:
        """Show the frame, then begin to work."""
        words = self.words
        self.hold_frame()
        self.titles_changed()
        self.views.border_title = Content(words.text("Views"))
        self.details.border_title = Content(words.text("Details"))
        self._title_list()
        self.tasks.restore_folds(self.memory.folded)
        self.tasks.set_columns(self.arrangement.columns)
        self.apply_panes()
        self.show_pane("tasks")
        self._show_hints()
        if self.first is not None:
            first = self.first
            whole = len(first.rows) >= first.total
            self.tasks.show(first.arranged, first.rows, whole=whole, cursor=first.cursor)
            if self.tasks.number is not None:
                self.details.border_title = f"#{self.tasks.number}"
        else:
            self.tasks.say_empty(words.text("One moment…"))
        self.call_after_refresh(self.work.start)
        self.set_interval(_MINUTE, self._minute_passed)

    @on(Opened)
    def _opened(self, event: Opened) -> None:
        """The base is open: ask for everything."""
        collect_again()
        cursor = self.memory.cursors.get(self.entry.key) if self.tasks.number is None else self.tasks.number
        self.show_question(self.question, cursor=cursor)
        if self.memory.tab in TABS:
            self.call_next(self.open_tab, self.memory.tab)
        self.refresh_overview()
        if self._notices:
            self.say("\n".join(map(harmless, self._notices)))
        if event.only_reading is not None:
            reason = told(event.only_reading, self.words)
            self.say(self.words.text("Only to be read: {reason}.", reason=reason), wrong=True)
        self.get_ready_later()
        self.begin_alerts()

    @on(OpeningFailed)
    def _opening_failed(self, event: OpeningFailed) -> None:
        """What was seen of it last must not look as if it were there."""
        collect_again()
        self.reveal()
        reason = told(event.error, self.words)
        self.tasks.show([], [])
        self.tasks.say_empty(reason)
        self.say(reason, wrong=True)

    @on(StillLocked)
    def _still_locked(self, event: StillLocked) -> None:
        self.reveal()
        self.say(told(event.error, self.words), wrong=True)

    def on_unmount(self) -> None:
        """The program ends: keep the picture and the habits for the next start."""
        self.keep_all()

    def _minute_passed(self) -> None:
        self.tidy_now_and_then()
        self.keep_now_and_then()
        if self._tab is None:
            self.refresh_rows()
            self.refresh_order()
        else:
            self._tab.minute_passed()
        self.refresh_overview()

    def on_resize(self) -> None:
        """Another size may have room for other panes."""
        self._arrange()
        self.call_later(self._show_hints)

    def on_descendant_focus(self) -> None:
        """Other keys count in another pane; while something is typed, only the line has them."""
        for rack in self.query(ToastRack):
            rack.set_class(self.prompt.purpose is not None, "-typing")
        if self.prompt.purpose is not None:
            self.prompt.focus_line()
        else:
            for pane, widget in (("views", self.views), ("tasks", self.middle), ("details", self.details)):
                if self.focused is widget and self._pane != pane:
                    self._pane = pane
                    self._arrange()
        self._show_hints()

    def _show_hints(self) -> None:
        entries = footer_for(self.context, self.keymap, self.words)
        hints = {each.action.name: (each.keys[0], each.label) for each in entries if self.can_do(each.action)}
        self.hints.show(list(hints.values()), hints.get("help"))

    # Keys

    async def take_key(self, event: events.Key) -> bool:
        """Do what a key means; False leaves it to the widgets."""
        if self._tab is not None and self._tab.holds(event):
            return True
        context = self.context
        answer = self.keymap.feed(event.key if context.is_typing else self._latin(event.key), context)
        if self._sequence is not None:
            self._sequence.stop()
        if isinstance(answer, Pending):
            self.hints.show_pending("" if answer.over else answer.shown(self.words))
            if not answer.over:
                self._sequence = self.set_timer(_SEQUENCE, self._sequence_over)
            return True
        self.hints.show_pending("")
        if answer is not None and (not context.is_typing or self.can_do(answer)):
            count = self.keymap.count
            await self.load_for(answer)
            await self.act(answer, count)
            await self.until_open(answer)
            return True
        return context.is_typing and await self.type_key(event)

    def _latin(self, key: str) -> str:
        """The key on a Latin keyboard; what a Cyrillic letter lies on."""
        return latin_key(key, self.setup.layout)

    def _sequence_over(self) -> None:
        action = self.keymap.expire()
        self.keymap.reset()
        self.hints.show_pending("")
        if action is not None:
            self.perform(action)

    def can_do(self, action: Action) -> bool:
        """Whether this screen knows how, and it makes sense now."""
        guard: Callable[[], bool] | None = getattr(self._owner(action), f"can_{action.name}", None)
        return self._way_to(action) is not None and (guard is None or guard())

    def perform(self, action: Action) -> None:
        """Do an action as soon as what is being done is done."""
        self.call_next(self.act, action)

    async def _act_with(self, command: Command) -> None:
        """Do a command; the line that it asks for is what was typed behind its name."""
        if command.is_too_much:
            name = command.action.say(self.words)
            self.say(self.words.text("{action} takes nothing more: {text}", action=name, text=command.rest))
            return
        await self.act(command.action)
        purpose = self.prompt.purpose
        if command.rest and purpose is not None:
            self.prompt.set_text(command.rest)
            if purpose is not Purpose.SEARCH:  # which goes on while one types
                self.do_accept()

    async def act(self, action: Action, count: int | None = None) -> None:
        """Do an action, a motion `count` times; what cannot be done yet says so."""
        if count is not None and action.name == "jump":
            self.find_task(count, anywhere=True)
            return
        way = self._way_to(action)
        if action.group is Group.MOVE:
            self._cursor_wish = None  # the person goes elsewhere
        if way is not None and not self.can_do(action):
            self.say(self._why_not(action))
        elif way is not None:
            result = repeated(action, way, count)()
            if isawaitable(result):
                await result
        else:
            self.say(self.words.text("{action}: not there yet", action=action.say(self.words)))

    def _why_not(self, action: Action) -> str:
        """What is said when an action makes no sense now: its own reason, where it has one."""
        reason: Callable[[], str] | None = getattr(self._owner(action), f"why_not_{action.name}", None)
        name = action.say(self.words)
        if reason is None:
            return self.words.text("{action}: not now", action=name)
        return self.words.text("{action}: {reason}", action=name, reason=reason())

    def _way_to(self, action: Action) -> Callable[[], object] | None:
        if action.number is not None and action.name == f"view_{action.number}":
            number = action.number
            return lambda: self.do_view(number)
        owner = self._owner(action)
        way: Callable[[], object] | None = getattr(owner, f"do_{action.name}", None)
        return way

    def _owner(self, action: Action) -> object:
        """Who does an action: the tab while it has the keys, else the screen."""
        tab = self._tab if self.context is getattr(self._tab, "context", None) else None
        return tab if hasattr(tab, f"do_{action.name}") else self

    # The program

    def do_quit(self) -> None:
        self.app.exit()

    def do_refresh(self) -> None:
        self._minute_passed()
        self.tasks.ask_again()

    def do_help(self) -> None:
        from tme_tui.tui.help.screen import HelpScreen

        context = Context.LIST if self.context is Context.INPUT else self.context
        self.app.push_screen(HelpScreen(context, self.keymap, self.words, self.can_do))

    def command(self, text: str) -> None:
        """A number goes to a task, a name is an action."""
        digits = text.lstrip("#:")
        if digits.isdecimal() and digits.isascii() and len(digits) < 10:
            self.find_task(int(digits), anywhere=True)
            return
        if not text:
            return
        if (found := read_command(text, self.words)) is not None:
            self.call_next(self._act_with, found)
            return
        self.say(
            self.words.text(
                "{name} is no command; {key} lists them", name=harmless(text), key=self.key_of("palette")
            ),
            wrong=True,
        )

    def find_task(self, number: int, *, anywhere: bool = False) -> None:
        """Put the cursor on a task; with `anywhere`, show it alone when the list does not have it."""
        if self.tasks.go_to(number) if self._tab is None else self._tab.go_to(number):
            return
        if anywhere:
            self.show_question(Question(f"id:{number}"), cursor=number)
        else:
            self._cursor_wish = number
