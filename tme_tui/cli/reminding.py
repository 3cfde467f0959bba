"""`tme remind`: when a task makes itself heard."""

from __future__ import annotations

from dataclasses import replace

import click

from tme_tui.cli.command import command
from tme_tui.cli.options import json_option
from tme_tui.cli.selection import chosen
from tme_tui.cli.session import Session
from tme_tui.cli.states import answer
from tme_tui.cli.typed import typed
from tme_tui.i18n import message
from tme_tui.model.draft import Fields
from tme_tui.model.errors import InvalidValue, NotFound
from tme_tui.model.task import Reminder


@command(
    "remind",
    details=message(
        "OFFSET is a length of time before the task's date, such as 15m or 1d, or a moment of its own, "
        "such as 'tomorrow 9:00'; none takes all reminders away. Several stand with commas between them. "
        "15m!5m asks again every five minutes until it is answered."
    ),
    examples=("tme remind 3 15m", "tme remind 3 1d,2h --via telegram", "tme remind 3 'friday 9:00'"),
)
@click.argument("task", metavar="ID")
@click.argument("offset", nargs=-1, required=True, metavar="OFFSET")
@click.option("--via", metavar="CHANNEL", help=message("Only on this channel, such as telegram."))
@json_option
@click.pass_obj
def remind_command(
    session: Session, task: str, offset: tuple[str, ...], via: str | None, as_json: bool
) -> None:
    """Add reminders to tasks, or take them away."""
    numbers = chosen(session, [task])
    line = typed(offset)
    if line.strip().casefold() in {"none", "off", "нет"}:
        fields = Fields(reminders=())
    else:
        channel = _known_channel(session, via) if via else None
        fields = Fields(
            add_reminders=tuple(_reminder(session, piece.strip(), channel) for piece in line.split(","))
        )
    answer(session, session.manager.edit(numbers, fields), as_json=as_json)


def _known_channel(session: Session, named: str) -> str:
    """The channel's name, if there is one: a reminder for another would never arrive."""
    from tme_tui.plugins.manager import load_plugins

    name, makers = named.strip().casefold(), load_plugins(session.settings.plugins.external).makers
    if name not in makers:
        raise NotFound("channel", named, hint=f"there are {', '.join(makers)}")
    return name


def _reminder(session: Session, text: str, channel: str | None) -> Reminder:
    """What stands behind `remind:` in a sentence, one of it; `--via` holds for those that name no channel."""
    from tme_tui.language.quickadd.reminders import read_reminder_value

    [found] = read_reminder_value(text, session.context) or [None]
    if found is None or (found.at is not None and found.at.all_day):
        raise InvalidValue(
            session.words.text(
                "{text} is neither a length of time such as 15m nor a moment such as 'tomorrow 9:00'",
                text=repr(text),
            ),
            field="reminders",
        )
    if found.channel is None:
        return replace(found, channel=channel)
    return replace(found, channel=_known_channel(session, found.channel))
