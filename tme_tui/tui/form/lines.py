"""The lines of the form: what stands in them, which there are for a type of task, and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Markdown, Static, TextArea

from tme_tui.model.text import fold
from tme_tui.tui.actions import Context, footer_for
from tme_tui.tui.dialog import Dialog
from tme_tui.tui.form.attribute_fields import AttributeFields
from tme_tui.tui.form.attribute_line import dealt, whole, written_pairs
from tme_tui.tui.form.chosen import meant, shown
from tme_tui.tui.form.field_line import FieldLine
from tme_tui.tui.form.fields import EMPTY, FIELDS, FormField
from tme_tui.tui.form.key_hints import KeyHints
from tme_tui.tui.form.reading import Reading, read_form
from tme_tui.tui.work import Urgency

if TYPE_CHECKING:
    from tme_tui.model.task import Task
    from tme_tui.model.task_type import TaskType
    from tme_tui.tui.forming import FormHost


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
        self._attributes = AttributeFields(self.words)
        self._attributes.show(self._kind, declared)
        self._rows = {
            field.name: self._line_of(field, texts[field.name]) for field in FIELDS if field.name != "notes"
        }
        self._rows["attributes"].line.value = line
        self._notes = TextArea(texts["notes"], id="form-notes", soft_wrap=True, tab_behavior="focus")
        self._shown = Markdown(id="form-shown", open_links=False)
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
        self._show_keys()

    @on(events.DescendantFocus)
    def _show_keys(self) -> None:
        """The keys that count for the field that has them."""
        entries = footer_for(self.context, self.keymap, self.words)
        self._hints.show([entry for entry in entries if self.can_do(entry.action)], self.size.width - 8)

    @on(KeyHints.Wanted)
    def _key_clicked(self, event: KeyHints.Wanted) -> None:
        self.perform(event.action)

    def do_help(self) -> None:
        """Which keys count here."""
        from tme_tui.tui.help_screen import HelpScreen

        self.app.push_screen(HelpScreen(self.context, self.keymap, self.words, self.can_do))

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

    # Moving

    def do_next_field(self) -> None:
        self.focus_next()

    def do_previous_field(self) -> None:
        self.focus_previous()

    @property
    def _current(self) -> FieldLine | None:
        return next((row for row in self._all_rows if row.line is self.focused), None)

    def on_paste(self, event: events.Paste) -> None:
        """One line is typed into a line; notes take it whole by themselves."""
        row = self._current
        if row is not None:
            event.stop()
            row.line.insert_text_at_cursor(" ".join(event.text.split()))
