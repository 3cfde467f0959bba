"""`tme categories` and `tme tags`: what there is, and how many open tasks have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tme_tui.cli.command import command, group
from tme_tui.cli.options import json_option
from tme_tui.cli.output import Piece, Style, line
from tme_tui.cli.session import Session
from tme_tui.cli.table import Column, print_table
from tme_tui.i18n import message

if TYPE_CHECKING:
    from tme_tui.engine.organising import Tally


@group(
    "categories",
    details=message("Each with the number of open tasks directly in it."),
    examples=("tme categories", "tme categories rename Work/Design Design", "tme categories delete Old"),
)
@json_option
@click.pass_context
def categories_command(context: click.Context, as_json: bool) -> None:
    """List categories."""
    session = context.find_object(Session)
    if session is not None and context.invoked_subcommand is None:
        _list_tallies(session, session.manager.categories(), "", as_json=as_json)


@command("rename", summary=message("Rename a category and all below it; one that exists takes the tasks in."))
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.pass_obj
def rename_category(session: Session, old: str, new: str) -> None:
    """Rename a category."""
    session.manager.rename_category(old, new)
    session.tell_last()


@command("delete", summary=message("Delete a category; its tasks stay, without one."))
@click.argument("path", metavar="CATEGORY")
@click.pass_obj
def delete_category(session: Session, path: str) -> None:
    """Delete a category."""
    session.manager.delete_category(path)
    session.tell_last()


categories_command.add_command(rename_category)
categories_command.add_command(delete_category)


@command("tags", details=message("Each with the number of open tasks that have it."), examples=("tme tags",))
@json_option
@click.pass_obj
def tags_command(session: Session, as_json: bool) -> None:
    """List tags."""
    _list_tallies(session, session.manager.tags(), "#", as_json=as_json)


def _list_tallies(session: Session, found: list[Tally], sign: str, *, as_json: bool) -> None:
    if as_json:
        session.out.documents({"name": tally.name, "open": tally.count} for tally in found)
        return
    rows = ([line(Piece(sign + tally.name, Style.NAME)), line(str(tally.count))] for tally in found)
    print_table(session.out, [Column("", least=10), Column("", right=True, rigid=True)], rows)
