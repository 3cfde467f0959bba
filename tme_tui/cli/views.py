"""`tme views`: queries with names."""

from __future__ import annotations

import click

from tme_tui.cli.command import command, group
from tme_tui.cli.options import json_option
from tme_tui.cli.output import Piece, Style, line
from tme_tui.cli.session import Session
from tme_tui.cli.table import Column, print_table
from tme_tui.i18n import message


@group(
    "views",
    details=message("A view is a query with a name; tme list --view NAME shows it."),
    examples=("tme views", "tme views add errands '#shop or #post sort:due'", "tme views delete errands"),
)
@json_option
@click.pass_context
def views_command(context: click.Context, as_json: bool) -> None:
    """List built-in and saved views."""
    from tme_tui.model.builtin_views import QUERIES

    session = context.find_object(Session)
    if session is None or context.invoked_subcommand is not None:
        return
    saved = session.manager.views()
    if as_json:
        builtin = ({"name": str(view), "query": query, "builtin": True} for view, query in QUERIES.items())
        session.out.documents(
            [*builtin, *({"name": view.name, "query": view.query, "builtin": False} for view in saved)]
        )
        return
    rows = [[line(view.value), line(Piece(query, Style.FAINT))] for view, query in QUERIES.items()]
    rows += [[line(Piece(view.name, Style.NAME)), line(Piece(view.query, Style.FAINT))] for view in saved]
    print_table(session.out, [Column("", least=10), Column("", least=20)], rows)


@command("add", summary=message("Save a query under a name: the same name again replaces it."))
@click.argument("name", metavar="NAME")
@click.argument("query", nargs=-1, required=True, metavar="QUERY…")
@click.pass_obj
def add_view(session: Session, name: str, query: tuple[str, ...]) -> None:
    """Save a view, once its query can be read."""
    text = " ".join(query)
    session.query(text)
    session.manager.save_view(name, text)
    session.tell_last()


@command("delete", summary=message("Forget a saved view."))
@click.argument("name", metavar="NAME")
@click.pass_obj
def delete_view(session: Session, name: str) -> None:
    """Forget a view."""
    session.manager.delete_view(name)
    session.tell_last()


views_command.add_command(add_view)
views_command.add_command(delete_view)
