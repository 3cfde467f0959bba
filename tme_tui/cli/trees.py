"""`tme tree`: what is inside what and, with `--deps`, what waits for what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from tme_tui.cli import slack, tree_dates
from tme_tui.cli.cells import cut, width
from tme_tui.cli.command import command
from tme_tui.cli.options import json_option
from tme_tui.cli.output import Piece, Style, line
from tme_tui.cli.selection import one_named
from tme_tui.cli.session import Session
from tme_tui.engine.delay_words import say_conflicts
from tme_tui.i18n import message
from tme_tui.model.task import Kind, Task

if TYPE_CHECKING:
    from tme_tui.model.conflict import DateConflict
    from tme_tui.model.critical_path import Times


_TITLE = 24
"""Dates stand behind a title only where so many cells of it are left."""


@dataclass(slots=True)
class Branch:
    """A task with what hangs below it; one that was drawn already is only named."""

    task: Task
    below: list[Branch] = field(default_factory=list)
    repeated: bool = False


@command(
    "tree",
    details=message(
        "Without a number, it draws all that is open. With --deps, the tasks that each one waits for stand "
        "below it; a task that stands elsewhere already is only named. With --graph, what waits stands at "
        "the right of what it waits for, and lines lead from one to the other. With --critical, the tasks "
        "that decide when all is done have a ◆, and the others say how much later they may be."
    ),
    examples=(
        "tme tree",
        "tme tree 3",
        "tme tree 3 --deps",
        "tme tree 3 --graph",
        "tme tree --deps --critical",
    ),
)
@click.argument("task", required=False, metavar="[ID]")
@click.option("--deps", is_flag=True, help=message("Draw dependencies in place of subtasks."))
@click.option("--graph", is_flag=True, help=message("Draw the dependencies as a graph."))
@click.option("--critical", is_flag=True, help=message("Mark what decides when all is done, and show slack."))
@json_option
@click.pass_obj
def tree_command(
    session: Session, task: str | None, deps: bool, graph: bool, critical: bool, as_json: bool
) -> None:
    """Draw the tree of a task, or of all open ones."""
    number = None if task is None else one_named(session, task)
    if graph:
        from tme_tui.cli.graphs import draw_graph

        draw_graph(session, number, critical=critical, as_json=as_json)
        return
    times = session.manager.critical_path() if critical else None
    branches = _dependencies(session, number) if deps else _subtasks(session, number)
    if as_json:
        found = [_as_json(session, branch, times) for branch in branches]
        if number is None:
            session.out.documents(found)
        else:
            session.out.document(found[0])
        return
    if not branches:
        words = session.words
        session.complain(words.text("nothing waits for anything") if deps else words.text("nothing matches"))
    conflicts = session.manager.conflicts(_shown(branches))
    if session.spoken:
        _say(session, branches, times, conflicts, deps=deps)
        return
    for branch in branches:
        _draw(session, branch, times, conflicts)


def _grown(tops: Iterable[Task], below: Callable[[Task], Iterable[Task]]) -> list[Branch]:
    """Branches from what hangs below each task; each task once, in the order of drawing, however deep."""
    branches = [Branch(task) for task in tops]
    waiting = branches[::-1]
    drawn: set[int] = set()
    while waiting:
        branch = waiting.pop()
        hanging = [Branch(task) for task in below(branch.task)]
        if branch.task.id in drawn:
            branch.repeated = bool(hanging)
            continue
        drawn.add(branch.task.id)
        branch.below = hanging
        waiting += hanging[::-1]
    return branches


def _shown(branches: Iterable[Branch]) -> set[int]:
    """The numbers of all that is drawn."""
    found: set[int] = set()
    waiting = list(branches)
    while waiting:
        branch = waiting.pop()
        found.add(int(branch.task.id))
        waiting += branch.below
    return found


def _subtasks(session: Session, number: int | None) -> list[Branch]:
    manager = session.manager
    if number is not None:
        return _grown(
            [manager.get_task(number)], lambda task: manager.subtasks(task) if task.subtasks else ()
        )
    open_tasks = manager.get_tasks("")
    known = {task.id for task in open_tasks}
    inside: dict[int, list[Task]] = defaultdict(list)
    for task in open_tasks:
        if task.parent in known:
            inside[task.parent].append(task)
    tops = [task for task in open_tasks if task.parent not in known]
    return _grown(tops, lambda task: inside.get(task.id, ()))


def _dependencies(session: Session, number: int | None) -> list[Branch]:
    """What each task waits for, below it; from `number`, or from those that nothing open waits for."""
    if number is None:
        tied = session.manager.get_tasks("has:blockers")
        tops = [task for task in tied if not task.blocking]
    else:
        tops = [session.manager.get_task(number)]
    known = {task.id: task for task in tops}
    level: Iterable[Task] = tops
    while missing := {tie.blocker for task in level for tie in task.depends} - known.keys():
        found = session.manager.tasks_numbered(sorted(missing))
        known.update((task.id, task) for task in found.values())
        level = list(found.values())
    return _grown(tops, lambda task: (known[tie.blocker] for tie in task.depends if tie.blocker in known))


def _say(
    session: Session,
    tops: Iterable[Branch],
    times: Mapping[int, Times] | None,
    conflicts: Mapping[int, Sequence[DateConflict]],
    *,
    deps: bool,
) -> None:
    """The tree for a screen reader: what stands above a task is named, and how deep it is."""
    from tme_tui.cli import spoken

    words = session.words
    waiting: list[tuple[Branch, int, Task | None]] = [(top, 1, None) for top in tops]
    waiting.reverse()
    said = False
    while waiting:
        branch, level, above = waiting.pop()
        task = branch.task
        if said:
            session.out.say()
        said = True
        session.out.say(spoken.headline(session, task))
        if above is not None:
            name = words.text("needed by") if deps else words.text("inside")
            spoken.say_fact(session, name, spoken.headline(session, above))
        spoken.say_fact(session, words.text("level"), str(level))
        if branch.repeated:
            spoken.say_fact(session, "", words.text("what is below it was said before"))
            continue
        spoken.say_fact(session, words.text("status"), spoken.state(session, task))
        if task.due is not None:
            due = session.reader.due(task.due, is_open=task.status.is_open)
            spoken.say_fact(session, words.text("due"), spoken.flat(due))
        for said_of in say_conflicts(conflicts.get(int(task.id), ()), words):
            spoken.say_fact(session, words.text("conflict"), said_of)
        if task.starts is not None:
            name = words.text("when") if task.kind is Kind.EVENT else words.text("planned")
            spoken.say_fact(session, name, session.reader.span(task.starts, task.ends))
        one = None if times is None else times.get(int(task.id))
        if one is not None and one.is_critical:
            spoken.say_fact(session, "", words.text("it decides when all is done"))
        margin = tuple(piece for piece in slack.said(session, one) if piece.text != slack.CRITICAL)
        spoken.say_fact(session, "", spoken.flat(margin).removeprefix("· "))
        waiting += [(one, level + 1, task) for one in reversed(branch.below)]


def _draw(
    session: Session,
    top: Branch,
    times: Mapping[int, Times] | None,
    conflicts: Mapping[int, Sequence[DateConflict]],
) -> None:
    waiting = [(top, "", "")]
    reader = session.reader
    while waiting:
        branch, before, below = waiting.pop()
        task = branch.task
        pieces = line(reader.mark(task), f" {task.title}")
        behind = () if times is None or branch.repeated else slack.said(session, times.get(int(task.id)))
        if not branch.repeated:
            behind = (*tree_dates.conflict(session, conflicts.get(int(task.id), ())), *behind)
        dates = () if branch.repeated else tree_dates.said(session, task)
        if session.out.width is None:
            behind = (*behind, *(piece for fact in dates for piece in fact))
        else:
            room = session.out.width - len(before) - 2 - len(str(task.id)) - 3
            room -= sum(len(piece.text) for piece in behind)
            fitting = tree_dates.fitting(dates, room - min(width(task.title), _TITLE))
            room -= sum(width(piece.text) for piece in fitting)
            behind = (*behind, *fitting)
            pieces = line(reader.mark(task), f" {cut(pieces[1].text.strip(), max(room, 8))}")
        number = Piece(f" #{task.id}", Style.FAINT)
        more = Piece(" …" if branch.repeated else "")
        session.out.put((Piece(before, Style.FAINT), *pieces, number, more, *behind))
        last = len(branch.below) - 1
        for place in range(last, -1, -1):
            fork, stem = ("└ ", "  ") if place == last else ("├ ", "│ ")
            waiting.append((branch.below[place], below + fork, below + stem))


def _as_json(session: Session, top: Branch, times: Mapping[int, Times] | None) -> dict[str, object]:
    """The task with what is below it under `below`, built without recursion: a tree may be very deep."""
    made: dict[int, dict[str, object]] = {}
    order = [top]
    for branch in order:
        order.extend(branch.below)
    for branch in reversed(order):
        below = [made[id(one)] for one in branch.below]
        figures = slack.as_json(times, int(branch.task.id))
        made[id(branch)] = {**session.task_json(branch.task), **figures, "below": below}
    return made[id(top)]
