"""Chains: `A >> B >> C` are three tasks, each waiting for the one before."""

from __future__ import annotations

from itertools import pairwise

from tme_tui.language.context import Context, Dialect
from tme_tui.language.dates.reference import Reference
from tme_tui.language.quickadd.assembly import assemble
from tme_tui.language.quickadd.exotic import with_last_resort
from tme_tui.language.quickadd.line import Line
from tme_tui.language.quickadd.pieces import Literal, Piece, Setting
from tme_tui.language.quickadd.scanner import scan
from tme_tui.language.quickadd.sentences import Voice
from tme_tui.model.draft import Draft, Span, SpanKind

_MOST = 50
_ARROW = ">>"


def read_one(text: str, context: Context, *, adding: bool) -> Draft:
    """One task of one line."""
    line = Line(text)
    ref = Reference(context)
    draft = assemble(line, scan(line, ref), ref, adding=adding, text=text)
    return with_last_resort(draft, ref) if context.last_resort else draft


def read_chain(text: str, context: Context) -> Draft:
    """The first task of a line, with those that wait for it, one after the other, in `chain`."""
    if _ARROW not in text or context.dialect is Dialect.OFF:
        return read_one(text, context, adding=True)
    line = Line(text)
    ref = Reference(context)
    cuts = _cuts(line, scan(line, ref))
    if not cuts:
        return read_one(text, context, adding=True)
    drafts = []
    begin = 0
    for cut in [*cuts, line.size]:
        drafts.append(_segment(line, begin, cut, context, text))
        begin = cut + 1
    arrows = tuple(_arrow_span(line, cut, Voice(ref)) for cut in cuts)
    first = drafts[0]
    spans = tuple(sorted([*first.spans, *arrows], key=lambda span: span.start))
    return Draft(text, first.fields, spans, first.notices, first.alternatives, tuple(drafts[1:]))


def _cuts(line: Line, pieces: list[Piece]) -> list[int]:
    """The arrows that stand alone between two texts, outside quotations and notes."""
    covered = [
        (piece.first, piece.last)
        for piece in pieces
        if isinstance(piece.value, Literal)
        or (isinstance(piece.value, Setting) and piece.value.kind is SpanKind.NOTE)
    ]
    arrows = [
        i
        for i in range(line.size)
        if line.tokens[i].text == _ARROW and line.tokens[i].spaced and line.tokens[i + 1].spaced
    ]
    free = [i for i in arrows if not any(first <= i < last for first, last in covered)]
    edges = [-1, *free, line.size]
    if len(free) > _MOST or any(after - before < 2 for before, after in pairwise(edges)):
        return []
    return free


def _segment(line: Line, first: int, last: int, context: Context, text: str) -> Draft:
    """One task of a chain, its spans counted in the whole line."""
    start = line.tokens[first].start
    draft = read_one(line.text[start : line.tokens[last - 1].end], context, adding=True)
    return _moved(draft, start, text)


def _moved(draft: Draft, by: int, text: str) -> Draft:
    spans = tuple(
        Span(span.start + by, span.end + by, span.kind, span.value, span.sentence) for span in draft.spans
    )
    others = tuple(_moved(other, by, text) for other in draft.alternatives)
    return Draft(text, draft.fields, spans, draft.notices, others)


def _arrow_span(line: Line, i: int, voice: Voice) -> Span:
    token = line.tokens[i]
    return Span(token.start, token.end, SpanKind.DEPENDENCY, _ARROW, voice.say("next task"))
