"""From the pieces of a line to a draft, and to the other drafts that the same line may mean."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tme_tui.language.dates.moments import When
from tme_tui.language.dates.ranges import TimeRange
from tme_tui.language.dates.reference import Reference
from tme_tui.language.quickadd.line import Line
from tme_tui.language.quickadd.pieces import Deadline, Literal, Mistake, Payload, Piece
from tme_tui.language.quickadd.reading import FOR_RULE, Reading
from tme_tui.language.quickadd.reminding import place_reminders
from tme_tui.language.quickadd.settings import place_attributes, place_people, place_settings
from tme_tui.language.quickadd.slots import sort_out, swapped, without
from tme_tui.language.quickadd.timing import place_in_time
from tme_tui.language.quickadd.title import compose_title
from tme_tui.language.recurring.limits import Limit
from tme_tui.language.recurring.repeat import Repeat
from tme_tui.model.draft import Draft, Fields, Span, SpanKind

_MOST_ALTERNATIVES = 3
_MOST_VARIANTS = 6
_MOST_PIECES = 60
"""Nobody chooses between readings of a longer line."""


def assemble(line: Line, pieces: list[Piece], ref: Reference, *, adding: bool, text: str) -> Draft:
    """The likeliest reading of `text`, with the others beside it."""
    reading = _read(line, pieces, ref, adding=adding)
    fields, spans, notices = _whole(reading)
    others: list[Draft] = []
    variants = _variants(pieces, reading) if len(pieces) <= _MOST_PIECES else iter(())
    for variant in islice(variants, _MOST_VARIANTS):
        other = Draft(text, *_whole(_read(line, variant, ref, adding=adding)))
        if other.fields != fields and all(other.fields != known.fields for known in others):
            others.append(other)
        if len(others) == _MOST_ALTERNATIVES:
            break
    return Draft(text, fields, spans, notices, tuple(others))


def _read(line: Line, pieces: list[Piece], ref: Reference, *, adding: bool) -> Reading:
    reading = Reading(line, ref, adding=adding)
    for piece in pieces:
        if isinstance(piece.value, Literal):
            reading.literal.append((piece.first, piece.last))
            reading.hidden.update(range(piece.first, piece.first + piece.value.hidden))
            text = line.slice(piece.first + piece.value.hidden, piece.last)
            reading.span(piece.first, piece.last, SpanKind.LITERAL, text, reading.voice.say("literal"))
        elif isinstance(piece.value, Mistake):
            said = reading.voice.say(f"mistake {piece.value.what}", piece.value.text)
            reading.notices.append(said)
    place_settings(reading, pieces)
    slots = sort_out(pieces)
    place_in_time(reading, slots)
    if any(reading.values.pop(name, None) is not None for name in FOR_RULE):
        reading.notices.append(reading.voice.say("no repeat"))
    place_people(reading, pieces)
    place_attributes(reading, pieces)
    place_reminders(reading, slots.reminders)
    title = compose_title(reading)
    if adding or (title and not _only_mistakes(reading, pieces)):
        reading.values["title"] = title or _only_a_link(reading)
    return reading


def _only_mistakes(reading: Reading, pieces: list[Piece]) -> bool:
    """Whether all that is left are values that were not understood: no new title for `edit 3 due:tomorow`."""
    taken = [(piece.first, piece.last) for piece in pieces if isinstance(piece.value, Mistake)]
    if not taken:
        return False
    known = {i for first, last in (*reading.used, *taken) for i in range(first, last)}
    return known.issuperset(range(reading.line.size))


def _only_a_link(reading: Reading) -> str:
    """A line that is nothing but an address is titled by it."""
    link = reading.values.get("link")
    return link if isinstance(link, str) else ""


def _whole(reading: Reading) -> tuple[Fields, tuple[Span, ...], tuple[str, ...]]:
    """The fields, spans in their order, and each notice once."""
    spans = tuple(sorted(reading.spans, key=lambda span: span.start))
    return reading.fields(), spans, tuple(dict.fromkeys(reading.notices))


def _variants(pieces: list[Piece], reading: Reading) -> Iterator[list[Piece]]:
    """The same pieces with one of them understood differently, the likeliest first."""
    text_again = {id(piece) for piece in reading.superseded}
    for piece in pieces:
        if id(piece) in text_again:
            continue
        for value in _other_meanings(piece.value, reading.ref):
            yield without(pieces, [piece]) if value is None else swapped(pieces, piece, value)
    if any(isinstance(piece.value, (When, Limit)) for piece in reading.superseded):
        winners = [piece for piece in pieces if isinstance(piece.value, When) and id(piece) not in text_again]
        if winners:
            yield without(pieces, winners)


def _other_meanings(value: Payload, ref: Reference) -> list[Payload | None]:
    """What else a piece may mean; None stands for plain text."""
    found: list[Payload | None] = []
    if isinstance(value, When):
        found += _other_moments(value, ref)
        if value.doubtful:
            found.append(None)
    elif isinstance(value, Repeat) and value.other is not None:
        found.append(value.other._replace(clock=value.clock, anchor=value.anchor))
    elif isinstance(value, TimeRange) and value.vague:
        found.append(value._replace(start=value.start - 720, end=value.end - 720, vague=False))
    elif isinstance(value, Limit):
        found += [value._replace(when=when) for when in _other_moments(value.when, ref)]
    elif isinstance(value, Deadline) and value.when is not None:
        found += [Deadline(when) for when in _other_moments(value.when, ref)]
    return found


def _other_moments(when: When, ref: Reference) -> list[When]:
    """Another day, or the same figures before noon."""
    found = []
    if when.other_day is not None:
        found.append(when._replace(day=when.other_day, other_day=None))
    if when.clock is not None and when.clock.vague and not _passed(when, ref):
        found.append(when._replace(clock=when.clock.earlier_half()))
    return found


def _passed(when: When, ref: Reference) -> bool:
    """Whether the same figures before noon have passed already on the day that was said."""
    return when.day == ref.today and when.clock is not None and when.clock.earlier_half().time() <= ref.time
