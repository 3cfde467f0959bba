"""The form itself: lines with labels, what each means beside it, notes below."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Markdown, Static, TextArea

from tme_tui.model.errors import TmeError
from tme_tui.model.moment import Moment
from tme_tui.model.text import fold
from tme_tui.tui.actions import Context, footer_for
from tme_tui.tui.bars import hints_of
from tme_tui.tui.cells import harmless
from tme_tui.tui.confirm import Confirm
from tme_tui.tui.dialog import Dialog
from tme_tui.tui.form.attribute_fields import AttributeFields
from tme_tui.tui.form.attribute_line import dealt, whole, written_pairs
from tme_tui.tui.form.attributes import field_name
from tme_tui.tui.form.chosen import meant, shown
from tme_tui.tui.form.field_line import FieldLine
from tme_tui.tui.form.fields import EMPTY, FIELDS, FormField, Help
from tme_tui.tui.form.helping import helper_of
from tme_tui.tui.form.reading import Reading, read_form
from tme_tui.tui.work import Urgency

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.model.task import Task
    from tme_tui.model.task_type import TaskType
    from tme_tui.tui.forming import FormHost


_ALWAYS = ("kind", "status")
"""Fields in which something always stands."""


class FormScreen(Dialog[bool]):
    """All fields of one task; it stays open until what was typed is stored or given up."""

    CSS_PATH = "form.tcss"
    context: ClassVar[Context] = Context.FORM

    def __init__(
        self, host: FormHost, task: Task | None, texts: Mapping[str, str], types: Mapping[str, TaskType]
    ) -> None:
        super().__init__(host.setup, host.keymap)
        self._host = host
        self._of = task
        self._types = types
        """The known types of tasks, by folded name."""
        self._before = dict(texts) if task is not None else dict(EMPTY)
        """The texts as the task has them; what is typed is compared with them."""
        self._before["attributes"] = whole(self._before["attributes"], {})
        self._kind = types.get(fold(texts["type"]))
        declared, line = dealt(texts["attributes"], self._kind)
        self._attributes = AttributeFields(self.words)
        self._attributes.show(self._kind, declared)
        self._rows = {
            field.name: self._line_of(field, texts[field.name]) for field in FIELDS if field.name != "notes"
        }
        self._rows["attributes"].line.value = line
        self._notes = TextArea(texts["notes"], id="form-notes", soft_wrap=True, tab_behavior="focus")
        self._shown = Markdown(id="form-shown", open_links=False)
        self._hints = Static(id="form-hints", markup=False)

    def _line_of(self, field: FormField, text: str) -> FieldLine:
        words = self.words
        choices = [shown(field, one, words) for one in field.choices]
        if field.name == "type":
            choices = [each.name for each in self._types.values()]
        label, hint = words.text(field.label), words.text(field.hint) if field.hint else ""
        free = field.name not in _ALWAYS
        return FieldLine(field, label, hint, shown(field, text, words), choices, free=free)

    def compose(self) -> ComposeResult:
        """Fields, notes, keys."""
        with Vertical(id="form"):
            with VerticalScroll(id="form-fields", can_focus=False):
                for name, row in self._rows.items():
                    if name == "attributes":
                        yield self._attributes
                    yield row
                yield Static(self.words.text("notes"), classes="field--label", markup=False)
                yield self._notes
                yield self._shown
            yield self._hints

    def on_mount(self) -> None:
        """Say whose form it is, and what its texts mean."""
        title = self.words.text("New task") if self._of is None else f"#{self._of.id}"
        self.query_one("#form").border_title = Content(title)
        self._shown.display = False
        self._rows["title"].line.focus()
        self._check()

    def on_resize(self) -> None:
        """Another width has room for other keys."""
        entries = footer_for(self.context, self.keymap, self.words)
        hints = [(each.keys[0], each.label) for each in entries if self.can_do(each.action)]
        self._hints.update(hints_of(hints, self.size.width - 8))

    async def take_key(self, event: events.Key) -> bool:
        """The keys of the form; Enter goes on to the next line, in notes it is a line break."""
        if self.focused is not self._notes:
            row = self._current
            if event.key == "space" and row is not None and row.turn():
                return True
            if event.key in ("enter", "down"):
                self.focus_next()
                return True
            if event.key == "up":
                self.focus_previous()
                return True
        return await super().take_key(event)

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the form."""
        typed = {name: meant(row.field, row.line.value, self.words) for name, row in self._rows.items()}
        typed["attributes"] = whole(typed["attributes"], self._attributes.texts)
        return typed | {"notes": self._notes.text}

    @property
    def is_changed(self) -> bool:
        """Whether something would be lost."""
        return self.texts != self._before

    def row(self, name: str) -> FieldLine:
        """The line of a field."""
        return next(row for row in self._all_rows if row.field.name == name)

    @property
    def _all_rows(self) -> list[FieldLine]:
        """Every line, in the order in which they stand."""
        return [
            row
            for name, own in self._rows.items()
            for row in ([*self._attributes.rows, own] if name == "attributes" else [own])
        ]

    # What it means

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.input is self._rows["type"].line:
            self._follow_type()
        self._check()

    def _follow_type(self) -> None:
        """Have the fields of the type that stands there; while none stands there whole, those before stay."""
        name = self._rows["type"].line.value.strip()
        kind = self._types.get(fold(name))
        if kind is not self._kind and (kind is not None or not name):
            declared, line = dealt(self.texts["attributes"], kind)
            self._kind = kind
            self._attributes.show(kind, declared)
            self._rows["attributes"].line.value = line

    @on(events.DescendantBlur)
    def _left_line(self, event: events.DescendantBlur) -> None:
        """A beginning becomes the choice that it can only mean; what a field is there for moves into it."""
        row = next((row for row in self._all_rows if row.line is event.widget), None)
        if row is None:
            return
        row.complete()
        if row.field.name == "attributes":
            self._fill_fields()

    def _fill_fields(self) -> None:
        declared, line = dealt(self._rows["attributes"].line.value, self._kind)
        for row in self._attributes.rows:
            typed = declared.get(row.field.label, "")
            if typed and not row.line.value.strip():
                row.line.value = shown(row.field, meant(row.field, typed, self.words), self.words)
            elif typed:
                line = "; ".join(filter(None, (line, written_pairs({row.field.label: typed}))))
        self._rows["attributes"].line.value = line

    def _check(self) -> None:
        task, before, texts, words = self._of, self._before, self.texts, self.words
        self._host.inquire(
            lambda engine: read_form(engine, task, before, texts, words),
            lambda reading: self._show(texts, reading),
            Urgency.ECHO,
            "form",
        )

    def _show(self, texts: Mapping[str, str], reading: Reading) -> None:
        if self.is_mounted and texts == self.texts:
            for row in self._all_rows:
                name = row.field.name
                wrong = reading.wrong.get(name, "")
                row.say(wrong or reading.said.get(name, ""), wrong=bool(wrong))

    # Saving and leaving

    def do_save(self) -> None:
        """Store what was typed, in one step; what is refused stays in the form."""
        task, before, texts, words = self._of, self._before, self.texts, self.words

        def read(engine: TaskManager) -> Reading:
            return read_form(engine, task, before, texts, words)

        self._host.inquire(read, self._save, Urgency.CHANGE)

    def _save(self, reading: Reading) -> None:
        if reading.wrong:
            self._show(self.texts, reading)
            next(row for row in self._all_rows if row.field.name in reading.wrong).line.focus()
            return
        if not reading.fields.given():
            self.dismiss(False)
            return
        self._host.store_form(self._of, reading.fields, self._stored)

    def _stored(self, error: TmeError | None) -> None:
        if error is None:
            self.dismiss(True)
            return
        name = str(getattr(error, "field", None))
        names = (name, {"depends_on": "depends"}.get(name), field_name(name), "title")
        row = next(row for name in names for row in self._all_rows if row.field.name == name)
        row.say(self.words.error(str(error)), wrong=True)
        row.line.focus()

    def do_cancel(self) -> None:
        """Leave; asks when something would be lost."""
        if not self.is_changed:
            self.dismiss(False)
            return
        words = self.words
        question = words.text("Leave without saving what you changed here?")
        dialog = Confirm(self.setup, self.keymap, question, words.text("Leave"), words.text("Stay"))
        self.app.push_screen(dialog, self._leave)

    def _leave(self, answer: bool | None) -> None:
        if answer:
            self.dismiss(False)

    # Moving and helping

    def do_next_field(self) -> None:
        self.focus_next()

    def do_previous_field(self) -> None:
        self.focus_previous()

    async def do_preview(self) -> None:
        """Show the notes as they will look, or as text again."""
        shown = not self._shown.display
        if shown:
            await self._shown.update("\n".join(harmless(line) for line in self._notes.text.split("\n")))
        self._shown.display, self._notes.display = shown, not shown
        if not shown:
            self._notes.focus()

    def do_to_editor(self) -> None:
        """Go on with the notes in the person's editor."""
        try:
            self._notes.text = self._host.edit_text(self._notes.text)
        except TmeError as error:
            self._host.say(harmless(self.words.error(str(error))), wrong=True)

    @property
    def _current(self) -> FieldLine | None:
        return next((row for row in self._all_rows if row.line is self.focused), None)

    def can_choose(self) -> bool:
        """Whether there is something to choose for the line that has the keys."""
        row = self._current
        return row is not None and row.field.help is not Help.NOTHING

    def do_choose(self) -> None:
        """Open the month, the rules or the list that belongs to the line."""
        self._open(self._current)

    @on(FieldLine.Opened)
    def _opened(self, event: FieldLine.Opened) -> None:
        self._open(event.row)

    def _open(self, row: FieldLine | None) -> None:
        if row is None or row.field.help is Help.NOTHING:
            return
        if row.field.help is Help.MONTH:
            text = row.line.value

            def begin(engine: TaskManager) -> tuple[date, date]:
                from tme_tui.language.dates import read_moment

                today = Moment.at(engine.now(), self.setup.zone).day
                found = read_moment(text, engine.context()) if text.strip() else None
                return (today if found is None else found.day), today

            self._host.inquire(begin, lambda days: self._choose_day(row, *days), Urgency.ECHO, "form-day")
            return
        dialog, put = helper_of(row.field, row.line.value, self._host, self.texts, self._of)
        self.app.push_screen(dialog, lambda chosen: self._put(row, put(chosen)) if chosen else None)

    def _choose_day(self, row: FieldLine, day: date, today: date) -> None:
        from tme_tui.tui.form.month import MonthPicker

        def put(chosen: date | None) -> None:
            if chosen is not None:
                time = row.line.value.strip().rpartition(" ")[2]
                kept = f" {time}" if ":" in time else ""
                self._put(row, f"{chosen.isoformat()}{kept}")

        self.app.push_screen(
            MonthPicker(self.setup, self.keymap, day, today, self.setup.calendar.first_weekday), put
        )

    def _put(self, row: FieldLine, text: str) -> None:
        row.line.value = shown(row.field, text, self.words)
        row.line.cursor_position = len(row.line.value)

    def perform(self, action: object) -> bool:
        """Some of the form's actions take a moment."""
        name = getattr(action, "name", "")
        if name == "preview":
            self.call_next(self.do_preview)
            return True
        return super().perform(action)  # type: ignore[arg-type]

    def on_paste(self, event: events.Paste) -> None:
        """One line is typed into a line; notes take it whole by themselves."""
        row = self._current
        if row is not None:
            event.stop()
            row.line.insert_text_at_cursor(" ".join(event.text.split()))
