"""`tme plugins`: what others add to the program, and what of it cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from tme_tui.cli.command import command
from tme_tui.cli.options import json_option
from tme_tui.cli.output import Piece, Style, line
from tme_tui.cli.session import Session
from tme_tui.cli.table import Column, print_table
from tme_tui.i18n import message

if TYPE_CHECKING:
    from tme_tui.plugins.plugin import Plugin

_SOURCES: Mapping[str, str] = {
    "built-in": message("part of the program"),
    "package": message("installed package"),
    "setting": message("named in plugins.external"),
}


@command(
    "plugins",
    details=message("One that cannot be used is named with the reason; the others go on."),
    examples=("tme plugins", "tme plugins --json"),
)
@json_option
@click.pass_obj
def plugins_command(session: Session, as_json: bool) -> None:
    """List plugins."""
    from tme_tui.plugins.manager import load_plugins

    found = load_plugins(session.settings.plugins.external).plugins
    if as_json:
        session.out.documents(_as_json(plugin) for plugin in found)
        return
    rows = (
        [
            line(Piece(plugin.name, Style.NAME)),
            line(plugin.package or session.words.text(_SOURCES[plugin.source])),
            line(_channels(session, plugin)),
            line(Piece(plugin.problem, Style.LATE)),
        ]
        for plugin in found
    )
    print_table(session.out, [Column("", rigid=True), Column(""), Column(""), Column("")], rows, whole=True)


def _channels(session: Session, plugin: Plugin) -> str:
    if plugin.problem:
        return session.words.text("not used:")
    return session.words.text("channels: {names}", names=", ".join(plugin.channels))


def _as_json(plugin: Plugin) -> dict[str, object]:
    return {
        "name": plugin.name,
        "source": plugin.source.value,
        "package": plugin.package or None,
        "channels": list(plugin.channels),
        "problem": plugin.problem or None,
    }
