"""From the pieces of a line to a draft, and to the other drafts that the same line may mean."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tme_tui.language.dates.hours import Clock
from tme_tui.language.dates.moments import When
from tme_tui.language.dates.ranges import TimeRange
from tme_tui.language.dates.reference import Reference
from tme_tui.language.quickadd.line import Line
from tme_tui.language.quickadd.pieces import Deadline, Literal, Mistake, Piece
from tme_tui.language.quickadd.reading import Reading
from tme_tui.language.quickadd.reminding import place_reminders
from tme_tui.language.quickadd.settings import place_attributes, place_people, place_settings
from tme_tui.language.quickadd.slots import sort_out, swapped, when_of, without
from tme_tui.language.quickadd.timing import place_in_time
from tme_tui.language.quickadd.title import compose_title
from tme_tui.language.recurring.limits import Limit
from tme_tui.language.recurring.repeat import Repeat
from tme_tui.model.draft import UNSET, Draft, Fields, SpanKind

_MOST_ALTERNATIVES = 3


def assemble(line: Line, pieces: list[Piece], ref: Reference, *, adding: bool) -> Draft:
    """The likeliest reading, with the others beside it."""
    reading = _read(line, pieces, ref, adding=adding)
    draft = _draft(reading)
    others: list[Draft] = []
    for variant in _variants(pieces, reading):
        other = _draft(_read(line, variant, ref, adding=adding))
        if other.fields != draft.fields and all(other.fields != known.fields for known in others):
            others.append(other)
        if len(others) == _MOST_ALTERNATIVES:
            break
    return replace(draft, alternatives=tuple(others)) if others else draft


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
    place_people(reading, pieces)
    place_attributes(reading, pieces)
    place_reminders(reading, slots.reminders)
    title = compose_title(reading)
    if title or adding:
        reading.values["title"] = title or _only_a_link(reading)
    return reading


def _only_a_link(reading: Reading) -> str:
    """A line that is nothing but an address is titled by it."""
    link = reading.values.get("link")
    return link if isinstance(link, str) else ""


def _draft(reading: Reading) -> Draft:
    for leftover in ("missed", "shift"):
        reading.values.pop(leftover, None)
    values: dict[str, Any] = {name: value for name, value in reading.values.items() if value is not UNSET}
    spans = tuple(sorted(reading.spans, key=lambda span: span.start))
    return Draft(reading.line.text, Fields(**values), spans, tuple(dict.fromkeys(reading.notices)))


def _variants(pieces: list[Piece], reading: Reading) -> list[list[Piece]]:
    """The same pieces with one of them understood differently."""
    variants: list[list[Piece]] = []
    for piece in pieces:
        value = piece.value
        if isinstance(value, When):
            variants += _other_moments(pieces, piece, value)
        elif isinstance(value, Repeat) and value.other is not None:
            variants.append(
                swapped(pieces, piece, replace(value.other, clock=value.clock, anchor=value.anchor))
            )
        elif isinstance(value, TimeRange) and value.vague:
            variants.append(
                swapped(
                    pieces, piece, value._replace(start=value.start - 720, end=value.end - 720, vague=False)
                )
            )
        elif isinstance(value, (Limit, Deadline)):
            variants += _other_limits(pieces, piece, when_of(piece))
    dated = [piece for piece in reading.superseded if isinstance(piece.value, (When, Limit))]
    if dated:
        winners = [
            piece
            for piece in pieces
            if isinstance(piece.value, When) and not any(piece is other for other in dated)
        ]
        if winners:
            variants.append(without(pieces, winners))
    return variants


def _other_moments(pieces: list[Piece], piece: Piece, when: When) -> list[list[Piece]]:
    found = []
    if when.other_day is not None:
        found.append(swapped(pieces, piece, when._replace(day=when.other_day, other_day=None)))
    if when.clock is not None and when.clock.vague:
        found.append(swapped(pieces, piece, when._replace(clock=_morning(when.clock))))
    if when.doubtful:
        found.append(without(pieces, [piece]))
    return found


def _morning(clock: Clock) -> Clock:
    return clock.earlier_half()


def _other_limits(pieces: list[Piece], piece: Piece, when: When) -> list[list[Piece]]:
    if when.other_day is None:
        return []
    changed = when._replace(day=when.other_day, other_day=None)
    if isinstance(piece.value, Deadline):
        other = replace(piece, value=Deadline(changed))
    elif isinstance(piece.value, Limit):
        other = replace(piece, value=piece.value._replace(when=changed))
    else:
        return []
    return [[other if item is piece else item for item in pieces]]
