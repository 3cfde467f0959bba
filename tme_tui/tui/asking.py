"""The topic of typing: what the prompt is opened for, what is shown while typing, what Enter does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual import events, on
from textual.content import Content

from tme_tui.i18n import message
from tme_tui.model.errors import TmeError
from tme_tui.tui.answers import LineReady, Read
from tme_tui.tui.cells import harmless
from tme_tui.tui.changing import Changing
from tme_tui.tui.completing import candidates
from tme_tui.tui.prompt import Prompt, Purpose
from tme_tui.tui.questions import Question
from tme_tui.tui.work import Urgency

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.model.draft import Fields
    from tme_tui.model.task import Task

LABELS = {
    Purpose.ADD: message("add"),
    Purpose.SUBTASK: message("add inside #{number}"),
    Purpose.EDIT: message("edit #{number}"),
    Purpose.DUE: message("due"),
    Purpose.WAIT: message("hide until"),
    Purpose.CATEGORY: message("category"),
    Purpose.TAGS: message("tags"),
    Purpose.FILTER: message("filter"),
    Purpose.SEARCH: message("search"),
    Purpose.COMMAND: message("command"),
    Purpose.SAVE_VIEW: message("save view as"),
}
PLACEHOLDERS = {
    Purpose.ADD: message("Pay rent every 1st 9:00 +Home #money !1"),
    Purpose.SUBTASK: message("Pay rent every 1st 9:00 +Home #money !1"),
    Purpose.DUE: message("fri 18:00, tomorrow, +3d, every monday, none"),
    Purpose.WAIT: message("monday, in 2 weeks, someday, none"),
    Purpose.CATEGORY: message("Work/Design, or none"),
    Purpose.TAGS: message("shop -home"),
    Purpose.FILTER: message("+Work #urgent due<friday -is:blocked sort:due"),
    Purpose.SEARCH: message("words in titles and notes"),
    Purpose.COMMAND: message("42 goes to task 42; or the name of a command"),
}
_TASKS = frozenset({Purpose.ADD, Purpose.SUBTASK, Purpose.EDIT})
_LIVE = frozenset({Purpose.FILTER, Purpose.SEARCH})


class Asked(NamedTuple):
    """A question of somebody else's that the line is open for."""

    then: Callable[[str], object]
    check: Callable[[TaskManager, str], str] | None


