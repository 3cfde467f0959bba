"""From a line to tokens: brackets, words, quoted texts, `+Category`-like signs and `field:value` pairs.

One pass, each character looked at a fixed number of times, so that no line takes long. Nothing is resolved
here except which names are fields: `a::b`, `18:00` and `https://…` are words, not fields.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto
from typing import NamedTuple

from tme_tui.language.query.mistakes import mistake
from tme_tui.language.query.words import FIELDS
from tme_tui.model.text import fold

QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}
SIGNS = "+#@!"
_NAME_LIMIT = 64


class Shape(Enum):
    """What a piece of a query looks like."""

    OPEN = auto()
    CLOSE = auto()
    WORD = auto()
    TEXT = auto()
    """Quoted or escaped: never a keyword."""
    SIGN = auto()
    FIELD = auto()


class Token(NamedTuple):
    """A piece of a query, with its place in the line."""

    shape: Shape
    start: int
    """Where it begins, its minus sign included."""
    end: int
    negated: bool = False
    name: str = ""
    """The sign, or the field as it was typed."""
    name_start: int = 0
    operator: str = ""
    value_start: int = 0
    text: str = ""
    """What a word or a quoted text says; for signs and fields the value as it stands in the line."""
    mask: str = ""
    """`text` with each quoted character, quotes included, made NUL: separators are sought here."""


class Lexer:
    """Reads one line; `attributes` are the folded names that count as fields besides the built-in ones."""

    def __init__(self, line: str, attributes: Iterable[str] = ()) -> None:
        self.line = line
        self.attributes = frozenset(attributes)
        self.place = 0

    def tokens(self) -> list[Token]:
        found = []
        while (token := self._next()) is not None:
            found.append(token)
        return found

    def _peek(self, ahead: int = 0) -> str:
        place = self.place + ahead
        return self.line[place] if place < len(self.line) else ""

    def _skip_spaces(self) -> None:
        while self._peek().isspace():
            self.place += 1

    def _next(self) -> Token | None:
        self._skip_spaces()
        start, letter = self.place, self._peek()
        if not letter:
            return None
        if letter == ")":
            self.place += 1
            return Token(Shape.CLOSE, start, self.place, text=letter)
        negated = letter == "-" and bool(self._peek(1).strip()) and self._peek(1) not in "-<>=)"
        if negated:
            self.place += 1
            letter = self._peek()
        if letter == "(":
            self.place += 1
            return Token(Shape.OPEN, start, self.place, negated, text=letter)
        if letter in QUOTES:
            inner = self._quoted()
            return Token(Shape.TEXT, start, self.place, negated, value_start=start + negated, text=inner)
        if letter == "\\" and _goes_on(self._peek(1)):
            self.place += 1
            word = self._bare()
            return Token(Shape.TEXT, start, self.place, negated, value_start=start + negated, text=word)
        if letter in SIGNS and self._sign_counts(letter):
            self.place += 1
            return self._valued(Shape.SIGN, start, negated, letter, self.place - 1, ":")
        return self._field(start, negated) or self._word(start, negated)

    def _sign_counts(self, sign: str) -> bool:
        """Whether the sign begins something: `+3d`, `# heading` and `!` alone do not."""
        after = self._peek(1)
        if not _goes_on(after) or (after == sign and sign != "!"):
            return False
        return sign != "+" or after.isalpha() or after in QUOTES or after == "_"

    def _word(self, start: int, negated: bool) -> Token:
        begin = self.place
        word = self._bare()
        return Token(Shape.WORD, start, self.place, negated, value_start=begin, text=word)

    def _field(self, start: int, negated: bool) -> Token | None:
        """`name:value`, `name<value`, `name < value`; None when it is only a word."""
        begin = place = self.place
        if not self.line[place].isalpha():
            return None
        while place < len(self.line) and place - begin <= _NAME_LIMIT and _in_name(self.line[place]):
            place += 1
        name = self.line[begin:place]
        known = fold(name) in FIELDS or fold(name) in self.attributes
        after = place
        while known and after < len(self.line) and self.line[after].isspace():
            after += 1
        operator = _operator_at(self.line, after)
        if not operator:
            return None
        if after > place and operator == ":":
            raise mistake(f"write {name}:… without a space", self.line, place, after + 1)
        self.place = after + len(operator)
        if operator == ":" and (second := _operator_at(self.line, self.place)) and second != ":":
            operator, self.place = second, self.place + len(second)
        elif operator == ":" and not known and self._peek() in ("/", ":", "\\"):
            self.place = begin  # an address, a path, a C++ name
            return None
        if operator != ":":
            self._skip_spaces()
        return self._valued(Shape.FIELD, start, negated, name, begin, operator)

    def _valued(
        self, shape: Shape, start: int, negated: bool, name: str, name_start: int, operator: str
    ) -> Token:
        begin = self.place
        mask = self._masked()
        text = self.line[begin : self.place]
        return Token(shape, start, self.place, negated, name, name_start, operator, begin, text, mask)

    def _bare(self) -> str:
        begin = self.place
        while _goes_on(self._peek()):
            self.place += 1
        return self.line[begin : self.place]

    def _masked(self) -> str:
        """Read a value, in which quotes may open at the start and after `,` and `..`."""
        parts: list[str] = []
        begin = piece = self.place
        while _goes_on(letter := self._peek()):
            opens = self.place == begin or self.line[self.place - 1] in ",."
            if letter in QUOTES and opens:
                parts.append(self._unquoted(piece))
                quote = self.place
                self._quoted()
                parts.append("\0" * (self.place - quote))
                piece = self.place
            else:
                self.place += 1
        parts.append(self._unquoted(piece))
        return "".join(parts)

    def _unquoted(self, start: int) -> str:
        return self.line[start : self.place].replace("\0", " ")

    def _quoted(self) -> str:
        start = self.place
        closing = QUOTES[self.line[start]]
        place = start + 1
        letters: list[str] = []
        while place < len(self.line):
            letter = self.line[place]
            if letter == closing:
                self.place = place + 1
                return "".join(letters)
            if letter == "\\" and place + 1 < len(self.line) and self.line[place + 1] in (closing, "\\"):
                place += 1
                letter = self.line[place]
            letters.append(letter)
            place += 1
        raise mistake("this quote is never closed", self.line, start, start + 1)


def _goes_on(letter: str) -> bool:
    return bool(letter) and not letter.isspace() and letter not in "()"


def _in_name(letter: str) -> bool:
    return letter.isalnum() or letter in "_-."


def _operator_at(line: str, place: int) -> str:
    two = line[place : place + 2]
    if two in ("<=", ">=", "!=", "=="):
        return "=" if two == "==" else two
    return two[:1] if two[:1] in ("<", ">", "=", ":") else ""
