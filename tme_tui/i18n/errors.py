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
PIECES: Final = (
    "did you mean {near}?",
    "expected {expects}, not {value}",
    "expected {expects}",
    "{expects}, or {word}",
    "is not a setting",
    "is not valid YAML: {problem}",
    "not {value}",
    "{one} waits for {value}",
    "{one} inside {value}",
    "see docs/settings.md",
)
"""Parts that are put together where they are raised, after a semicolon or a colon."""
_WORDS: Final = ("expects", "hint", "key", "kind", "problem", "reason", "value", "value2", "value3", "what")
"""The values that may be words or a sentence of the program itself."""
_SETTING = re.compile(r"[a-z_]+(\.[a-z_]+)+")
_PIECE, _ANYTHING = "(?:(?!; ).)+?", ".+?"
"""What a value may be: without a semicolon in it first, since behind one another sentence may stand."""


class Errors:
    """The shapes of one catalogue."""

    def __init__(self, catalogue: Mapping[Key, tuple[str, ...]]) -> None:
        self._catalogue = catalogue
        shapes = [(text, forms[0]) for (text, sense), forms in catalogue.items() if sense == SENSE and forms]
        shapes.sort(key=lambda shape: -len(shape[0]))
        self._shapes = [(_pattern(text, _PIECE), said) for text, said in shapes]
        self._loose = [(_pattern(text, _ANYTHING), said) for text, said in shapes]

    def say(self, text: str) -> str:
        """The sentence in the language of the catalogue.

        Behind a semicolon another may stand, and before a colon the place or the field that is meant.
        """
        place, _, behind = text.partition(": ")
        if _SETTING.fullmatch(place) and (told := self.say(behind)) != behind:
            return f"{place}: {told}"  # before a shape takes the name of a setting for one of its values
        whole = self._whole(text)
        if whole is not None:
            return whole
        first, semicolon, rest = text.partition("; ")
        if not semicolon:
            return self._placed(text)
        placed = self._placed(first)
        if placed == first and (loose := self._matched(text, self._loose)) is not None:
            return loose  # a value has a semicolon, such as a title
        return f"{placed}; {self.say(rest)}"

    def _placed(self, text: str) -> str:
        first, colon, rest = text.partition(": ")
        if not colon:
            return self._whole(text) or text
        return self._whole(text) or f"{self._whole(first) or first}: {self._placed(rest)}"

    def _whole(self, text: str) -> str | None:
        place, _, rest = text.partition(": ")
        known = self._exactly(rest) if rest else None  # before a shape takes the place for a value
        if known is not None and self._exactly(text) is None:
            return f"{self._whole(place) or place}: {known}"
        return self._exactly(text) or self._matched(text, self._shapes)

    def _exactly(self, text: str) -> str | None:
        for sense in (SENSE, ""):  # a sentence without values may be said elsewhere too
            forms = self._catalogue.get((text, sense))
            if forms:
                return forms[0]
        return None

    def _matched(self, text: str, shapes: list[tuple[re.Pattern[str], str]]) -> str | None:
        for pattern, said in shapes:
            match = pattern.fullmatch(text)
            if match is not None:
                return said.format_map(
                    {name: self._value(name, one) for name, one in match.groupdict().items()}
                )
        return None

    def _value(self, name: str, text: str) -> str:
        return self.say(text) if name in _WORDS else text


def _pattern(text: str, value: str) -> re.Pattern[str]:
    parts = []
    for literal, name, _, _ in string.Formatter().parse(text):
        parts.append(re.escape(literal))
        parts.append("" if name is None else f"(?P<{name}>{value})")
    return re.compile("".join(parts), re.DOTALL)
