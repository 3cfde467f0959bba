"""`tme add -`: a task from each line of standard input.

Lines that are there at once are added in one step; a slow writer, such as a person or a pipe that stays open,
gets its answer line by line. A line that cannot be added is named with its reason and the others are added.
"""

from __future__ import annotations

import select
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import click

from tme_tui.cli.exit_codes import FAILED
from tme_tui.cli.failures import one_line
from tme_tui.cli.memory import expect_long_work
from tme_tui.cli.session import Session
from tme_tui.cli.typed import LONGEST_LINE, check
from tme_tui.language.context import Context
from tme_tui.language.quickadd import parse_line
from tme_tui.model.draft import Draft
from tme_tui.model.errors import StoreError, TmeError
from tme_tui.model.task import Task

_AT_ONCE = 1_000
"""So many lines make one step at most: the engine answers with no more tasks."""
_PORTION = 1 << 16


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one line: its tasks, or why there are none."""

    line: int
    text: str
    tasks: tuple[Task, ...] = ()
    error: str = ""
    notices: tuple[str, ...] = ()
    draft: Draft | None = None


def add_lines(session: Session, *, as_json: bool, dry_run: bool) -> None:
    """Add every line, and report each in the order of the input."""
    stdin = session.around.stdin
    if stdin is None:
        raise click.UsageError(session.words.text("there is no standard input to read tasks from"))
    results = _results(session, stdin, dry_run=dry_run)
    if as_json:
        session.out.documents(_as_json(session, result) for result in results)
        return
    for result in results:
        _report(session, result)


def _results(session: Session, stdin: BinaryIO, *, dry_run: bool) -> Iterator[Result]:
    number = 0
    for raw in _batches(stdin):
        lines = [(number + place, one) for place, one in enumerate(raw, 1)]
        number += len(raw)
        context = session.context_at(session.manager.now())
        read = [_read(context, place, line) for place, line in lines if line.strip()]
        for result in read if dry_run else _added(session, read):
            if result.error:
                session.exit_code = FAILED
            yield result
        session.out.flush()
        expect_long_work()


def _batches(stdin: BinaryIO) -> Iterator[list[bytes]]:
    """The lines that can be had without waiting for more, again and again until the end."""
    rest = b""
    skipping = False
    ended = False
    while not ended:
        data, ended = _some(stdin)
        *lines, rest = (rest + data).split(b"\n")
        if skipping and lines:
            del lines[0]  # the end of a line that was named already
            skipping = False
        elif skipping:
            rest = b""
        if len(rest) > 4 * LONGEST_LINE:  # endless: it is named now, and the rest of it passed over
            lines, rest, skipping = [*lines, rest], b"", True
        if ended and rest:
            lines.append(rest)
        for start in range(0, len(lines), _AT_ONCE):
            yield lines[start : start + _AT_ONCE]


def _some(stdin: BinaryIO) -> tuple[bytes, bool]:
    """What is there, and whether that was all."""
    read = getattr(stdin, "read1", stdin.read)
    portion = read(_PORTION)
    taken = [portion]
    count = portion.count(b"\n")
    while portion and count < _AT_ONCE and _ready(stdin):
        portion = read(_PORTION)
        taken.append(portion)
        count += portion.count(b"\n")
    return b"".join(taken), not portion


def _ready(stdin: BinaryIO) -> bool:
    """Whether more can be read without waiting."""
    try:
        return bool(select.select([stdin], [], [], 0)[0])
    except (OSError, ValueError):  # not a file of the system: what it has is there
        return True


def _read(context: Context, number: int, raw: bytes) -> Result:
    text = raw.decode("utf-8", "surrogateescape").rstrip("\r")
    try:
        check(text)
        return Result(number, text, draft=parse_line(text, context))
    except TmeError as error:
        return Result(number, text, error=one_line(str(error)))


def _added(session: Session, read: list[Result]) -> Iterator[Result]:
    """Add the good lines together; if one spoils that, each on its own."""
    good = [result for result in read if result.draft is not None]
    together = _together(session, good)
    for result in read:
        if result.draft is None:
            yield result
        elif together is not None:
            yield Result(result.line, result.text, (together[result.line],), notices=result.draft.notices)
        else:
            yield _alone(session, result, result.draft)


def _together(session: Session, good: list[Result]) -> dict[int, Task] | None:
    """The tasks by line; None when they cannot be added in one step."""
    drafts = [result.draft for result in good if result.draft is not None]
    if len(good) < 2 or any(draft.chain for draft in drafts):
        return None
    try:
        outcome = session.manager.add([draft.fields for draft in drafts])
    except StoreError:
        raise
    except TmeError:
        return None
    return {result.line: task for result, task in zip(good, outcome.tasks, strict=False)}


def _alone(session: Session, result: Result, draft: Draft) -> Result:
    try:
        outcome = session.manager.add_draft(draft)
    except StoreError:
        raise
    except TmeError as error:
        return Result(result.line, result.text, error=one_line(str(error)))
    return Result(result.line, result.text, outcome.tasks, notices=outcome.notices)


def _report(session: Session, result: Result) -> None:
    words = session.words
    if result.error:
        session.complain(
            words.text("line {line}: {error}", line=result.line, error=words.error(result.error))
        )
        return
    if result.draft is not None:
        from tme_tui.cli.reading_back import show_draft

        show_draft(session, result.draft, as_json=False)
    for task in result.tasks:
        session.out.say(words.text("Added #{number} “{title}”", number=task.id, title=task.title))
    for notice in result.notices:
        session.out.say("  ", notice)


def _as_json(session: Session, result: Result) -> dict[str, object]:
    said: dict[str, object] = {"line": result.line, "ok": not result.error}
    if result.error:
        return {**said, "error": result.error}
    if result.draft is not None:
        from tme_tui.cli.reading_back import draft_as_json

        return {**said, "draft": draft_as_json(session, result.draft)}
    tasks = [session.task_json(task) for task in result.tasks]
    return {**said, "task": tasks[0], "chain": tasks[1:], "notices": list(result.notices)}
