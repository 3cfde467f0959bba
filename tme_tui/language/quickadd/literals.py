"""What is text on purpose: quotations, backslashes, `--`; and the note and the links of a line."""

from __future__ import annotations

from tme_tui.language.dates.tokens import Sort, ends_word
from tme_tui.language.quickadd.line import QUOTES, Line
from tme_tui.language.quickadd.pieces import Literal, Piece, Setting
from tme_tui.model.draft import SpanKind
from tme_tui.model.text import clean_line

_SCHEMES = frozenset({"http", "https", "ftp", "mailto"})


class Quotations:
    """Finds where quotations close, looking at each closing mark once however many are opened."""

    __slots__ = ("_line", "_places")

    def __init__(self, line: Line) -> None:
        self._line = line
        self._places: dict[str, list[int]] = {}

    def closing(self, i: int) -> int | None:
        """The token after the quotation that opens at token `i`."""
        marks = QUOTES.get(self._line.tokens[i].text)
        if marks is None or self._line.tokens[i + 1].spaced:
            return None
        places = self._places.get(marks)
        if places is None:
            tokens = self._line.tokens
            places = [
                k
                for k in range(self._line.size - 1, -1, -1)
                if tokens[k].text in marks and ends_word(tokens, k + 1)
            ]
            self._places[marks] = places
        while places and places[-1] <= i:
            places.pop()
        return places[-1] + 1 if places else None


def read_literal(line: Line, i: int, quotations: Quotations) -> Piece | None:
    """Text on purpose at token `i`, which begins a word."""
    tokens = line.tokens
    token = tokens[i]
    if token.text == "\\" and not tokens[i + 1].spaced:
        return Piece(i, line.chunk_end(i), Literal(hidden=1))
    if token.text == "--" and token.spaced and tokens[i + 1].spaced:
        return Piece(i, line.size, Literal(hidden=1))
    if token.text == "//" and token.spaced and i > 0 and tokens[i + 1].sort is not Sort.END:
        if not tokens[i + 1].spaced:
            return None
        note = clean_line(line.text[tokens[i].end :])
        return Piece(i, line.size, Setting(SpanKind.NOTE, "notes", note))
    if token.text in QUOTES:
        end = quotations.closing(i)
        return Piece(i, end, Literal()) if end is not None else None
    return None


def read_link(line: Line, i: int) -> Piece | None:
    """A web address at token `i`."""
    tokens = line.tokens
    if tokens[i].text not in _SCHEMES or tokens[i + 1].text != ":" or tokens[i + 1].spaced:
        return None
    if tokens[i + 2].spaced or (tokens[i].text != "mailto" and tokens[i + 2].text != "//"):
        return None
    address, end = line.chunk(i)
    return Piece(i, end, Setting(SpanKind.LINK, "link", address)) if len(address) > len("https://") else None


def escape(text: str, start: int, end: int) -> str:
    """A backslash before each word that touches `text[start:end]`, unless it has one."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    pieces = []
    word_begins = True
    for letter in text[start:end]:
        if word_begins and not letter.isspace() and letter != "\\":
            pieces.append("\\")
        word_begins = letter.isspace()
        pieces.append(letter)
    return text[:start] + "".join(pieces) + text[end:]
