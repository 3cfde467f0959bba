"""`tme list`, and what `tme` does alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tme_tui.cli.command import command
from tme_tui.cli.memory import expect_long_work
from tme_tui.cli.options import json_option
from tme_tui.cli.session import Session
from tme_tui.cli.table import print_table
from tme_tui.i18n import message

if TYPE_CHECKING:
    from tme_tui.model.query import Query
    from tme_tui.model.task import Task


@command(
    "list",
    details=message(
        "Without a query, it lists what is open and not hidden, the most urgent first. "
        "Fields, shortcuts and dates combine: docs/queries.md explains them all."
    ),
    examples=(
        "tme list",
        "tme list +Home '#shop' due<friday",
        "tme list 'is:blocked or is:overdue' sort:due limit:20 --json",
        "tme list --view today",
    ),
)
@click.argument("query", nargs=-1, metavar="[QUERY…]")
@click.option("--view", metavar="NAME", help=message("Narrow to a view: a built-in or a saved one."))
@json_option
@click.pass_obj
def list_command(session: Session, query: tuple[str, ...], view: str | None, as_json: bool) -> None:
    """List what a query matches."""
    wanted = session.query(" ".join(query))
    if view is not None:
        wanted = session.query(session.manager.view_query(view)).narrowed(wanted)
    list_tasks(session, wanted, as_json=as_json)


def list_today(context: click.Context) -> None:
    """What `tme` alone shows: today, or how to begin when there is nothing yet."""
    from tme_tui.model.builtin_views import QUERIES, View

    session = context.find_object(Session)
    if session is None:
        return
    if session.manager.journal(1):
        list_tasks(session, session.query(QUERIES[View.TODAY]), nothing=message("nothing for today"))
        return
    from tme_tui.cli.helping import help_text

    session.out.write(help_text(session, context))


def list_tasks(
    session: Session, wanted: Query, *, as_json: bool = False, nothing: str = message("nothing matches")
) -> None:
    """Print the tasks of a query as they are read from the base, page by page."""
    found = _pages(session, wanted)
    if as_json:
        session.out.documents(session.task_json(task) for task in found)
        return
    if session.spoken:
        from tme_tui.cli.spoken import say_tasks

        if not say_tasks(session, found):
            session.complain(session.words.text(nothing))
        return
    reader = session.reader
    if not print_table(session.out, reader.columns(), (reader.row(task) for task in found)):
        session.complain(session.words.text(nothing))


def _pages(session: Session, wanted: Query) -> Iterator[Task]:
    left = wanted.limit
    cursor = None
    while left is None or left > 0:
        page = session.manager.page(wanted, 500 if left is None else min(left, 500), cursor)
        yield from page.tasks
        cursor = page.next
        if left is not None:
            left -= len(page.tasks)
        if cursor is None:
            return
        expect_long_work()
