"""One pass over a line: at each word the longest thing that may begin there, and on after it."""

from __future__ import annotations

from tme_tui.language.context import Dialect
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.tokens import Sort, Token, begins_word
from tme_tui.language.quickadd.blocks import read_end_of_span
from tme_tui.language.quickadd.line import QUOTES, Line
from tme_tui.language.quickadd.literals import Quotations, read_link, read_literal
from tme_tui.language.quickadd.phrases import (
    PLUS_READERS,
    PhraseReader,
    after_prepositions,
    before_phrases,
    number_readers,
    phrase_readers,
    repeating_phrase_readers,
    words_of_repeating,
)
from tme_tui.language.quickadd.pieces import Piece
from tme_tui.language.quickadd.sigils import read_accompanied, read_more_company, sigils
from tme_tui.language.quickadd.values import read_key

_LITERAL_MARKS = frozenset({"\\", "--", "//", *QUOTES})
_COMPANY = frozenset({"with", "с", "со", "for", "для"})


def scan(line: Line, ref: Reference) -> list[Piece]:
    """The pieces of a line, in order; what lies between them is text."""
    tokens = line.tokens
    dialect = ref.context.dialect
    marks = sigils(dialect)
    repeating = words_of_repeating()
    repeats = any(token.text in repeating for token in tokens)
    readers_of = repeating_phrase_readers if repeats else phrase_readers
    words = readers_of() if dialect is not Dialect.OFF else {}
    prepositions, dates = before_phrases(), after_prepositions()
    quotations = Quotations(line)
    pieces: list[Piece] = []
    i, size = 0, line.size
    while i < size:
        token = tokens[i]
        if not token.spaced and not begins_word(tokens, i):
            i += 1
            continue
        piece: Piece | None = None
        if token.sort is Sort.WORD:
            following = tokens[i + 1]
            if following.text == ":" and not following.spaced:
                piece = read_link(line, i) or read_key(line, i, ref)
            elif not following.spaced and token.text in marks:
                piece = marks[token.text](line, i)
            if piece is None and dialect is Dialect.TME and token.text in _COMPANY:
                piece = read_accompanied(line, i)
            if piece is None:
                readers = words.get(token.text)
                if readers is not None and (
                    token.text not in prepositions or _may_follow(tokens[i + 1], dates)
                ):
                    piece = _longest(line, i, ref, readers)
        elif token.sort is Sort.NUMBER:
            if words:
                piece = _longest(line, i, ref, number_readers(tokens, i, repeats=repeats))
        else:
            if token.text in _LITERAL_MARKS:
                piece = read_literal(line, i, quotations)
            if piece is None and token.text in marks:
                piece = marks[token.text](line, i)
            if piece is None and token.text == "+" and words:
                piece = _longest(line, i, ref, PLUS_READERS)
        if piece is None:
            i += 1
        else:
            piece = (not repeats and read_end_of_span(tokens, piece, ref)) or piece
            while piece is not None:
                pieces.append(piece)
                i = piece.last
                piece = read_more_company(line, i, piece)
    return pieces


def _may_follow(token: Token, dates: frozenset[str]) -> bool:
    """Whether a preposition before this token may begin a phrase."""
    return token.sort is Sort.NUMBER or token.text in dates


def _longest(line: Line, i: int, ref: Reference, readers: tuple[PhraseReader, ...]) -> Piece | None:
    """The longest reading at token `i`; of equally long ones the first."""
    best: Piece | None = None
    for reader in readers:
        found = reader(line.tokens, i, ref)
        if found is not None and (best is None or found[1] > best.last):
            best = Piece(i, found[1], found[0])
    return best
