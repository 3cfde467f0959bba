"""`tme channel`: which ways there are to reach people, and whether they work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

import click

from tme_tui.cli.command import command, group
from tme_tui.cli.options import json_option
from tme_tui.cli.output import Piece, Style, line
from tme_tui.cli.session import Session
from tme_tui.cli.table import Column, print_table
from tme_tui.cli.terminal import is_terminal
from tme_tui.i18n import message
from tme_tui.model.delivery import ChannelError, Incoming
from tme_tui.model.errors import NotFound, Refused, StoreError

if TYPE_CHECKING:
    from tme_tui.channels.opening import OpenChannels
    from tme_tui.plugins.manager import Plugins

_NEEDS: Mapping[str, str] = {
    "desktop": message("set alerts.desktop to yes"),
    "terminal": message("it alerts while the screen is open"),
    "telegram": message("set telegram.token"),
    "vk": message("set vk.token"),
    "email": message("set email.host and email.sender"),
    "slack": message("set slack.token or slack.webhook"),
    "webhook": message("set webhook.url"),
    "command": message("set command.run"),
}


@group(
    "channel",
    details=message("Alone, it lists them. docs/channels.md says what each needs."),
    examples=("tme channel list", "tme channel test desktop", "tme channel test email --to anna@example.org"),
)
@json_option
@click.pass_context
def channel_command(context: click.Context, as_json: bool) -> None:
    """List channels."""
    session = context.find_object(Session)
    if session is not None and context.invoked_subcommand is None:
        _list(session, as_json=as_json)


@command("list", summary=message("List the ways to reach people, and what each still needs."))
@json_option
@click.pass_obj
def list_channels(session: Session, as_json: bool) -> None:
    """List channels."""
    _list(session, as_json=as_json)


@command(
    "test",
    summary=message("Send a test message, and say what is wrong when it does not arrive."),
    examples=("tme channel test desktop", "tme channel test telegram --to 12345 --json"),
)
@click.argument("name", metavar="NAME")
@click.option("--to", "address", default="", metavar="ADDRESS", help=message("Who gets it."))
@json_option
@click.pass_obj
def test_channel(session: Session, name: str, address: str, as_json: bool) -> None:
    """Send a test message."""
    with _opened(session) as (plugins, channels):
        who = _send(session, name, address, plugins, channels)
    if as_json:
        session.out.document({"channel": name, "is": who, "to": address or None, "sent": True})
        return
    session.out.say(session.words.text("Sent a test message through {name}: {who}", name=name, who=who))


for _below in (list_channels, test_channel):
    channel_command.add_command(_below)


def _send(session: Session, name: str, address: str, plugins: Plugins, channels: OpenChannels) -> str:
    """Who the channel says it is, once it took a message."""
    from tme_tui.channels.trying import TO_SOMEBODY, explained, send_test

    channel = channels.channels.get(name)
    if channel is None:
        if name not in plugins.makers and name not in channels.problems:
            raise NotFound("channel", name, hint=f"there are {', '.join(plugins.makers)}")
        raise Refused(f"{name}: {_state(session, name, channels)[0]}")
    address = address or _linked(session, name)
    try:
        if not address and (name in TO_SOMEBODY or (name == "slack" and session.settings.slack.token)):
            channel.check()  # a wrong token is wrong for everybody
            raise click.UsageError(
                session.words.text(
                    "say to whom: --to ADDRESS; or link yourself first: tme link {name}", name=name
                )
            )
        who = send_test(channel, address, session.now, session.words)
    except ChannelError as error:
        raise Refused(f"{name}: {explained(error)}") from None
    with suppress(StoreError):  # it works, whatever becomes of what waited for it
        session.manager.release_deliveries([name])
    return who


def _linked(session: Session, name: str) -> str:
    """Where the person who asks is reached; for channels without addresses no base is opened."""
    from tme_tui.channels.trying import TO_SOMEBODY

    if name not in TO_SOMEBODY | {"slack"}:
        return ""
    mine = (session.settings.user.login, name)
    links = session.manager.links()
    return next((link.address for link in links if (link.person, link.channel) == mine), "")


def _list(session: Session, *, as_json: bool) -> None:
    with _opened(session) as (plugins, channels):
        names = [*plugins.makers, *(name for name in channels.problems if name not in plugins.makers)]
        found = [(name, *_state(session, name, channels)) for name in names]
    if as_json:
        session.out.documents(
            {"name": name, "ready": ready, "problem": None if ready else said} for name, said, ready in found
        )
        return
    rows = (
        [line(Piece(name, Style.NAME)), line(Piece(said, Style.GOOD if ready else Style.PLAIN))]
        for name, said, ready in found
    )
    print_table(session.out, [Column("", rigid=True), Column("")], rows, whole=True)


def _state(session: Session, name: str, channels: OpenChannels) -> tuple[str, bool]:
    """What there is to say of a channel, and whether it can be used."""
    if channels.channels.get(name) is not None:
        return session.words.text("set up"), True
    problem = channels.problems.get(name, "")
    if problem:
        return session.words.error(problem), False
    needs = _NEEDS.get(name, message("its plugin wants something in plugins.options"))
    return session.words.text("not set up: {needs}", needs=session.words.text(needs)), False


@contextmanager
def _opened(session: Session) -> Iterator[tuple[Plugins, OpenChannels]]:
    from tme_tui.channels.opening import open_channels
    from tme_tui.plugins.manager import load_plugins

    def heard(incoming: Incoming) -> None:
        """A button of a test message means nothing."""

    def alert(text: str) -> None:
        session.around.stderr.write(text)
        session.around.stderr.flush()

    plugins = load_plugins(session.settings.plugins.external)
    screen = alert if is_terminal(session.around.stderr) else None
    with closing(open_channels(session.settings, heard, plugins, screen=screen)) as channels:
        yield plugins, channels
