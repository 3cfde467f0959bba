"""Task types: named sets of typed attributes, such as a `bug` with a `severity`."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from tme_tui.model.errors import InvalidValue
from tme_tui.model.text import clean_line, fold
from tme_tui.model.value import value


class AttributeKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    YES_NO = "bool"
    DATE = "date"
    CHOICE = "choice"


_YES = frozenset({"yes", "y", "true", "1", "on", "да", "д"})
_NO = frozenset({"no", "n", "false", "0", "off", "нет", "н"})


@value
class Attribute:
    name: str
    kind: AttributeKind = AttributeKind.TEXT
    choices: tuple[str, ...] = ()
    required: bool = False

    def read(self, text: str) -> object:
        """The value that a typed text stands for: str, float, bool or an ISO date as str."""
        text = clean_line(text)
        match self.kind:
            case AttributeKind.NUMBER:
                try:
                    number = float(text.replace(",", "."))
                except ValueError:
                    raise self._wrong(text, "a number") from None
                if number != number or abs(number) == float("inf"):
                    raise self._wrong(text, "a number")
                return int(number) if number.is_integer() else number
            case AttributeKind.YES_NO:
                if fold(text) in _YES | _NO:
                    return fold(text) in _YES
                raise self._wrong(text, "yes or no")
            case AttributeKind.DATE:
                try:
                    return date.fromisoformat(text).isoformat()
                except ValueError:
                    raise self._wrong(text, "a date such as 2026-11-21") from None
            case AttributeKind.CHOICE:
                for choice in self.choices:
                    if fold(choice) == fold(text):
                        return choice
                raise self._wrong(text, "one of " + ", ".join(self.choices))
            case _:
                return text

    def _wrong(self, text: str, expected: str) -> InvalidValue:
        return InvalidValue(f"{self.name} takes {expected}, not {text!r}", field=self.name)


@value
class TaskType:
    """A name and the attributes that its tasks may carry."""

    name: str
    attributes: tuple[Attribute, ...] = ()

    def attribute(self, name: str) -> Attribute | None:
        wanted = fold(name)
        return next((a for a in self.attributes if fold(a.name) == wanted), None)
