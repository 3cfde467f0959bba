"""What could stand at the cursor of a filter line: fields, their words, and names that the caller knows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tme_tui.language.query.lexer import QUOTES, SIGNS
from tme_tui.language.query.value_words import PRESENCES, PRIORITIES, SORTS, STATES, STATUSES
from tme_tui.language.query.words import FIELDS, Field
from tme_tui.model.text import fold

_DATE_HINTS = ("today", "tomorrow", "week", "month", "+7d", "none", "any", "сегодня", "завтра", "неделя")
_OPERATORS = "<>=!:"
_WORDS: dict[Field, tuple[str, ...]] = {
    Field.IS: tuple(STATES),
    Field.STATUS: tuple(STATUSES),
    Field.KIND: ("task", "event", "template"),
    Field.HAS: tuple(PRESENCES),
    Field.NO: tuple(PRESENCES),
    Field.SORT: tuple(SORTS),
    Field.PRIORITY: (*PRIORITIES, "none", "any"),
    **dict.fromkeys(
        (
            *(Field.DUE, Field.STARTS, Field.ENDS, Field.WAIT, Field.EXPIRES),
            *(Field.CREATED, Field.MODIFIED, Field.STARTED, Field.COMPLETED),
        ),
        _DATE_HINTS,
    ),
}


class Completion(NamedTuple):
    """Put `text` in place of `line[start:end]`."""

    text: str
    start: int
    end: int


class Names(NamedTuple):
    """What exists in the base at hand; the caller brings it."""

    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()


_NO_NAMES = Names()


def completions(
    line: str, cursor: int, names: Names = _NO_NAMES, *, limit: int = 20
) -> tuple[Completion, ...]:
    """The likeliest ways to go on, best first; nothing where free text is typed."""
    start = _start_of_word(line, cursor)
    word = line[start:cursor]
    if word.startswith("-") and len(word) > 1:
        start, word = start + 1, word[1:]
    if word[:1] in SIGNS and word:
        known = {"+": names.categories, "#": names.tags, "@": names.people}.get(word[0], ("1", "2", "3", "4"))
        return _matching(known, word[1:], start + 1, cursor, limit)
    place = next((i for i, letter in enumerate(word) if letter in _OPERATORS), -1)
    if place < 0:
        fields = (*FIELDS, *map(fold, names.attributes))
        return _matching(fields, word, start, cursor, limit, suffix=":") if word else ()
    field = FIELDS.get(fold(word[:place]))
    if field is None:
        return ()
    while place < len(word) and word[place] in _OPERATORS:
        place += 1
    place = max(place, word.rfind(",") + 1, word.rfind("..") + 2 if ".." in word else 0)
    if field is Field.SORT and word[place : place + 1] == "-":
        place += 1
    return _matching(_candidates(field, names), word[place:], start + place, cursor, limit)


def _candidates(field: Field, names: Names) -> Iterable[str]:
    match field:
        case Field.CATEGORY:
            return names.categories
        case Field.TAG:
            return names.tags
        case Field.OWNER | Field.ASSIGNEE | Field.PARTICIPANT | Field.PERSON:
            return names.people
        case Field.TYPE:
            return names.types
        case _:
            return _WORDS.get(field, ())


def _start_of_word(line: str, cursor: int) -> int:
    start, closing = 0, ""
    for place, letter in enumerate(line[:cursor]):
        if closing:
            closing = "" if letter == closing else closing
        elif letter in QUOTES and (place == start or line[place - 1] in "+#@:=<>,.-"):
            closing = QUOTES[letter]
        elif letter.isspace() or letter in "()":
            start = place + 1
    return start


def _matching(
    known: Iterable[str], typed: str, start: int, end: int, limit: int, *, suffix: str = ""
) -> tuple[Completion, ...]:
    """Names that begin so, then names in which a later part does; those with spaces in quotes."""
    wanted = fold(typed.lstrip("".join(QUOTES)))
    first, later = [], []
    for name in dict.fromkeys(known):
        folded = fold(name)
        if folded.startswith(wanted):
            first.append(name)
        elif wanted and any(f"{mark}{wanted}" in folded for mark in "/ -"):
            later.append(name)
    found = []
    for name in (*first, *later)[:limit]:
        plain = not any(letter.isspace() or letter in "()," for letter in name)
        found.append(Completion((name if plain else f'"{name}"') + suffix, start, end))
    return tuple(found)
