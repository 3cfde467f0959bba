"""`--plain`: what a screen reader can say. One fact a line, states in words, no columns, strokes or signs.

A table is read row by row with its gaps, and a sign such as ◐ is read as its name in Unicode or not at all.
So every task begins with a line that holds its number and title, and each line after it is a name, a colon
and what there is to say. An empty line ends the task.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tme_tui.i18n import message
from tme_tui.model.task import Kind, Status

if TYPE_CHECKING:
    from tme_tui.cli.output import Line
    from tme_tui.cli.session import Session
    from tme_tui.i18n import Translator
    from tme_tui.model.task import Task

STATES = {
    Status.OPEN: message("open"),
    Status.STARTED: message("started"),
    Status.DONE: message("done"),
    Status.CANCELLED: message("cancelled"),
    Status.DELETED: message("deleted"),
}
_SIGNS = {" · ": ", ", " → ": ", ", "→ ": "", "↻": "", "♪": ""}


def say_tasks(session: Session, tasks: Iterable[Task]) -> bool:
    """Say what a list shows of tasks; False when there are none."""
    said = False
    for task in tasks:
        if said:
            session.out.say()
        said = True
        say_facts(session, task, facts(session, task))
    return said


def say_facts(session: Session, task: Task, facts: Iterable[tuple[str, str]]) -> None:
    """The line of a task, then a line for each fact."""
    session.out.say(headline(session, task))
    for name, said in facts:
        say_fact(session, name, said)


def say_fact(session: Session, name: str, said: str) -> None:
    """One line; nothing when there is nothing to say."""
    if said:
        session.out.say(f"{name}: {said}" if name else said)


def headline(session: Session, task: Task) -> str:
    """Number and title: what tells one task from the next."""
    kind = (
        message("event {number}: {title}") if task.kind is Kind.EVENT else message("task {number}: {title}")
    )
    return session.words.text(kind, number=int(task.id), title=task.title)


def facts(session: Session, task: Task) -> Iterator[tuple[str, str]]:
    """What a list shows of a task beside its title."""
    words, reader = session.words, session.reader
    yield words.text("status"), state(session, task)
    if task.priority is not None:
        yield words.text("priority"), str(task.priority)
    if task.starts is not None or task.due is not None or task.completed is not None:
        yield words.text("when"), flat(reader.when(task))
    if task.subtasks:
        yield words.text("subtasks"), done_of(words, task.subtasks_done, task.subtasks)
    if task.recurrence is not None:
        from tme_tui.language.describe import describe_recurrence

        yield words.text("repeats"), describe_recurrence(task.recurrence, session.locale)
    if task.reminders:
        yield words.text("reminders"), str(len(task.reminders))
    yield words.text("category"), task.category or ""
    yield words.text("tags"), ", ".join(task.tags)


def state(session: Session, task: Task) -> str:
    """The state in words, and why an open task cannot be begun."""
    words = session.words
    said = [words.text(STATES[task.status])]
    if task.status.is_open and task.blocked:
        said.append(words.plural("waits for {n}", "waits for {n}", task.open_blockers))
    if task.status.is_open and task.wait is not None and session.reader.is_ahead(task.wait):
        said.append(words.text("hidden until {moment}", moment=session.reader.moment(task.wait)))
    return ", ".join(said)


def done_of(words: Translator, done: int, total: int) -> str:
    """How far the parts of a task have come."""
    return words.text("{done} of {total} done", done=done, total=total)


def flat(pieces: Line) -> str:
    """A line as one text, its signs as words or pauses."""
    said = "".join(piece.text for piece in pieces)
    for sign, pause in _SIGNS.items():
        said = said.replace(sign, pause)
    return said.strip()
