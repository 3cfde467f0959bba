"""Commands that pass tasks from one state to another: by number, by range, by query."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from tme_tui.cli.command import Command, command
from tme_tui.cli.options import json_option
from tme_tui.cli.selection import are_ids, chosen
from tme_tui.cli.session import Session
from tme_tui.cli.typed import typed
from tme_tui.i18n import message

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome

ASKED_FROM = 20
"""A query that deletes more than this is asked about, when there is somebody to ask."""

LOOKED_AT = 100
"""So many tasks are read before they are completed."""

_DETAILS = message(
    "Tasks are named by numbers and ranges, such as 3-7,12, or by a query, which means all that it matches. "
    "All of it is one change, which tme undo takes back."
)


def _command(
    name: str, act: Callable[[TaskManager, Iterable[int]], Outcome], *examples: str, note: str = ""
) -> Command:
    """A command that does the same to each of the tasks named."""

    @command(name, details=note or _DETAILS, examples=examples)
    @click.argument("tasks", nargs=-1, metavar="ID…")
    @json_option
    @click.pass_obj
    def run(session: Session, tasks: tuple[str, ...], as_json: bool) -> None:
        outcome = act(session.manager, chosen(session, [typed(tasks)]))
        answer(session, outcome, as_json=as_json)

    return run


def answer(session: Session, outcome: Outcome, *more: str, as_json: bool) -> None:
    """Say what was done and what `more` there is to say, or print the tasks as they are now."""
    if as_json:
        session.out.documents(session.task_json(task) for task in outcome.tasks)
    else:
        session.tell(outcome, *more)


def _complete(manager: TaskManager, tasks: Iterable[int]) -> Outcome:
    """Complete tasks as they are seen now: of two who are at it at once, one completes a repeating task."""
    numbers = list(tasks)
    seen = manager.tasks_numbered(numbers[:LOOKED_AT])
    return manager.complete([seen.get(number, number) for number in numbers])


done_command = _command(
    "done",
    _complete,
    "tme done 3",
    "tme done 3-7,12",
    "tme done '+Home #shop'",
    note=message(
        "A repeating task moves to its next time. What is open inside a task is completed with it. "
        "Tasks are named by numbers and ranges, such as 3-7,12, or by a query."
    ),
)
reopen_command = _command("reopen", lambda manager, tasks: manager.reopen(tasks), "tme reopen 3")
start_command = _command("start", lambda manager, tasks: manager.start(tasks), "tme start 3")
stop_command = _command("stop", lambda manager, tasks: manager.stop(tasks), "tme stop 3")
skip_command = _command("skip", lambda manager, tasks: manager.skip(tasks), "tme skip 3")
cancel_command = _command("cancel", lambda manager, tasks: manager.cancel(tasks), "tme cancel 3")


@command(
    "delete",
    details=message(
        "What is inside a task is deleted with it; reopen and undo bring all back. "
        "Tasks are named by numbers and ranges, such as 3-7,12, or by a query."
    ),
    examples=("tme delete 3", "tme delete 'is:done completed<2026-01-01'"),
)
@click.argument("tasks", nargs=-1, metavar="ID…")
@click.option("--yes", is_flag=True, help=message("Do not ask, however many there are."))
@json_option
@click.pass_obj
def delete_command(session: Session, tasks: tuple[str, ...], yes: bool, as_json: bool) -> None:
    """Delete tasks; a query that means many is asked about."""
    words = [typed(tasks)]
    numbers = chosen(session, words)
    if len(numbers) > ASKED_FROM and not yes and not are_ids(words) and session.interactive:
        question = session.words.plural("Delete {n} task? [y/N]", "Delete {n} tasks? [y/N]", len(numbers))
        if not session.ask(question):
            session.fail(session.words.text("nothing was deleted"))
            return
    answer(session, session.manager.delete(numbers), as_json=as_json)
