"""Keys whose value is a moment or a span of time: `due:fri 18:00`, `event:fri 10:00-11:30`.

The canonical form of a span is `event:2026-11-27T10:00..2026-11-27T11:30`.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from tme_tui.language.dates.hours import Clock
from tme_tui.language.dates.moments import When, read_when, settle
from tme_tui.language.dates.ranges import read_time_range
from tme_tui.language.dates.reference import Reference
from tme_tui.language.dates.tokens import Tokens, ends_word, length, tokenize
from tme_tui.language.dates.words import weekdays
from tme_tui.language.quickadd.keys import NOTHING, Key
from tme_tui.language.quickadd.line import Line
from tme_tui.language.quickadd.pieces import Block, Deadline, Payload, Piece, Setting
from tme_tui.language.quickadd.reminders import canonical_moment
from tme_tui.model.draft import SpanKind
from tme_tui.model.moment import Moment
from tme_tui.model.text import fold

_FIELDS = {
    Key.DUE: (SpanKind.DUE, "due"),
    Key.STARTS: (SpanKind.START, "starts"),
    Key.ENDS: (SpanKind.END, "ends"),
    Key.WAIT: (SpanKind.WAIT, "wait"),
    Key.EXPIRES: (SpanKind.EXPIRES, "expires"),
    Key.EVENT: (SpanKind.START, "starts"),
}


def read_temporal(line: Line, i: int, key: Key, ref: Reference) -> Piece | None:
    """The piece that begins with a temporal key at token `i`."""
    tokens = line.tokens
    j = i + 2
    if not tokens[j].spaced:
        quoted = line.quoted(j)
        text, end = quoted if quoted is not None else line.chunk(j)
        if fold(text) in NOTHING and key is not Key.EVENT:
            return Piece(i, end, _payload(key, None))
        if quoted is not None or "[" in text or ".." in text:
            payload = _from_text(text, key, ref)
            if payload is not None and ends_word(tokens, end):
                return Piece(i, end, payload)
        if quoted is not None:
            return None
    block = read_block(tokens, j, ref)
    return Piece(i, block[1], _payload(key, block[0])) if block is not None else None


def _payload(key: Key, block: Block | None) -> Payload:
    kind, field = _FIELDS[key]
    if block is None:
        return Deadline(None) if key is Key.DUE else Setting(kind, field, None)
    if key is Key.EVENT or block.times is not None:
        return Block(key in (Key.EVENT, Key.DUE), block.when, block.times, block.until)
    if key is Key.DUE:
        return Deadline(block.when)
    return Setting(kind, field, block.when)


def read_block(tokens: Tokens, i: int, ref: Reference) -> tuple[Block, int] | None:
    """A moment, or a range of times with or without its day."""
    times = read_time_range(tokens, i, ref.parts)
    if times is not None:
        return Block(False, When(), times[0]), times[1]
    timed = read_when(tokens, i, ref, anchored=True)
    if timed is not None and timed[0].clock is None:
        j = timed[1] + 1 if tokens[timed[1]].text == "," else timed[1]
        times = read_time_range(tokens, j, ref.parts)
        if times is not None:
            return Block(False, timed[0], times[0]), times[1]
    when = read_when(tokens, i, ref, free=True, anchored=True)
    return (Block(False, when[0]), when[1]) if when is not None else None


def read_span_of_moments(tokens: Tokens, i: int, ref: Reference) -> tuple[Block, int] | None:
    """`from nov 27 10:00 to nov 29 18:00`, `с завтра 20:00 до послезавтра 8:00`: an event of its own."""
    first = read_when(tokens, i + 1, ref, anchored=True) if tokens[i + 1].spaced else None
    if first is None or first[0].day is None:
        return None
    if first[0].clock is None:
        times = read_time_range(tokens, first[1], ref.parts)
        return (Block(True, first[0], times[0]), times[1]) if times is not None else None
    return _ended(tokens, first[1], first[0], ref) if tokens[first[1]].text in _UP_TO else None


def read_end_of_span(tokens: Tokens, piece: Piece, ref: Reference) -> Piece | None:
    """`12 dec 10:05 - 13 dec 06:20`: the end of what a moment begins."""
    begin = piece.value
    if not isinstance(begin, When) or begin.day is None or begin.clock is None:
        return None
    if tokens[piece.last].text not in _BETWEEN_MOMENTS or not tokens[piece.last].spaced:
        return None
    if tokens[piece.last].text == "to" and tokens[piece.first].text in weekdays():
        return None  # `move the talk friday 10:00 to monday 11:00`
    found = _ended(tokens, piece.last, begin, ref)
    return Piece(piece.first, found[1], found[0]) if found is not None else None


def _ended(tokens: Tokens, i: int, begin: When, ref: Reference) -> tuple[Block, int] | None:
    """The event from a moment up to the one that follows the word or the dash at token `i`."""
    found = read_when(tokens, i + 1, ref, anchored=True) if tokens[i + 1].spaced else None
    if found is None or begin.day is None or found[0].day is None or found[0].clock is None:
        return None
    until, end = found
    if until.day is not None and _WEEK > begin.day - until.day > timedelta(0):
        until = until._replace(day=until.day + _WEEK)  # `from friday to sunday`, said on a saturday
    first, last = settle(begin, ref), settle(until, ref)
    if first is None or last is None or last[0].utc(ref.context.zone) <= first[0].utc(ref.context.zone):
        return None
    return Block(True, begin, until=until), end


_WEEK = timedelta(weeks=1)
_UP_TO = frozenset({"to", "till", "until", "до", "по"})
_BETWEEN_MOMENTS = frozenset({"to", "-", "–", "—", "−"})


def _from_text(text: str, key: Key, ref: Reference) -> Payload | None:
    """A value in its canonical form, or in quotation marks."""
    begin, dots, finish = text.partition("..")
    if dots:
        start, end = exact_when(begin, ref), exact_when(finish, ref)
        if start is None or end is None or key not in (Key.EVENT, Key.STARTS):
            return None
        return Block(key is Key.EVENT, start, until=end)
    when = exact_when(text, ref)
    if when is not None:
        return _payload(key, Block(False, when))
    tokens = tokenize(text)
    block = read_block(tokens, 0, ref)
    return _payload(key, block[0]) if block is not None and block[1] == length(tokens) else None


def exact_when(text: str, ref: Reference) -> When | None:
    """What a whole text says, if it says when; a moment may name its zone in brackets."""
    moment = canonical_moment(text)
    if moment is not None:
        return when_written(moment)
    tokens = tokenize(text)
    found = read_when(tokens, 0, ref, free=True, anchored=True)
    return found[0] if found is not None and found[1] == length(tokens) else None


def when_written(moment: Moment) -> When:
    """A moment that was written out whole."""
    local = moment.local
    if not isinstance(local, datetime):
        return When(local, written=moment)
    clock = Clock(local.hour * 60 + local.minute, seconds=local.second)
    return When(local.date(), clock, written=moment)
