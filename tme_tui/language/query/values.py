"""The value of a field, taken apart: lists by commas, ranges by `..`, quotes removed."""

from __future__ import annotations

from typing import NamedTuple

from tme_tui.language.query.lexer import QUOTES, Token


class Piece(NamedTuple):
    """Some text of the line, without its quotes."""

    text: str
    start: int
    end: int
    quoted: bool = False


class Item(NamedTuple):
    """One of the values of a list: a single one (`high is low`) or a range, whose ends may be open."""

    low: Piece | None
    high: Piece | None
    ranged: bool
    start: int
    end: int


def whole(token: Token) -> Piece:
    """The value as one text, commas and dots included."""
    return _piece(token, 0, len(token.text))


def items_of(token: Token, *, dashes: bool = False) -> list[Item]:
    """What stands between the commas; with `dashes`, `3-7` is a range too."""
    found = []
    start = 0
    for length in map(len, token.mask.split(",")):
        found.append(_item(token, start, start + length, dashes))
        start += length + 1
    return found


def _item(token: Token, start: int, end: int, dashes: bool) -> Item:
    separator = ".."
    split = token.mask.find("..", start, end)
    if split < 0 and dashes:
        separator = "-"
        split = token.mask.find("-", start + 1, end)
    where = token.value_start + start, token.value_start + end
    if split < 0:
        piece = _piece(token, start, end)
        return Item(piece, piece, False, *where)
    low = _piece(token, start, split) if split > start else None
    high = _piece(token, split + len(separator), end) if split + len(separator) < end else None
    return Item(low, high, True, *where)


def _piece(token: Token, start: int, end: int) -> Piece:
    text, mask = token.text[start:end], token.mask[start:end]
    quoted = "\0" in mask
    if quoted:
        text = _unquoted(text, mask)
    return Piece(text, token.value_start + start, token.value_start + end, quoted)


def _unquoted(text: str, mask: str) -> str:
    letters: list[str] = []
    closing = ""
    place = 0
    while place < len(text):
        letter = text[place]
        if mask[place] != "\0":
            closing = ""
            letters.append(letter)
        elif not closing:
            closing = QUOTES[letter]
        elif letter == "\\" and text[place + 1 : place + 2] in (closing, "\\"):
            place += 1
            letters.append(text[place])
        elif letter == closing:
            closing = ""
        else:
            letters.append(letter)
        place += 1
    return "".join(letters)
