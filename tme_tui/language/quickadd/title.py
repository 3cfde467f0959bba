"""The title: what is left of a line when all that was understood is taken out."""

from __future__ import annotations

from collections import deque

from tme_tui.language.dates.tokens import Sort
from tme_tui.language.quickadd.reading import Reading
from tme_tui.model.draft import SpanKind
from tme_tui.model.text import clean_line

_CLOSING = frozenset(",.;:!?)]}…")
_LOOSE = frozenset({",", ";", ":", "-", "–", "—"})
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_Run = tuple[int, int]


def compose_title(reading: Reading) -> str:
    """The left-over text.

    A comma, a colon or a dash that only joined something understood to the rest goes with it, and so does a
    pair of brackets left empty; what is text on purpose stays as it is.
    """
    tokens = reading.line.tokens
    runs = _without_joints(reading, _without_empty_brackets(reading, _runs(reading)))
    parts: list[str] = []
    literal = deque(reading.literal)
    for first, last in runs:
        escaped = first - 1 in reading.hidden
        spaced = tokens[first - 1 if escaped else first].spaced
        if parts and (spaced or not (escaped or tokens[first].text[0] in _CLOSING)):
            parts.append(" ")
        parts.append(reading.line.slice(first, last))
        _mark_title(reading, first, last, literal)
    return clean_line("".join(parts))


def _mark_title(reading: Reading, first: int, last: int, literal: deque[tuple[int, int]]) -> None:
    """Spans for a run of the title, around what is text on purpose and has a span already."""
    said = reading.voice.say("title")
    position = first
    while position < last:
        while literal and literal[0][1] <= position:
            literal.popleft()
        begin, end = literal[0] if literal else (last, last)
        if begin > position:
            stop = min(begin, last)
            reading.span(position, stop, SpanKind.TITLE, reading.line.slice(position, stop), said)
        position = max(position, end)


def _runs(reading: Reading) -> list[_Run]:
    """Ranges of tokens that nothing used."""
    runs: list[_Run] = []
    position = 0
    for first, last in sorted([*reading.used, *((i, i + 1) for i in reading.hidden)]):
        if first > position:
            runs.append((position, first))
        position = max(position, last)
    if position < reading.line.size:
        runs.append((position, reading.line.size))
    return runs


def _without_empty_brackets(reading: Reading, runs: list[_Run]) -> list[_Run]:
    """Without brackets that stood right around something understood."""
    tokens = reading.line.tokens
    kept = list(runs)
    for number in range(len(kept) - 1):
        (first, last), (after, end) = kept[number], kept[number + 1]
        if first >= last or after >= end or after - 1 in reading.hidden:
            continue
        if _PAIRS.get(tokens[last - 1].text) == tokens[after].text:
            kept[number], kept[number + 1] = (first, last - 1), (after + 1, end)
    return [(first, last) for first, last in kept if first < last]


def _without_joints(reading: Reading, runs: list[_Run]) -> list[_Run]:
    """Without loose punctuation at the outer ends, where something understood stood beside it."""
    if not runs:
        return runs
    first, last = runs[0]
    if first > 0 and first - 1 not in reading.hidden:
        while first < last and _is_loose(reading, first):
            first += 1
        runs = [(first, last), *runs[1:]] if first < last else runs[1:]
    if not runs:
        return runs
    first, last = runs[-1]
    if first > 0 and all(_is_loose(reading, i) for i in range(first, last)):
        runs = runs[:-1]  # `buy #milk,`
        if not runs:
            return runs
        first, last = runs[-1]
    if last < reading.line.size:
        while last > first and _is_loose(reading, last - 1):
            last -= 1
        runs = [*runs[:-1], (first, last)] if first < last else runs[:-1]
    return runs


def _is_loose(reading: Reading, i: int) -> bool:
    """Whether a token only joins: a comma, a colon, a dash, not written on purpose."""
    token = reading.line.tokens[i]
    if token.sort is not Sort.MARK or token.text not in _LOOSE:
        return False
    return not any(begin <= i < end for begin, end in reading.literal)
