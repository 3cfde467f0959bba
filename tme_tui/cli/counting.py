"""`tme count`: how many tasks each view holds, or how many a query matches."""

from __future__ import annotations

import click

from tme_tui.cli.command import command
from tme_tui.cli.options import json_option
from tme_tui.cli.output import line
from tme_tui.cli.session import Session
from tme_tui.cli.table import Column, print_table
from tme_tui.i18n import message


@command(
    "count",
    details=message("With a query, it prints one number."),
    examples=("tme count", "tme count '+Home is:overdue'"),
)
@click.argument("query", nargs=-1, metavar="[QUERY…]")
@json_option
@click.pass_obj
def count_command(session: Session, query: tuple[str, ...], as_json: bool) -> None:
    """Count tasks."""
    text = " ".join(query)
    if text.strip():
        number = session.manager.count(session.query(text))
        if as_json:
            session.out.document({"query": text, "count": number})
        else:
            session.out.say(str(number))
        return
    counts = session.manager.counts()
    saved = {view.name: session.manager.count(session.query(view.query)) for view in session.manager.views()}
    if as_json:
        session.out.document({**{view.value: number for view, number in counts.items()}, **saved})
        return
    rows = [*((view.value, number) for view, number in counts.items()), *saved.items()]
    columns = [Column("", least=8), Column("", right=True, rigid=True)]
    print_table(session.out, columns, ([line(name), line(str(number))] for name, number in rows))
