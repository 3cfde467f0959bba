"""A line cut once into words, numbers and marks, so that every reader works on tokens, never on characters.

One pass of one simple pattern keeps the time linear whatever is typed, and comparing folded tokens makes
case, ё and extra spaces meaningless for all readers at once.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from tme_tui.model.text import clean_line, fold


class Sort(IntEnum):
    """What a token is made of."""

    WORD = 0
    NUMBER = 1
    MARK = 2
    """A run of one and the same other character, such as `!!` or `(`; a backslash is always by itself."""
    END = 3


class Token(NamedTuple):
    """A piece of the line, `line[start:end]`, in its folded form."""

    sort: Sort
    text: str
    start: int
    end: int
    spaced: bool
    """Whether white space, or the beginning of the line, stands before it."""


Tokens = list[Token]

LOOKAHEAD = 6
"""So many end tokens close each list, so that readers may look ahead without asking for its length."""

_LONGEST_NUMBER = 9
_PATTERN = re.compile(r"((?:[^\W\d_]|[\u0300-\u036f])+)|([0-9]+)|(\\|([^\s])\4*)")
_CLOSING = frozenset(",.;:!?)]}…»”\"'")
_OPENING = frozenset("([{«“„\"'")


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    return fold(word)


def without_controls(text: str) -> str:
    """The same text with each control character as one space, so that positions stay."""
    if text.isprintable():
        return text
    harmful = {ord(letter): " " for letter in set(text) if not clean_line(letter)}
    return text.translate(harmful) if harmful else text


def tokenize(text: str) -> Tokens:
    """The tokens of a line, closed by end tokens."""
    tokens: Tokens = []
    append = tokens.append
    last_end = -1
    for match in _PATTERN.finditer(text):
        start, end = match.span()
        sort = match.lastindex
        spaced = start != last_end
        if sort == 1:
            word = match.group()
            append(Token(Sort.WORD, word.lower() if word.isascii() else _folded(word), start, end, spaced))
        elif sort == 2:
            append(Token(Sort.NUMBER, match.group(), start, end, spaced))
        else:
            append(Token(Sort.MARK, match.group(), start, end, spaced))
        last_end = end
    size = len(text)
    tokens.extend([Token(Sort.END, "", size, size, True)] * LOOKAHEAD)
    return tokens


def length(tokens: Tokens) -> int:
    """How many real tokens there are."""
    return len(tokens) - LOOKAHEAD


def number_at(tokens: Tokens, i: int) -> int | None:
    """The number written at a token, unless it is absurdly long."""
    token = tokens[i]
    if token.sort is not Sort.NUMBER or len(token.text) > _LONGEST_NUMBER:
        return None
    return int(token.text)


def begins_word(tokens: Tokens, i: int) -> bool:
    """Whether a phrase may begin here: after a space, or after an opening bracket that follows one."""
    if tokens[i].spaced:
        return True
    before = tokens[i - 1]
    return before.sort is Sort.MARK and before.spaced and before.text in _OPENING


def ends_word(tokens: Tokens, i: int) -> bool:
    """Whether a phrase may end before token `i`: a space, the end, or closing punctuation and then those."""
    token = tokens[i]
    if token.spaced:
        return True
    steps = 0
    while token.sort is Sort.MARK and token.text[0] in _CLOSING and steps < LOOKAHEAD:
        i += 1
        steps += 1
        token = tokens[i]
        if token.spaced:
            return True
    return False
