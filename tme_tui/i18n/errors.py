"""Sentences of errors in another language, found by their shape.

An entry of a catalogue with the sense `error` is such a sentence, with names in braces where values stand:
`#{number} does not repeat`. Values are put into the translation as they are, but for words of the program
itself, such as states, which are translated too.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tme_tui.i18n.catalogue import Key

SENSE: Final = "error"
_OWN: Final = frozenset(
    {"open", "started", "done", "cancelled", "deleted", "task", "event", "person", "view"}
)


class Errors:
    """The shapes of one catalogue."""

    def __init__(self, catalogue: Mapping[Key, tuple[str, ...]]) -> None:
        self._catalogue = catalogue
        shapes = [(text, forms[0]) for (text, sense), forms in catalogue.items() if sense == SENSE and forms]
        shapes.sort(key=lambda shape: -len(shape[0]))
        self._shapes = [(_pattern(text), said) for text, said in shapes]

    def say(self, text: str) -> str:
        """The sentence in the language of the catalogue; behind a semicolon another may stand."""
        found = self._whole(text)
        if found is not None:
            return found
        first, semicolon, rest = text.partition("; ")
        if not semicolon:
            return text
        return f"{self._whole(first) or first}; {self.say(rest)}"

    def _whole(self, text: str) -> str | None:
        forms = self._catalogue.get((text, ""))
        if forms:  # a sentence without values, marked where it is raised
            return forms[0]
        for pattern, said in self._shapes:
            match = pattern.fullmatch(text)
            if match is not None:
                return said.format_map({name: self._value(one) for name, one in match.groupdict().items()})
        return None

    def _value(self, text: str) -> str:
        forms = self._catalogue.get((text, "")) if text in _OWN else None
        return forms[0] if forms else text


def _pattern(text: str) -> re.Pattern[str]:
    parts = []
    for literal, name, _, _ in string.Formatter().parse(text):
        parts.append(re.escape(literal))
        parts.append("" if name is None else f"(?P<{name}>.+?)")
    return re.compile("".join(parts), re.DOTALL)
