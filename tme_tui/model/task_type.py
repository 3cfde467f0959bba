"""Task types: named sets of typed attributes, such as a `bug` with a `severity`."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from tme_tui.model.errors import InvalidValue
from tme_tui.model.text import clean_line, fold
from tme_tui.model.value import value


class AttributeKind(StrEnum):
    """What the value of an attribute is."""

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "bool"
    DATE = "date"
    CHOICE = "choice"


_YES = frozenset({"yes", "y", "true", "1", "on", "да", "д"})
_NO = frozenset({"no", "n", "false", "0", "off", "нет", "н"})


@value
class Attribute:
    """A field that tasks of a type have beside those of all tasks."""

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
                    raise InvalidValue(f"{self.name} takes a number, not {text!r}", field=self.name) from None
                if number != number or abs(number) == float("inf"):
                    raise InvalidValue(f"{self.name} takes a number, not {text!r}", field=self.name)
                return int(number) if number.is_integer() else number
            case AttributeKind.YES_NO:
                if fold(text) in _YES | _NO:
                    return fold(text) in _YES
                raise InvalidValue(f"{self.name} takes yes or no, not {text!r}", field=self.name)
            case AttributeKind.DATE:
                try:
                    return date.fromisoformat(text).isoformat()
                except ValueError:
                    raise InvalidValue(
                        f"{self.name} takes a date such as 2026-11-21, not {text!r}", field=self.name
                    ) from None
            case AttributeKind.CHOICE:
                for choice in self.choices:
                    if fold(choice) == fold(text):
                        return choice
                known = ", ".join(self.choices)
                raise InvalidValue(f"{self.name} takes one of {known}, not {text!r}", field=self.name)
            case _:
                return text


@value
class TaskType:
    """A name and the attributes that its tasks may carry."""

    name: str
    attributes: tuple[Attribute, ...] = ()

    def attribute(self, name: str) -> Attribute | None:
        wanted = fold(name)
        return next((a for a in self.attributes if fold(a.name) == wanted), None)
