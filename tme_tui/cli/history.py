"""`tme undo`, `redo` and `log`: what was done, and taking it back."""

from __future__ import annotations

import click

from tme_tui.cli.command import command
from tme_tui.cli.options import json_option
from tme_tui.cli.output import Piece, Style, line
from tme_tui.cli.selection import one_named
from tme_tui.cli.session import Session
from tme_tui.cli.table import Column, print_table
from tme_tui.engine.outcome import Outcome
from tme_tui.i18n import message

_NUMBER = click.IntRange(1, 10_000)


@command(
    "undo",
    details=message(
        "One change is what one command, key or message did, however many tasks it touched. "
        "It works after a restart and for changes made on screen; what others changed since stays."
    ),
    examples=("tme undo", "tme undo 3"),
)
@click.argument("count", default=1, type=_NUMBER, metavar="[N]")
@json_option
@click.pass_obj
def undo_command(session: Session, count: int, as_json: bool) -> None:
    """Take back changes, the last one first."""
    _answer(session, session.manager.undo(count), as_json=as_json)


@command("redo", examples=("tme redo",))
@click.argument("count", default=1, type=_NUMBER, metavar="[N]")
@json_option
@click.pass_obj
def redo_command(session: Session, count: int, as_json: bool) -> None:
    """Do again what was taken back."""
    _answer(session, session.manager.redo(count), as_json=as_json)


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
