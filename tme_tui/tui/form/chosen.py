"""Kind and state as people read them; the form itself knows them by the words of the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tme_tui.i18n import Translator, message
from tme_tui.model.task import Kind
from tme_tui.tui.details_text import STATES

CHOSEN: Final[Mapping[str, Mapping[str, str]]] = {
    "kind": {Kind.TASK.value: message("task"), Kind.EVENT.value: message("event")},
    "status": {status.value: word for status, word in STATES.items()},
}
"""By field, what may stand there and how it is said."""


def shown(field: str, text: str, words: Translator) -> str:
    """The reader's word for what stands in a field."""
    said = CHOSEN.get(field, {}).get(text)
    return text if said is None else words.text(said)


def meant(field: str, text: str, words: Translator) -> str:
    """What a person's word in a field means; English is understood too."""
    typed = text.strip().casefold()
    for known, said in CHOSEN.get(field, {}).items():
        if typed in (known, words.text(said).casefold()):
            return known
    return text
