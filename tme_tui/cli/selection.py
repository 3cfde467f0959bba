"""Which tasks are meant: numbers, ranges, an exchange id, or a query for all that it matches."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tme_tui.cli.session import Session
from tme_tui.model.errors import InvalidValue, NotFound

_NUMBER = re.compile(r"#?\d{1,18}")
_RANGE = re.compile(r"#?(\d{1,18})-#?(\d{1,18})")
_UID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_MOST = 100_000


class NothingChosen(InvalidValue):
    """No task is meant by what was typed."""


def are_ids(arguments: Sequence[str]) -> bool:
    """Whether every argument is made of numbers, ranges and exchange ids."""
    pieces = _pieces(arguments)
    return bool(pieces) and all(_pattern(piece).fullmatch(piece) for piece in pieces)


def chosen(session: Session, arguments: Sequence[str]) -> list[int]:
    """The numbers of the tasks that the arguments name or, as a query, match; never none."""
    if not any(argument.strip() for argument in arguments):
        raise NothingChosen(session.words.text("say which tasks: numbers such as 3-7,12, or a query"))
    if are_ids(arguments):
        return named(session, arguments)
    text = " ".join(arguments)
    found = [int(number) for number in session.manager.numbers(session.query(text))]
    if not found:
        raise NothingChosen(session.words.text("no task matches {query}", query=text))
    return found


def named(session: Session, arguments: Sequence[str]) -> list[int]:
    """The numbers that ids and ranges name; of a range, those that exist."""
    numbers: dict[int, None] = {}
    for piece in _pieces(arguments):
        if span := _RANGE.fullmatch(piece):
            numbers.update(dict.fromkeys(_existing(session, piece, int(span[1]), int(span[2]))))
        elif _UID.fullmatch(piece):
            task = session.manager.task_with_uid(piece.casefold())
            if task is None:
                raise NotFound("task", piece)
            numbers[int(task.id)] = None
        else:
            numbers[int(piece.lstrip("#"))] = None
    return list(numbers)


def one_named(session: Session, argument: str) -> int:
    """The one task that an argument names."""
    if not are_ids([argument]):
        raise InvalidValue(session.words.text("{text} is not the number of a task", text=repr(argument)))
    found = named(session, [argument])
    if len(found) != 1:
        raise InvalidValue(session.words.text("{text} is not one task", text=argument))
    return found[0]


def _pieces(arguments: Sequence[str]) -> list[str]:
    return [piece for argument in arguments for piece in re.split(r"[\s,]+", argument) if piece]


def _pattern(piece: str) -> re.Pattern[str]:
    if "-" not in piece:
        return _NUMBER
    return _RANGE if _RANGE.fullmatch(piece) else _UID


def _existing(session: Session, piece: str, first: int, last: int) -> list[int]:
    if last < first:
        raise InvalidValue(session.words.text("the range {range} goes backwards", range=piece))
    if last - first >= _MOST:
        raise InvalidValue(session.words.text("the range {range} is too long", range=piece))
    found = sorted(session.manager.tasks_numbered(range(first, last + 1)))
    if not found:
        raise NotFound("task", f"#{first} to #{last}")
    return found
