"""A message that has its values already, in English, and can still be said in another language.

Errors are raised where nobody knows who will read them. Such a text is an ordinary string; a translator that
is handed it finds the message and the values in it again. Once it was written down, it is only the string.
"""

from __future__ import annotations

from collections.abc import Mapping


class Said(str):
    """English text that remembers of what it was made."""

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        """Itself, so that what goes through `str`, as the text of an error does, still remembers."""
        return self


def said(template: str, /, **values: object) -> Said:
    """The message with its values."""
    text = Said(template.format_map(values))
    text.template = template
    text.values = values
    return text
