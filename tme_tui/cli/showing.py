"""`tme show`: everything about a task."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import click

from tme_tui.cli.cells import padded, width, wrapped
from tme_tui.cli.command import command
from tme_tui.cli.options import json_option
from tme_tui.cli.output import Line, Piece, Style, harmless, line
from tme_tui.cli.selection import are_ids, named
from tme_tui.cli.session import Session
from tme_tui.cli.spoken import STATES
from tme_tui.cli.task_lines import tags
from tme_tui.cli.typed import typed
from tme_tui.engine.reminder_words import say_reminder
from tme_tui.i18n import message
from tme_tui.language.describe import clock_change_notice, describe_distance, describe_duration
from tme_tui.model.errors import InvalidValue
from tme_tui.model.moment import Moment
from tme_tui.model.task import Link, Task

_WIDEST = 100


@command(
    "show",
    details=message("With --json, one number gives one object, several give an array."),
    examples=("tme show 3", "tme show 3,7 --json"),
)
@click.argument("tasks", nargs=-1, required=True, metavar="ID…")
@json_option
@click.pass_obj
def show_command(session: Session, tasks: tuple[str, ...], as_json: bool) -> None:
    """Show tasks, finished and deleted ones too."""
    words = [typed(tasks)]
    if not are_ids(words):
        raise InvalidValue(
            session.words.text("{text} is not the number of a task", text=repr(words[0])), field="id"
        )
    found = [session.manager.get_task(number) for number in named(session, words)]
    if as_json and len(found) == 1:
        session.out.document(session.task_json(found[0]))
    elif as_json:
        session.out.documents(session.task_json(task) for task in found)
    else:
        for place, task in enumerate(found):
            if place:
                session.out.say()
            if session.spoken:
                _say(session, task)
            else:
                _show(session, task)


def _show(session: Session, task: Task) -> None:
    out = session.out
    mark = session.reader.mark(task)
    out.say(mark, " ", Piece(f"#{task.id} {task.title}", Style.STRONG))
    rows = [(name, said) for name, said in _facts(session, task) if said]
    left = max((width(name) for name, _ in rows), default=0) + 2
    for name, said in rows:
        out.put((Piece("  "), Piece(padded(name, left), Style.FAINT), *said))
    _show_notes(session, task)
    _show_others(session, task)


def _say(session: Session, task: Task) -> None:
    """The same for a screen reader."""
    from tme_tui.cli import spoken

    words = session.words
    spoken.say_facts(session, task, ((name, spoken.flat(said)) for name, said in _facts(session, task)))
    for name, tasks, ties in _others(session, task):
        for other in tasks:
            said = f"{spoken.headline(session, other)}, {spoken.state(session, other)}"
            spoken.say_fact(session, name, said + ties.get(int(other.id), ""))
    for paragraph in task.notes.split("\n") if task.notes else ():
        spoken.say_fact(session, words.text("note"), harmless(paragraph.expandtabs(4)))


def _facts(session: Session, task: Task) -> Iterator[tuple[str, Line]]:
    """What there is to say about it, in the order in which people ask."""
    words, reader = session.words, session.reader
    yield words.text("status"), line(words.text(STATES[task.status]))
    if task.priority is not None:
        yield words.text("priority"), line(str(task.priority))
    if task.kind.value == "event" and task.starts is not None:
        yield (
            words.text("takes place"),
            line(reader.span(task.starts, task.ends), _distance(session, task.starts)),
        )
    elif task.starts is not None:
        yield words.text("planned"), line(reader.span(task.starts, task.ends))
    if task.due is not None:
        yield (
            words.text("due"),
            line(*reader.due(task.due, is_open=task.status.is_open), _distance(session, task.due)),
        )
        if notice := clock_change_notice(task.due, session.locale):
            yield "", line(notice)
    if task.wait is not None:
        yield words.text("hidden until"), line(reader.moment(task.wait))
    if task.expires is not None:
        yield words.text("expires"), line(reader.moment(task.expires))
    if task.recurrence is not None:
        from tme_tui.language.describe import describe_recurrence

        yield words.text("repeats"), line(describe_recurrence(task.recurrence, session.locale))
    if task.reminders:
        read = session.reader
        said = ", ".join(say_reminder(one, session.words, read.moment) for one in task.reminders)
        yield words.text("reminders"), line(said)
    if task.estimate is not None:
        yield words.text("estimate"), line(describe_duration(task.estimate, session.locale))
    if task.category is not None:
        yield words.text("category"), line(Piece(task.category, Style.NAME))
    if task.tags:
        yield words.text("tags"), line(Piece(tags(task), Style.NAME))
    if task.type is not None:
        yield words.text("type"), line(task.type)
    for name, value in task.attributes.items():
        yield harmless(name), line(str(value))
    yield from _people(session, task)
    if task.link:
        yield words.text("link"), line(task.link)
    yield words.text("urgency"), line(f"{task.urgency:.1f}")
    yield from _dates(session, task)
    yield words.text("uid"), line(Piece(task.uid, Style.FAINT))


def _people(session: Session, task: Task) -> Iterator[tuple[str, Line]]:
    words = session.words
    if task.assignee is not None:
        yield words.text("given to"), line(f"@{task.assignee}")
    if task.participants:
        said = ", ".join(f"@{guest.login} ({guest.decision.value})" for guest in task.participants)
        yield words.text("with"), line(said)
    if task.owner is not None:
        yield words.text("owner"), line(f"@{task.owner}")


def _dates(session: Session, task: Task) -> Iterator[tuple[str, Line]]:
    names = session.words
    for name, instant in (
        (names.text("created"), task.created),
        (names.text("changed"), task.modified if task.modified != task.created else None),
        (names.text("begun"), task.started),
        (names.text("finished"), task.completed),
    ):
        if instant is not None:
            yield name, line(Piece(session.reader.instant(instant), Style.FAINT))


def _distance(session: Session, moment: Moment) -> Piece:
    said = describe_distance(moment, session.now, session.zone, session.locale)
    return Piece(f" · {said}", Style.FAINT)


def _show_notes(session: Session, task: Task) -> None:
    if not task.notes:
        return
    room = min(session.out.width or _WIDEST, _WIDEST) - 2
    session.out.say()
    for paragraph in task.notes.split("\n"):
        for each in wrapped(harmless(paragraph.expandtabs(4)), room):
            session.out.say("  ", each)


def _show_others(session: Session, task: Task) -> None:
    for name, tasks, ties in _others(session, task):
        session.out.say()
        session.out.say(Piece(name, Style.FAINT))
        for other in tasks:
            note = ties.get(int(other.id), "")
            session.out.say(
                "  ", session.reader.mark(other), f" #{other.id} {other.title}", Piece(note, Style.FAINT)
            )


def _others(session: Session, task: Task) -> list[tuple[str, list[Task], dict[int, str]]]:
    """What it is inside of, what is inside it, what waits for what; with what is to be said of each tie."""
    words, manager = session.words, session.manager
    related: list[tuple[str, list[Task], dict[int, str]]] = []
    if task.parent is not None:
        related.append((words.text("inside"), [manager.get_task(task.parent)], {}))
    if task.subtasks:
        related.append((words.text("subtasks"), manager.subtasks(task), {}))
    if task.depends:
        ties = {int(tie.blocker): _tie(session, tie.link, tie.lag) for tie in task.depends}
        found = manager.tasks_numbered(list(ties))
        related.append((words.text("waits for"), [found[number] for number in ties if number in found], ties))
    if waiting := manager.dependents(task):
        related.append((words.text("needed by"), waiting, {}))
    return related


def _tie(session: Session, link: Link, lag: timedelta) -> str:
    parts = [] if link is Link.FINISH_START else [link.value]
    if lag:
        said = describe_duration(lag, session.locale)
        parts.append(said if said.startswith("−") else f"+{said}")
    return f" ({' '.join(parts)})" if parts else ""
