"""The lines of the form: what stands in them, which there are for a type of task, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content

from tme_tui.model.text import fold
from tme_tui.tui.actions import Context, footer_for
from tme_tui.tui.dialog import Dialog
from tme_tui.tui.form.attribute_fields import attribute_lines, texts_in
from tme_tui.tui.form.attribute_line import dealt, whole, written_pairs
from tme_tui.tui.form.chosen import meant, shown
from tme_tui.tui.form.field_line import FieldLine
from tme_tui.tui.form.field_sheet import FieldSheet
from tme_tui.tui.form.fields import EMPTY, FIELDS, FormField
from tme_tui.tui.form.key_hints import KeyHints
from tme_tui.tui.form.notes import Notes
from tme_tui.tui.form.notes_shown import NotesShown
from tme_tui.tui.form.reading import Reading, read_form
from tme_tui.tui.working.work import Urgency

if TYPE_CHECKING:
    from tme_tui.model.task import Task
    from tme_tui.model.task_type import TaskType
    from tme_tui.tui.topics.forming import FormHost


_ALWAYS = ("kind", "status")
"""Fields in which something always stands."""


class FormLines(Dialog[bool]):
    """All fields of one task, without what is done with them."""

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
        self._rows = {
            field.name: self._line_of(field, texts[field.name]) for field in FIELDS if field.name != "notes"
        }
        self._rows["attributes"].text = line
        self._attributes = attribute_lines(self._kind, declared, self.words)
        self._sheet = FieldSheet(self.words.text("notes"), id="form-sheet")
        self._sheet.show(self._all_rows)
        self._notes = Notes(texts["notes"], id="form-notes")
        self._shown = NotesShown(id="form-shown")
        self._hints = KeyHints(id="form-hints")

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
        form = Vertical(id="form")
        form.border_title = Content(self.words.text("New task") if self._of is None else f"#{self._of.id}")
        with form:
            with VerticalScroll(id="form-fields", can_focus=False):
                yield self._sheet
                yield self._notes
                yield self._shown
            yield self._hints

    def on_mount(self) -> None:
        """Begin with the title, and say what the texts mean."""
        self.set_focus(self._sheet.line)
        self._check()

    def on_resize(self) -> None:
        """Another width has room for other keys."""
        self._show_keys()

    @on(events.DescendantFocus)
    @on(FieldSheet.Moved)
    def _show_keys(self) -> None:
        """The keys that count for the field that has them."""
        entries = footer_for(self.context, self.keymap, self.words)
        self._hints.show([entry for entry in entries if self.can_do(entry.action)], self.size.width - 8)

    @on(KeyHints.Wanted)
    def _key_clicked(self, event: KeyHints.Wanted) -> None:
        self.perform(event.action)

    async def take_key(self, event: events.Key) -> bool:
        """The keys of the form; Enter goes on to the next line, in notes it is a line break."""
        if self._is_in_notes:
            return await super().take_key(event) or await self._notes.take_key(event)
        if event.key == "space" and self._sheet.current.turn():
            return True
        if event.key in ("enter", "down"):
            self.do_next_field()
            return True
        if event.key == "up":
            self.do_previous_field()
            return True
        return await super().take_key(event) or await self._sheet.take_key(event)

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the form."""
        typed = texts_in(self._rows, self.words)
        typed["attributes"] = whole(typed["attributes"], texts_in(self._attributes, self.words))
        return typed | {"notes": self._notes.text}

    @property
    def is_changed(self) -> bool:
        """Whether something would be lost."""
        return self.texts != self._before

    def row(self, name: str) -> FieldLine:
        """The line of a field."""
        return next(row for row in self._sheet.rows if row.field.name == name)

    @property
    def current(self) -> FieldLine | None:
        """The line that is typed into; None in the notes."""
        return None if self._is_in_notes else self._sheet.current

    @property
    def _all_rows(self) -> list[FieldLine]:
        """Every line, in the order in which they stand."""
        own = dict(self._rows)
        last = own.pop("attributes")
        return [*own.values(), *self._attributes.values(), last]

    # What it means

    @on(FieldSheet.Typed)
    def _typed(self) -> None:
        self._follow_type()
        self._check()

    def _follow_type(self) -> None:
        """Have the fields of the type that stands there; while none stands there whole, those before stay."""
        name = self._rows["type"].text.strip()
        kind = self._types.get(fold(name))
        if kind is not self._kind and (kind is not None or not name):
            declared, line = dealt(self.texts["attributes"], kind)
            self._kind = kind
            self._attributes = attribute_lines(kind, declared, self.words)
            self._rows["attributes"].text = line
            self._sheet.show(self._all_rows)

    @on(FieldSheet.Left)
    def _left_line(self, event: FieldSheet.Left) -> None:
        """What a field is there for moves into it."""
        if event.row.field.name == "attributes":
            self._fill_fields()
            self._check()

    def _fill_fields(self) -> None:
        declared, line = dealt(self._rows["attributes"].text, self._kind)
        for name, row in self._attributes.items():
            typed = declared.get(name, "")
            if typed and not row.text.strip():
                row.text = shown(row.field, meant(row.field, typed, self.words), self.words)
            elif typed:
                line = "; ".join(filter(None, (line, written_pairs({name: typed}))))
        self._rows["attributes"].text = line

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
            self._sheet.say(reading.said, reading.wrong)

    # Moving

    def go_to(self, row: FieldLine) -> None:
        """Type into a line from now on."""
        self._sheet.go_to(row)
        self.set_focus(self._sheet.line, scroll_visible=False)

    def do_next_field(self) -> None:
        self._step(1)

    def do_previous_field(self) -> None:
        self._step(-1)

    def _step(self, lines: int) -> None:
        """Go on or back; the notes stand between the last line and the first."""
        is_over = self._is_in_notes or not self._sheet.step(lines)
        if is_over and self._notes.display and not self._is_in_notes:
            self.set_focus(self._notes)
        elif is_over:
            self.go_to(self._sheet.rows[0 if lines > 0 else -1])

    @property
    def _is_in_notes(self) -> bool:
        return self.focused is self._notes

    def on_paste(self, event: events.Paste) -> None:
        """One line is typed into a line; notes take it whole by themselves."""
        if not self._is_in_notes:
            event.stop()
            self._sheet.line.insert_text_at_cursor(" ".join(event.text.split()))
