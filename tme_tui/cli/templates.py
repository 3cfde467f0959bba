"""`tme templates` and `start-template`: processes that are done again and again."""

from __future__ import annotations

from datetime import date

import click

from tme_tui.cli.command import command, group
from tme_tui.cli.options import json_option
from tme_tui.cli.output import Piece, Style, line
from tme_tui.cli.selection import one_named
from tme_tui.cli.session import Session
from tme_tui.cli.states import answer
from tme_tui.cli.table import Column, print_table
from tme_tui.i18n import message


@group(
    "templates",
    details=message(
        "A template is a copy of a task with all that is inside it, the dependencies and the distances "
        "between the dates; it is hidden from lists."
    ),
    examples=("tme templates", "tme templates make 3", "tme start-template Release --on monday"),
)
@json_option
@click.pass_context
def templates_command(context: click.Context, as_json: bool) -> None:
    """List templates."""
    session = context.find_object(Session)
    if session is None or context.invoked_subcommand is not None:
        return
    found = session.manager.templates()
    if as_json:
        session.out.documents(session.task_json(task) for task in found)
        return
    columns = [Column("", right=True, rigid=True), Column("", least=20), Column("", rigid=True)]
    rows = (
        [
            line(Piece(str(task.id), Style.FAINT)),
            line(task.title),
            line(session.words.plural("{n} subtask", "{n} subtasks", task.subtasks) if task.subtasks else ""),
        ]
        for task in found
    )
    if not print_table(session.out, columns, rows):
        session.complain(session.words.text("there are no templates yet: tme templates make ID"))


@command("make", summary=message("Keep a task and all that is inside it as a template, named by its title."))
@click.argument("task", metavar="ID")
@json_option
@click.pass_obj
def make_template(session: Session, task: str, as_json: bool) -> None:
    """Make a template."""
    answer(session, session.manager.make_template(one_named(session, task)), as_json=as_json)


templates_command.add_command(make_template)


@command(
    "start-template",
    details=message("The tasks are copied with their dates moved, tied to each other as they are."),
    examples=("tme start-template Release", "tme start-template 'New colleague' --on 'next monday'"),
)
@click.argument("name", nargs=-1, required=True, metavar="NAME")
@click.option("--on", "day", metavar="DATE", help=message("When it begins; today when not given."))
@json_option
@click.pass_obj
def start_template_command(session: Session, name: tuple[str, ...], day: str | None, as_json: bool) -> None:
    """Start a process from its template, named by title or number."""
    said = " ".join(name)
    root = int(said.lstrip("#")) if said.lstrip("#").isdecimal() else said
    outcome = session.manager.start_template(root, None if day is None else _day(session, day))
    answer(session, outcome, as_json=as_json)


def _day(session: Session, text: str) -> date:
    from tme_tui.language.dates import read_moment

    found = read_moment(text, session.context)
    if found is None:
        raise click.UsageError(
            session.words.text("--on takes a date such as monday, not {text}", text=repr(text))
        )
    return found.day
