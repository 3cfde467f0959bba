"""`tme` itself: finds the module of the command that is called, and imports no other."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from tme_tui.cli.command import Group
from tme_tui.cli.commands import COMMANDS
from tme_tui.cli.session import Session
from tme_tui.i18n import message


class Program(Group):
    """The group of all commands, which knows them by name only until one is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        session = ctx.find_object(Session)
        if entry.alone and session is not None:
            session.need_terminal()
        module = import_module(f"tme_tui.cli.{entry.module}")
        found: click.Command = getattr(module, cmd_name.replace("-", "_") + "_command")
        return found


def _version(context: click.Context, _: click.Parameter, asked: Any) -> None:
    if asked:
        from tme_tui import __version__

        session = context.find_object(Session)
        if session is not None:
            session.out.say(f"tme {__version__}")
        context.exit()


@click.command(
    "tme",
    cls=Program,
    summary=message("Tasks, from the command line. Alone, it lists today."),
    params=[
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            help=message("Say which version this is."),
            callback=_version,
        )
    ],
)
@click.pass_context
def program(context: click.Context) -> None:
    """`tme` itself: without a command, what is to be done today."""
    if context.invoked_subcommand is None:
        from tme_tui.cli.listing import list_today

        list_today(context)
