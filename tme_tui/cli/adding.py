"""`tme add`: one line in, one task out; with `-`, every line of standard input."""

from __future__ import annotations

import click

from tme_tui.cli.command import command
from tme_tui.cli.options import json_option
from tme_tui.cli.session import Session
from tme_tui.cli.typed import typed
from tme_tui.cli.understanding import understood
from tme_tui.i18n import message


@command(
    "add",
    keeps_dashes=True,
    details=message(
        "Words are the title; +Category #tag @person !1, dates, repeats and reminders are understood "
        "anywhere in the line, in English and Russian. Quotes, a backslash and -- keep words as they are: "
        "docs/quick-add.md explains all. With - as the only word, each line of standard input is a task."
    ),
    examples=(
        "tme add 'Pay rent 1 Dec 9:00 +Home !1'",
        "tme add Отчёт каждую пятницу в 17:00 +Работа '#отчёты'",
        "tme add --dry-run 'Call Anna tomorrow 14:30'",
        "tme add - < tasks.txt",
    ),
)
@click.argument("text", nargs=-1, metavar="TEXT…")
@click.option("--dry-run", is_flag=True, help=message("Show how the line is understood; add nothing."))
@json_option
@click.pass_obj
def add_command(session: Session, text: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Add what a line asks for."""
    if text == ("-",):
        from tme_tui.cli.adding_lines import add_lines

        add_lines(session, as_json=as_json, dry_run=dry_run)
        return
    if not text:
        raise click.UsageError(session.words.text("say what is to be done"))
    from tme_tui.language.quickadd import parse_line

    draft = parse_line(typed(text), session.context)
    if dry_run:
        from tme_tui.cli.reading_back import show_draft

        show_draft(session, draft, as_json=as_json)
        return
    outcome = session.manager.add_draft(draft)
    if not as_json:
        made = [
            session.words.text("#{number} “{title}”", number=task.id, title=task.title)
            for task in (outcome.tasks if draft.chain else ())
        ]
        session.tell(outcome, *made, *understood(session, draft))
    elif len(outcome.tasks) == 1:
        session.out.document(session.task_json(outcome.task))
    else:
        session.out.documents(session.task_json(task) for task in outcome.tasks)
