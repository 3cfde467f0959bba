"""The topic of the form: opening it for a task or for a line, storing what it says, settling conflicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from tme_tui.model.draft import Fields
from tme_tui.model.errors import Conflict, TmeError
from tme_tui.tui.line.prompt import Purpose
from tme_tui.tui.planning.slipping import Edit, Move, Question, moved
from tme_tui.tui.tab import Host
from tme_tui.tui.topics.ground import Changed
from tme_tui.tui.topics.program_screens import ProgramScreens
from tme_tui.tui.working.work import Urgency

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome
    from tme_tui.model.task import Task
    from tme_tui.model.task_type import TaskType
    from tme_tui.tui.line.completing import Known

Types = Mapping[str, "TaskType"]
Stored = Callable[[TmeError | None], object]


class FormHost(Host, Protocol):
    """What the form needs of the main screen."""

    def known_names(self) -> Known:
        """The names that can be completed."""

    def edit_text(self, text: str) -> str:
        """Let the person change a text in their own editor."""

    def store_form(self, task: Task | None, fields: Fields, then: Stored) -> None:
        """Store what a form says; `then` hears why it was refused, or None."""


class Forming(ProgramScreens):
    """Actions that open the form."""

    def do_edit_form(self) -> None:
        if (number := self.number) is not None:
            self.open_form(number)

    def open_form(self, number: int) -> None:
        """Open the form of a task."""

        def read(engine: TaskManager) -> tuple[Task, dict[str, str], Types]:
            from tme_tui.tui.form.fields import texts_of

            task, context = engine.get_task(number), engine.context()
            return task, texts_of(task, context), context.types

        self.inquire(read, lambda found: self._show_form(*found), Urgency.ECHO, "form-open")

    def open_clicked(self, number: int) -> None:
        """Open the form of a task by the mouse, once it is loaded."""
        self.after_loading("edit_form", partial(self.open_form, number))

    def _show_form(self, task: Task | None, texts: dict[str, str], types: Types) -> None:
        from tme_tui.tui.form.screen import FormScreen

        if self.is_current:
            self.open_dialog(FormScreen(self, task, texts, types))

    def do_line_to_form(self) -> None:
        """Go on with the line that is being typed, in the form."""
        purpose, text = self.prompt.purpose, self.prompt.text
        if purpose is Purpose.EDIT and self._edited is not None:
            number = self._edited.id
            self.do_cancel()
            self.open_form(number)
            return
        if purpose not in (Purpose.ADD, Purpose.SUBTASK):
            return
        defaults = self._defaults(purpose)

        def read_line(engine: TaskManager) -> tuple[dict[str, str], Types]:
            from tme_tui.language.quickadd import parse_line
            from tme_tui.tui.form.fields import texts_of
            from tme_tui.tui.line.typed import with_defaults

            context = engine.context()
            fields = with_defaults(parse_line(text, context), defaults).fields
            return texts_of(None, context, fields), context.types

        self.prompt.take()
        self.show_pane("tasks")
        self.inquire(read_line, lambda found: self._show_form(None, *found), Urgency.ECHO, "form-open")

    def can_line_to_form(self) -> bool:
        """Whether a task is being typed."""
        return self.prompt.purpose in (Purpose.ADD, Purpose.SUBTASK, Purpose.EDIT)

    def store_form(self, task: Task | None, fields: Fields, then: Stored) -> None:
        """Store what a form says; `then` hears why it was refused, or None.

        What would be late for it is asked about first; left as it is, the form stays open and hears nothing.
        """
        if task is None:
            self._store(lambda engine: engine.add([fields]), None, fields, then)
            return
        edit = Edit((task,), fields)

        def stored(move: Move | None, asked: Question | None) -> None:
            if asked is None or move is None:
                self._store(lambda engine: engine.edit(task, fields), task, fields, then)
                return

            def then_mark(error: TmeError | None) -> None:
                then(error)
                if error is None:
                    self.mark_late(asked, move)

            found = asked.found
            self._store(lambda engine: moved(engine, edit, found, move, self.words), task, fields, then_mark)

        def told(asked: Question | None) -> None:
            if asked is None:
                stored(None, None)
            else:
                self.ask_slipping(asked, lambda move: None if move is None else stored(move, asked))

        self.inquire(lambda engine: self.question_of(engine, edit), told, Urgency.CHANGE)

    def _store(
        self, job: Callable[[TaskManager], Outcome], task: Task | None, fields: Fields, then: Stored
    ) -> None:
        def store(engine: TaskManager) -> tuple[Outcome | None, TmeError | None]:
            try:
                return job(engine), None
            except TmeError as error:
                return None, error

        def told(answer: tuple[Outcome | None, TmeError | None]) -> None:
            outcome, error = answer
            if outcome is not None:
                show = int(outcome.tasks[0].id) if outcome.tasks else None
                self.post_message(Changed(outcome, show=show))
            if isinstance(error, Conflict) and task is not None:
                self._settle(task, fields, error, then)
            else:
                then(error)

        self.inquire(store, told, Urgency.CHANGE)

    def _settle(self, task: Task, fields: Fields, conflict: Conflict, then: Stored) -> None:
        """Let the person choose between two values of each contested field, then store the rest with it."""
        from tme_tui.tui.form.conflict import ConflictDialog

        def chosen(mine: frozenset[str] | None) -> None:
            if mine is None:
                then(conflict)  # nothing typed is lost: the form stays as it is
                return
            lost = [name for name in conflict.fields if name not in mine]
            kept = without(fields, lost)
            number = task.id
            if not kept.given():
                then(None)
                return

            def store(engine: TaskManager) -> tuple[Outcome | None, TmeError | None]:
                try:
                    return engine.edit([number], kept), None
                except TmeError as error:
                    return None, error

            def told(answer: tuple[Outcome | None, TmeError | None]) -> None:
                if answer[0] is not None:
                    self.post_message(Changed(answer[0], show=int(number)))
                then(answer[1])

            self.inquire(store, told, Urgency.CHANGE)

        self.app.push_screen(ConflictDialog(self.setup, self.keymap, conflict.fields), chosen)


def without(fields: Fields, names: list[str]) -> Fields:
    """The fields but for those named, as a conflict names them."""
    gone: dict[str, Any] = {}
    for name in names:
        if name in Fields.__annotations__:
            before = getattr(Fields(), name)
            gone[name] = before
        elif name in fields.attributes:
            rest = {key: one for key, one in fields.attributes.items() if key not in names}
            gone["attributes"] = rest
    return replace(fields, **gone) if gone else fields
