"""`tme config`: what is set, where it was said, and the file to change it in."""

from __future__ import annotations

import click

from tme_tui.cli.command import command, group
from tme_tui.cli.options import json_option
from tme_tui.cli.output import Piece, Style, line
from tme_tui.cli.session import Session
from tme_tui.cli.table import Column, print_table
from tme_tui.editor import edit_file
from tme_tui.i18n import message
from tme_tui.settings import (
    config_file,
    describe_settings,
    find_places,
    load_settings,
    settings_as_json,
    write_example,
)


@group(
    "config",
    details=message("Alone, it shows every setting. docs/settings.md explains each."),
    examples=("tme config show", "tme config path", "tme config edit"),
)
@json_option
@click.pass_context
def config_command(context: click.Context, as_json: bool) -> None:
    """Show settings."""
    session = context.find_object(Session)
    if session is not None and context.invoked_subcommand is None:
        _show(session, as_json=as_json, reveal=False)


@command("show", summary=message("Show every setting and where it was said; secrets are masked."))
@click.option("--reveal", is_flag=True, help=message("Show secrets too."))
@json_option
@click.pass_obj
def show(session: Session, as_json: bool, reveal: bool) -> None:
    """Show settings."""
    _show(session, as_json=as_json, reveal=reveal)


def _show(session: Session, *, as_json: bool, reveal: bool) -> None:
    settings = session.settings
    if as_json:
        session.out.document(settings_as_json(settings, reveal=reveal))
        return
    rows = (
        [line(Piece(each.key, Style.NAME)), line(each.value), line(Piece(each.origin, Style.FAINT))]
        for each in describe_settings(settings, reveal=reveal)
    )
    print_table(session.out, [Column(""), Column(""), Column("")], rows, whole=True)
    for notice in settings.notices:
        session.complain(notice)


@command("path", summary=message("Say which file settings are read from."))
@json_option
@click.pass_obj
def path(session: Session, as_json: bool) -> None:
    """Print the path, also when the file cannot be read or is not there."""
    environment = session.around.environment
    places = find_places(environment)
    file = config_file(environment, places)
    if as_json:
        folders = {name: str(folder) for name, folder in places._asdict().items()}
        session.out.document({"config_file": str(file), "exists": file.exists(), **folders})
    else:
        session.out.say(str(file))


@command("edit", summary=message("Open the file of settings in your editor, then check it."))
@click.pass_obj
def edit(session: Session) -> None:
    """Edit the file, made when there is none; a mistake in it is named at once."""
    session.need_terminal()
    environment = session.around.environment
    file = config_file(environment, find_places(environment))
    write_example(file)
    edit_file(environment, file)
    load_settings(environment)


for _below in (show, path, edit):
    config_command.add_command(_below)
