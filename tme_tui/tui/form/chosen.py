"""Choices as people read them; the form itself knows them by the words of the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tme_tui.i18n import Translator
    from tme_tui.tui.form.fields import FormField


def shown(field: FormField, text: str, words: Translator) -> str:
    """The reader's word for what stands in a field."""
    said = field.said.get(text)
    return text if said is None else words.text(said)


def meant(field: FormField, text: str, words: Translator) -> str:
    """What a person's word in a field means; English is understood too."""
    typed = text.strip().casefold()
    for known, said in field.said.items():
        if typed in (known, words.text(said).casefold()):
            return known
    return text