class Asking(Changing):
    """Everything that is typed in the prompt."""

    _edited: Task | None = None
    _before: Question | None = None
    """What was shown before a filter or a search began to be typed."""
    _inside_of: int | None = None
    _sent: dict[str, tuple[Purpose, str]]
    """Lines that were accepted and not answered yet."""
    _recalled = 0
    _asked: Asked | None = None
    """What the line is open for, when it is somebody else's."""
    _plain: tuple[str, str] | None = None
    """The line before and after a chip was taken as text."""
    _then_save = False
    """Whether the query that is accepted now is to be kept as a view."""

    def _open(self, purpose: Purpose, text: str = "", **values: object) -> None:
        words = self.words
        self._recalled = len(self._typed_before(purpose))
        label = words.text(LABELS[purpose], **values)
        hint = words.text(PLACEHOLDERS[purpose]) if purpose in PLACEHOLDERS else ""
        self.prompt.open(purpose, label, text, hint)

    def ask_line(
        self,
        label: str,
        then: Callable[[str], object],
        *,
        text: str = "",
        hint: str = "",
        check: Callable[[TaskManager, str], str] | None = None,
    ) -> None:
        """Open the line for something of the caller's own; `then` has what was typed."""
        self._asked = Asked(then, check)
        self.prompt.open(Purpose.ASK, label, text, hint)

    def _check_asked(self, text: str) -> None:
        check = None if self._asked is None else self._asked.check
        if check is None or not text.strip():
            self.prompt.say(Content(""))
            return

        def read(engine: TaskManager) -> tuple[str, str]:
            try:
                return check(engine, text), ""
            except TmeError as error:
                return "", str(error)

        def show(answer: tuple[str, str]) -> None:
            if self.prompt.purpose is not Purpose.ASK or self.prompt.text != text:
                return
            said, wrong = answer
            if wrong:
                self.prompt.refuse(wrong)
            else:
                self.prompt.say(Content.styled(harmless(said), "$tme-due"))

        self.inquire(read, show, Urgency.ECHO, "preview")

    def do_add(self) -> None:
        self._open(Purpose.ADD)

    def do_add_subtask(self) -> None:
        self._inside_of = self.number
        if self._inside_of is not None:
            self._open(Purpose.SUBTASK, number=self._inside_of)

    def do_edit_line(self) -> None:
        from tme_tui.tui import typed

        number = self.number
        if number is not None:
            self.work.ask(lambda engine: typed.read_task_line(engine, number), Urgency.ECHO, "line")

    @on(LineReady)
    def _line_ready(self, event: LineReady) -> None:
        if self.prompt.purpose is None:
            self._edited = event.task
            self._open(Purpose.EDIT, event.line, number=event.task.id)

    def do_due(self) -> None:
        self._open_for_tasks(Purpose.DUE)

    def do_wait(self) -> None:
        self._open_for_tasks(Purpose.WAIT)

    def do_category(self) -> None:
        self._open_for_tasks(Purpose.CATEGORY)

    def do_tags(self) -> None:
        self._open_for_tasks(Purpose.TAGS)

    def _open_for_tasks(self, purpose: Purpose) -> None:
        if self.chosen:
            self._open(purpose)

    def do_filter(self) -> None:
        self._before = self.question
        self._open(Purpose.FILTER, self.question.filter)

    def do_search(self) -> None:
        self._before = self.question
        self._open(Purpose.SEARCH, self.question.search)

    def do_commands(self) -> None:
        self._open(Purpose.COMMAND)

    def do_jump(self) -> None:
        self._open(Purpose.COMMAND)

    def do_save_view(self) -> None:
        self._open(Purpose.SAVE_VIEW)

    # While typing

    @on(Prompt.Changed)
    def _prompt_changed(self, event: Prompt.Changed) -> None:
        purpose, text, words = event.purpose, event.text, self.words
        self.prompt.offer(candidates(purpose, text, self.prompt.cursor, self.known_names()))
        if purpose is Purpose.ASK:
            self._check_asked(text)
            return
        if purpose is Purpose.SEARCH and text != self.question.search:
            self._narrow(purpose, text)
        if purpose in (Purpose.SEARCH, Purpose.COMMAND, Purpose.SAVE_VIEW):
            return
        from tme_tui.tui import typed

        defaults = self._defaults(purpose)
        self.ask(
            lambda engine: typed.preview(engine, purpose, text, words, defaults), Urgency.ECHO, "preview"
        )

    @on(Read)
    def _read(self, event: Read) -> None:
        if event.purpose is not self.prompt.purpose or event.text != self.prompt.text:
            return
        if event.wrong:
            self.prompt.refuse(event.wrong, event.pieces)
            return
        self.prompt.say(event.said, event.pieces)
        if event.purpose is Purpose.FILTER and not event.held and event.text != self.question.filter:
            self._narrow(Purpose.FILTER, event.text)

    def _narrow(self, purpose: Purpose, text: str) -> None:
        """Show what the filter or the search leaves, as it is typed."""
        question = self.question
        if purpose is Purpose.SEARCH:
            question = Question(question.view, question.filter, text)
        else:
            question = Question(question.view, text, question.search)
        self.show_question(question, cursor=self.number)

    async def type_key(self, event: events.Key) -> bool:
        """What the line does with a key; Backspace behind a chip takes it as text first."""
        if event.key == "backspace" and self.prompt.purpose in _TASKS:
            chip = self.prompt.chip_before_cursor()
            if chip is not None:
                self._take_as_text(chip)
                return True
        return await self.prompt.take_key(event)

    def do_as_text(self) -> None:
        """Take the last chip as text; once more, understand it again."""
        text = self.prompt.text
        if self._plain is not None and self._plain[1] == text:
            self.prompt.set_text(self._plain[0])
            self._plain = None
        elif (chip := self.prompt.last_chip) is not None:
            self._take_as_text(chip)

    def can_as_text(self) -> bool:
        """Whether a task is being typed."""
        return self.prompt.purpose in _TASKS

    def _take_as_text(self, chip: tuple[int, int, str]) -> None:
        from tme_tui.language.quickadd import as_plain_text

        before = self.prompt.text
        after = as_plain_text(before, chip[0], chip[1])
        self._plain = (before, after)
        self.prompt.set_text(after, cursor=chip[1] + len(after) - len(before))

    def do_accept(self) -> None:
        purpose = self.prompt.purpose
        if purpose is not None:
            self._submitted(purpose, self.prompt.take())

    def do_cancel(self) -> None:
        purpose = self.prompt.purpose
        if purpose is not None:
            self.prompt.take()
            self._cancelled(purpose)

    def do_complete_next(self) -> None:
        self.prompt.complete(1)

    def do_complete_previous(self) -> None:
        self.prompt.complete(-1)

    def do_line_older(self) -> None:
        """Searching, the arrows move in what was found; else they go through what was typed before."""
        if self.prompt.purpose in _LIVE:
            self.tasks.move(-1)
        else:
            self._recall(-1)

    def do_line_newer(self) -> None:
        if self.prompt.purpose in _LIVE:
            self.tasks.move(1)
        else:
            self._recall(1)

    def _typed_before(self, purpose: Purpose | None) -> list[str]:
        return [] if purpose is None else self.memory.lines.get(purpose.value, [])

    def _recall(self, step: int) -> None:
        lines = self._typed_before(self.prompt.purpose)
        if not lines:
            return
        self._recalled = max(0, min(self._recalled + step, len(lines)))
        self.prompt.set_text(lines[self._recalled] if self._recalled < len(lines) else "")

    def do_save(self) -> None:
        """Keep the query that is being typed as a view."""
        if self.can_save():
            self._then_save = True
            self.do_accept()

    def can_save(self) -> bool:
        """Whether a query is being typed."""
        return self.prompt.purpose in _LIVE

    def _cancelled(self, purpose: Purpose) -> None:
        self.show_pane("tasks")
        if purpose in _LIVE and self._before is not None and self._before != self.question:
            self.show_question(self._before, cursor=self.number)

    # After Enter

    def _submitted(self, purpose: Purpose, text: str) -> None:
        self.show_pane("tasks")
        if purpose not in (Purpose.EDIT, Purpose.ASK):
            self.memory.keep_line(purpose.value, text)
        match purpose:
            case Purpose.SEARCH | Purpose.FILTER:
                if purpose is Purpose.FILTER and text != self.question.filter:
                    self._narrow(purpose, text)
                if self._then_save:
                    self.do_save_view()
                self._then_save = False
            case Purpose.COMMAND:
                self.command(text.strip())
            case Purpose.SAVE_VIEW:
                self.save_view(text)
            case Purpose.ASK:
                if self._asked is not None:
                    self._asked.then(text)
            case _:
                self._change_by(purpose, text)

    def _change_by(self, purpose: Purpose, text: str) -> None:
        """Do what the line says; if it is refused, the prompt opens again with the text."""
        from tme_tui.tui import typed

        if not text.strip() and purpose in (Purpose.ADD, Purpose.SUBTASK, Purpose.TAGS):
            return
        name = f"{purpose.value}:{id(text)}"
        self._sent[name] = (purpose, text)
        numbers, words, edited = self.chosen, self.words, self._edited
        match purpose:
            case Purpose.ADD | Purpose.SUBTASK:
                defaults = self._defaults(purpose)
                self.change(partial(typed.add_line, text=text, defaults=defaults), name=name, show=True)
            case Purpose.EDIT if edited is not None:
                self.change(lambda engine: typed.edit_line(engine, edited, text), name=name, show=True)
            case Purpose.DUE | Purpose.WAIT:
                self.change(lambda engine: typed.set_moment(engine, numbers, text, purpose, words), name=name)
            case Purpose.CATEGORY:
                self.change(lambda engine: typed.set_category(engine, numbers, text), name=name)
            case Purpose.TAGS:
                self.change(lambda engine: typed.set_tags(engine, numbers, text, words), name=name)
            case _:
                pass

    def refused(self, name: str, error: TmeError) -> None:
        """A refused line comes back with what was typed, unless another is being typed already."""
        sent = self._sent.pop(name, None)
        if sent is None or self.prompt.purpose is not None:
            if name != "preview":
                super().refused(name, error)
            return
        purpose, text = sent
        number = self._inside_of if purpose is Purpose.SUBTASK else self._edited.id if self._edited else 0
        self._open(purpose, text, **({"number": number} if "{number}" in LABELS[purpose] else {}))
        self.prompt.refuse(str(error))
        self.say(harmless(str(error)), wrong=True)

    def _defaults(self, purpose: Purpose) -> Fields:
        from tme_tui.model.draft import Fields
        from tme_tui.tui import typed

        if purpose is Purpose.SUBTASK and self._inside_of is not None:
            return typed.inside(self._inside_of)
        if purpose is Purpose.ADD:
            found = typed.defaults_of(self.entry.kind.value, self.entry.name)
            return found if self._tab is None else replace(found, **self._tab.defaults())
        return Fields()

    def save_view(self, name: str) -> None:
        """Keep what is shown as a view."""
        raise NotImplementedError

    def command(self, text: str) -> None:
        """Do what was typed after the colon."""
        raise NotImplementedError
