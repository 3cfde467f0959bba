"""The fields of the attributes that a task's type declares; others take their place when the type changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.containers import Vertical

from tme_tui.tui.form.attributes import field_of
from tme_tui.tui.form.chosen import meant, shown
from tme_tui.tui.form.field_line import FieldLine

if TYPE_CHECKING:
    from tme_tui.i18n import Translator
    from tme_tui.model.task_type import TaskType


class AttributeFields(Vertical):
    """One line for each attribute."""

    def __init__(self, words: Translator) -> None:
        super().__init__(id="form-attributes")
        self._words = words
        self._rows: dict[str, FieldLine] = {}
        """By the name of the attribute."""

    @property
    def rows(self) -> list[FieldLine]:
        """The lines as they stand."""
        return list(self._rows.values())

    @property
    def texts(self) -> dict[str, str]:
        """What stands in them, by the name of the attribute."""
        return {name: meant(row.field, row.line.value, self._words) for name, row in self._rows.items()}

    def show(self, kind: TaskType | None, texts: Mapping[str, str]) -> None:
        """Have the fields of this type, with these texts."""
        words = self._words
        self._rows = {}
        for each in kind.attributes if kind is not None else ():
            field = field_of(each)
            choices = [shown(field, one, words) for one in field.choices]
            text = shown(field, meant(field, texts[each.name], words), words)
            hint = words.text(field.hint) if field.hint else " · ".join(choices)
            self._rows[each.name] = FieldLine(field, field.label, hint, text, choices, free=not each.required)
        if self.is_attached:
            self.remove_children()
            self.mount(*self.rows)

    def on_mount(self) -> None:
        """Those that were shown before."""
        self.mount(*self.rows)
