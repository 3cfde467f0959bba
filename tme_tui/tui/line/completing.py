"""What could stand at the cursor of the prompt: names that the base knows, where they fit. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tme_tui.model.draft import SpanKind
from tme_tui.model.text import fold
from tme_tui.model.value import value
from tme_tui.tui.line.prompt import Purpose

MOST = 8
_TITLE = 24


@value
class Known:
    """The names in the base."""

    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    tasks: tuple[tuple[int, str], ...] = ()
    """The most urgent tasks, by number and title."""


class Candidate(NamedTuple):
    """Put `text` in place of `line[start:end]`."""

    text: str
    start: int
    end: int
    shown: str = ""
    """What a person reads, where that is more than the text."""


def candidates(purpose: Purpose, line: str, cursor: int, known: Known) -> Sequence[Candidate]:
    """The likeliest ways to go on, best first."""
    match purpose:
        case Purpose.ADD | Purpose.SUBTASK | Purpose.EDIT:
            return _of_task(line, cursor, known)
        case Purpose.FILTER:
            return _of_query(line, cursor, known)
        case Purpose.CATEGORY:
            start = 1 if line.startswith("+") else 0
            return _matching(known.categories, line[start:cursor], start, len(line))
        case Purpose.TAGS:
            start = max(line.rfind(" ", 0, cursor), line.rfind(",", 0, cursor)) + 1
            word = line[start:cursor]
            start += len(word) - len(word.lstrip("+-#"))
            return _matching(known.tags, line[start:cursor], start, cursor)
        case _:
            return ()


def _of_task(line: str, cursor: int, known: Known) -> Sequence[Candidate]:
    from tme_tui.language.quickadd import completion_at

    found = completion_at(line, cursor)
    if found is None:
        return ()
    if found.kind in _NUMBERS:
        return _numbers(known.tasks, found.prefix, found.start, found.end)
    names = {
        SpanKind.CATEGORY: known.categories,
        SpanKind.TAG: known.tags,
        SpanKind.PERSON: known.people,
    }.get(found.kind, ())
    return [_quoted(one) for one in _matching(names, found.prefix, found.start, found.end)]


_NUMBERS = frozenset({SpanKind.DEPENDENCY, SpanKind.BLOCKS, SpanKind.PARENT})


def _numbers(tasks: Iterable[tuple[int, str]], typed: str, start: int, end: int) -> Sequence[Candidate]:
    """Tasks by a beginning of their number, or by letters of their titles."""
    wanted = fold(typed.lstrip("#"))
    found = [
        Candidate(str(number), start, end, f"#{number} {title[:_TITLE]}")
        for number, title in tasks
        if str(number).startswith(wanted) or wanted in fold(title)
    ]
    return [] if [one.text for one in found] == [wanted] else found[:MOST]


def _of_query(line: str, cursor: int, known: Known) -> Sequence[Candidate]:
    from tme_tui.language.query.complete import Names, completions

    names = Names(known.categories, known.tags, known.people)
    found = completions(line, cursor, names, limit=MOST)
    return [Candidate(one.text, one.start, one.end) for one in found]


def _matching(names: Iterable[str], typed: str, start: int, end: int) -> list[Candidate]:
    """Names that begin so, then those of which a later part does; not what is typed whole already."""
    wanted = fold(typed.strip('"'))
    first = [name for name in names if fold(name).startswith(wanted)]
    later = [name for name in names if name not in first and wanted and f"/{wanted}" in fold(name)]
    found = [Candidate(name, start, end) for name in (*first, *later)[:MOST]]
    return [] if [fold(one.text) for one in found] == [wanted] else found


def _quoted(one: Candidate) -> Candidate:
    plain = all(letter.isalnum() or letter in "_-/." for letter in one.text)
    return one if plain else one._replace(text=f'"{one.text}"')
