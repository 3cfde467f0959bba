"""The topic of opening the line: for what, with which text, about which tasks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from textual import on
from textual.content import Content

from tme_tui.model.errors import TmeError
from tme_tui.tui.line.prompt import Purpose
from tme_tui.tui.line.prompt_words import LABELS, PLACEHOLDERS
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.topics.changing import Changing
from tme_tui.tui.working.answers import LineReady
from tme_tui.tui.working.questions import Question
from tme_tui.tui.working.work import Urgency

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.model.draft import Fields
    from tme_tui.model.task import Task


class Asked(NamedTuple):
    """A question of somebody else's that the line is open for."""

    then: Callable[[str], object]
    check: Callable[[TaskManager, str], str] | None
    left: Callable[[], object] | None = None
    label: str = ""


class Opening(Changing):
    """Everything that the line can be opened for."""

    _edited: Task | None = None
    _before: Question | None = None
    """What was shown before a filter or a search began to be typed."""
    _inside_of: int | None = None
    _recalled = 0
    _asked: Asked | None = None
    """What the line is open for, when it is somebody else's."""

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
        left: Callable[[], object] | None = None,
    ) -> None:
        """Open the line for something of the caller's own; `then` has what was typed.

        When `then` raises what is wrong with it, the line is open again; `left` is called when it is left.
        """
        self._asked = Asked(then, check, left, label)
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
                return "", self.words.error(str(error))

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

    def add_with(self, text: str) -> None:
        """Open the line for adding, with the cursor before a text that stands there already."""
        self._open(Purpose.ADD, f" {text}")
        self.prompt.go_to_start()

    def do_add_subtask(self) -> None:
        self._inside_of = self.number
        if self._inside_of is not None:
            self._open(Purpose.SUBTASK, number=self._inside_of)

    def do_edit_line(self) -> None:
        from tme_tui.tui.line import typed

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

    def _typed_before(self, purpose: Purpose | None) -> list[str]:
        return [] if purpose is None else self.memory.lines.get(purpose.value, [])

    def _defaults(self, purpose: Purpose) -> Fields:
        from tme_tui.model.draft import Fields
        from tme_tui.tui.line import typed

        if purpose is Purpose.SUBTASK and self._inside_of is not None:
            return typed.inside(self._inside_of)
        if purpose is Purpose.ADD:
            found = typed.defaults_of(self.entry.kind.value, self.entry.name)
            return found if self._tab is None else replace(found, **self._tab.defaults())
        return Fields()
