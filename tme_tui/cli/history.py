"""`tme undo`, `redo` and `log`: what was done, and taking it back."""

from __future__ import annotations

from typing import Protocol

import click

from tme_tui.cli.command import command
from tme_tui.cli.failures import report
from tme_tui.cli.options import json_option
from tme_tui.cli.output import Piece, Style, line
from tme_tui.cli.selection import one_named
from tme_tui.cli.session import Session
from tme_tui.cli.table import Column, print_table
from tme_tui.engine.history import LeaveOut
from tme_tui.engine.outcome import Outcome
from tme_tui.i18n import message
from tme_tui.model.errors import UndoRefused
from tme_tui.model.ids import StepId

_NUMBER = click.IntRange(1, 10_000)


_skip_option = click.option(
    "--skip", is_flag=True, help=message("Leaves out changes that others' changes stand in the way of.")
)


@command(
    "undo",
    details=message(
        "One change is what one command, key or message did, however many tasks it touched. "
        "It works after a restart and for changes made on screen; what others changed since stays."
    ),
    examples=("tme undo", "tme undo 3", "tme undo --skip", "tme undo --step 12"),
)
@click.argument("count", default=1, type=_NUMBER, metavar="[N]")
@_skip_option
@click.option(
    "--step",
    type=click.IntRange(1),
    metavar="STEP",
    help=message("Takes back this change alone, by its number in tme log; later ones stay."),
)
@json_option
@click.pass_obj
def undo_command(session: Session, count: int, skip: bool, step: int | None, as_json: bool) -> None:
    """Take back changes, the last one first."""
    if step is not None:
        if skip or count != 1:
            raise click.UsageError(session.words.text("--step stands alone"))
        _answer(session, [session.manager.undo_step(StepId(step))], as_json=as_json)
        return
    _turn(session, session.manager.undo, count, skip=skip, as_json=as_json)


@command("redo", examples=("tme redo",))
@click.argument("count", default=1, type=_NUMBER, metavar="[N]")
@_skip_option
@json_option
@click.pass_obj
def redo_command(session: Session, count: int, skip: bool, as_json: bool) -> None:
    """Do again what was taken back."""
    _turn(session, session.manager.redo, count, skip=skip, as_json=as_json)


class _Turn(Protocol):
    """Undo or redo."""

    def __call__(self, count: int, *, leave_out: LeaveOut) -> list[Outcome]: ...


def _turn(session: Session, turn: _Turn, count: int, *, skip: bool, as_json: bool) -> None:
    """Undo or redo, and say what stands in the way and how to go past it."""
    refused: list[StepId] = []

    def leave_out(step: StepId) -> bool:
        refused.append(step)
        return skip

    try:
        _answer(session, turn(count, leave_out=leave_out), as_json=as_json)
    except UndoRefused as reason:
        session.exit_code = report(reason, session)
    if refused and not skip:
        hint = session.words.text("try: --skip, which leaves it out, and tme log, which shows what was done")
        session.around.stderr.write(hint + "\n")


def _answer(session: Session, outcomes: list[Outcome], *, as_json: bool) -> None:
    """What was taken back; a refusal in the middle is said, and fails the command."""
    done = [outcome for outcome in outcomes if outcome.step is not None]
    if as_json:
        session.out.documents({"step": outcome.step, "sentence": outcome.sentence} for outcome in done)
    else:
        for outcome in done:
            session.tell(outcome)
    for outcome in outcomes:
        if outcome.step is None:
            session.fail(outcome.sentence)


@command(
    "log",
    details=message("The newest change comes first."),
    examples=("tme log", "tme log --limit 100", "tme log --task 3 --json"),
)
@click.option(
    "--limit", default=20, type=click.IntRange(1, 1_000_000), metavar="N", help=message("At most so many.")
)
@click.option("--task", metavar="ID", help=message("Only what touched this task."))
@json_option
@click.pass_obj
def log_command(session: Session, limit: int, task: str | None, as_json: bool) -> None:
    """Show what was done, by whom and from where."""
    number = None if task is None else one_named(session, task)
    steps = session.manager.journal(limit, task=number)
    if as_json:
        session.out.documents(
            {
                "step": int(step.id),
                "at": step.at.isoformat(timespec="seconds"),
                "person": step.person,
                "origin": step.origin.value,
                "action": step.action,
                "sentence": step.sentence,
                "rows": step.rows,
                "undone": step.undone,
                "reverts": step.reverts,
            }
            for step in steps
        )
        return
    words, reader = session.words, session.reader
    rows = [
        [
            line(Piece(str(step.id), Style.FAINT)),
            line(Piece(reader.instant(step.at), Style.FAINT)),
            line(Piece(step.person or "", Style.NAME)),
            line(Piece(step.origin.value, Style.FAINT)),
            line(step.sentence, Piece(" " + words.text("(undone)") if step.undone else "", Style.FAINT)),
        ]
        for step in steps
    ]
    columns = [
        Column("", right=True, rigid=True),
        Column("", rigid=True),
        Column("", rigid=True, spare=True),
        Column("", rigid=True, spare=True),
        Column("", least=30),
    ]
    if not print_table(session.out, columns, rows):
        session.complain(words.text("nothing was done yet"))
