"""The fields of the attributes that a task's type declares; others take their place when the type changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tme_tui.tui.form.attributes import field_of
from tme_tui.tui.form.chosen import meant, shown
from tme_tui.tui.form.field_line import FieldLine

if TYPE_CHECKING:
    from tme_tui.i18n import Translator
    from tme_tui.model.task_type import TaskType


def attribute_lines(
    kind: TaskType | None, texts: Mapping[str, str], words: Translator
) -> dict[str, FieldLine]:
    """A line for each attribute, by its name, with its text."""
    found = {}
    for each in kind.attributes if kind is not None else ():
        field = field_of(each)
        choices = [shown(field, one, words) for one in field.choices]
        text = shown(field, meant(field, texts[each.name], words), words)
        hint = words.text(field.hint) if field.hint else " · ".join(choices)
        found[each.name] = FieldLine(field, field.label, hint, text, choices, free=not each.required)
    return found


def texts_in(lines: Mapping[str, FieldLine], words: Translator) -> dict[str, str]:
    """What stands in lines, by their names, in the words of the model."""
    return {name: meant(row.field, row.text, words) for name, row in lines.items()}
