"""Says messages in the reader's language. The English text is the message's name, so code reads naturally:

    words = translator("ru")
    words.text("Added {title}", title=task.title)
    words.plural("{n} task", "{n} tasks", 3)
    words.sense("menu", "Open")          # when one English word needs two translations

A message without a translation is said in English. Braces are for values: in a message that is given
none, they are only braces. Values are put in after translation and are never
looked into, so a title with braces in it is only a title.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from tme_tui.i18n.plurals import FORMS

if TYPE_CHECKING:
    from tme_tui.i18n.catalogue import Key
    from tme_tui.i18n.errors import Errors

LANGUAGES = ("en", "ru")


def message(text: str) -> str:
    """Marks a message that stands in a table and is translated where it is shown."""
    return text


def plural_message(one: str, many: str) -> tuple[str, str]:
    """Marks the two English forms of a message that stands in a table."""
    return one, many


def said(text: str) -> str:
    """Marks the sentence of an error that is written elsewhere than where it is raised."""
    return text


class Translator:
    """The messages of one language; its catalogue is read when the first message is said."""

    def __init__(self, locale: str, catalogue: Mapping[Key, tuple[str, ...]] | None = None) -> None:
        language = locale.replace("-", "_").partition("_")[0].partition(".")[0].casefold()
        self.language = language if language in LANGUAGES else "en"
        self._catalogue = catalogue
        self._errors: Errors | None = None

    def text(self, message: str, /, **values: object) -> str:
        """The message with its values."""
        return self._say(self._forms(message, ""), 0, message, values)

    def sense(self, sense: str, message: str, /, **values: object) -> str:
        """The message in one of its senses, such as `menu` or `status`."""
        return self._say(self._forms(message, sense), 0, message, values)

    def plural(self, one: str, many: str, number: float, /, **values: object) -> str:
        """The form that stands beside `number`, which is `{n}` in the message."""
        forms = self._forms(one, "")
        english = one if FORMS["en"][1](number) == 0 else many
        values = {"n": number, **values}
        return self._say(forms, FORMS[self.language][1](number), english, values)

    def error(self, text: str) -> str:
        """What an error says, which the engine wrote in English with its values in it.

        The engine serves programs too and speaks one language, so a person's is found by the shape of the
        sentence; a sentence that no catalogue knows is said as it is.
        """
        if self.language == "en":
            return text
        if self._errors is None:
            from tme_tui.i18n.errors import Errors

            self._forms("", "")
            self._errors = Errors(self._catalogue or {})
        return self._errors.say(text)

    def _forms(self, message: str, sense: str) -> tuple[str, ...]:
        if self.language == "en":
            return ()
        if self._catalogue is None:
            from tme_tui.i18n.catalogue import load_catalogue

            self._catalogue = load_catalogue(self.language)
        return self._catalogue.get((message, sense), ())

    @staticmethod
    def _say(forms: tuple[str, ...], form: int, english: str, values: Mapping[str, object]) -> str:
        said = forms[form] if form < len(forms) else english
        return said.format_map(values) if values else said


@cache
def translator(locale: str) -> Translator:
    """The translator of a locale; one for the process, so that a catalogue is read once."""
    return Translator(locale)
