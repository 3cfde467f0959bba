"""`tme link` and `tme unlink`: where a person is reached."""

from __future__ import annotations

import io
import threading
from typing import TYPE_CHECKING

import click

from tme_tui.cli.command import command
from tme_tui.cli.options import json_option
from tme_tui.cli.output import harmless
from tme_tui.cli.session import Session
from tme_tui.i18n import message
from tme_tui.model.delivery import ChannelError, Outgoing
from tme_tui.model.errors import InvalidValue, Refused

if TYPE_CHECKING:
    from tme_tui.channels.opening import OpenChannels
    from tme_tui.engine.answering import LinkCode

_LOOK = 0.5
_MESSENGERS = ("telegram", "vk")


@command(
    "link",
    details=message(
        "Telegram and VK: send the code to the bot, or open the link on your phone; the command waits. "
        "Mail and Slack: name the address; a code is sent there, and you type it here. "
        "Alone, it lists your links."
    ),
    examples=("tme link telegram", "tme link vk --json", "tme link email me@example.com"),
)
@click.argument("channel", required=False, metavar="CHANNEL")
@click.argument("address", required=False, metavar="[ADDRESS]")
@click.option("--code", metavar="CODE", help=message("The code that was sent to the address."))
@json_option
@click.pass_obj
def link_command(
    session: Session, channel: str | None, address: str | None, code: str | None, as_json: bool
) -> None:
    """Be reached by a messenger or by mail."""
    if channel is None:
        _list(session, as_json=as_json)
        return
    name = channel.strip().casefold()
    from tme_tui.channels.opening import open_channels

    channels = open_channels(session.settings, lambda incoming: None)
    try:
        if name not in channels.channels:
            raise Refused(_not_set_up(session, name, channels))
        if name in channels.ears:
            _by_messenger(session, name, channels, as_json=as_json)
        else:
            _by_address(session, name, address, code, channels, as_json=as_json)
    finally:
        channels.close()


@command("unlink", examples=("tme unlink telegram",))
@click.argument("channel", metavar="CHANNEL")
@click.pass_obj
def unlink_command(session: Session, channel: str) -> None:
    """Be reached there no longer."""
    name = channel.strip().casefold()
    if not session.manager.unlink(name):
        raise Refused(session.words.text("you are not linked to {channel}", channel=name))
    session.out.say(session.words.text("Unlinked from {channel}.", channel=name))


def _list(session: Session, *, as_json: bool) -> None:
    links = session.manager.links()
    if as_json:
        session.out.documents(
            {
                "person": one.person,
                "channel": one.channel,
                "address": one.address,
                "state": one.state,
                "name": one.name,
            }
            for one in links
        )
        return
    words = session.words
    for one in links:
        why = words.error(one.error) or words.text("the person wants no messages there")
        trouble = "" if one.state == "linked" else f" ({why})"
        session.out.say(f"{one.person}  {one.channel}: {one.name or one.address}{trouble}")
    if not links:
        session.complain(session.words.text("nobody is linked yet: tme link telegram"))


def _not_set_up(session: Session, name: str, channels: OpenChannels) -> str:
    words = session.words
    if name in channels.problems:
        return words.text("{channel} cannot be used: {why}", channel=name, why=channels.problems[name])
    if name in _MESSENGERS:
        return words.text("{channel} is not set up: give {channel}.token, see docs/channels.md", channel=name)
    return words.text("{channel} is not set up, see docs/channels.md", channel=name)


def _by_messenger(session: Session, name: str, channels: OpenChannels, *, as_json: bool) -> None:
    manager, words = session.manager, session.words
    code = manager.new_link_code(name)
    link = ""
    try:
        link = channels.invitation(name, code.code)
    except ChannelError as error:
        raise Refused(str(error)) from None
    if as_json:
        session.out.document(
            {
                "channel": name,
                "code": code.code,
                "link": link or None,
                "expires": code.expires.isoformat(timespec="seconds"),
            }
        )
        return
    session.out.say(words.text("Send this code to the bot: {code}", code=code.code))
    if link:
        session.out.say(words.text("or open this link: {link}", link=link))
        if session.interactive:
            session.out.write(_picture(link))
    session.out.say(words.text("It is good for ten minutes. Waiting; Ctrl-C ends the waiting."))
    session.out.flush()
    if not _wait(session, name, code, channels):
        raise Refused(words.text("the code was not used in time"))
    _say_linked(session, name)


def _say_linked(session: Session, name: str) -> None:
    """A channel that is no step of the ladder gets nothing by itself, however well it is linked."""
    from tme_tui.channels.trying import OUT_OF_THE_LADDER

    words, ladder = session.words, session.settings.reminders.channels
    session.out.say(words.text("Linked."))
    if name not in ladder:
        session.out.say(words.text(OUT_OF_THE_LADDER, channel=name, channels=", ".join(ladder)))


def _wait(session: Session, name: str, code: LinkCode, channels: OpenChannels) -> bool:
    """Wait until the code is used; whoever listens to the messenger hears it, and nobody else does: we."""
    from tme_tui.scheduler.listening import listening

    pause = threading.Event()
    told = ""
    with listening(name, channels.ears[name], session.manager) as trouble:
        while session.manager.now() < code.expires:
            if session.manager.is_link_used(code):
                return True
            if trouble() and trouble() != told:
                told = trouble()
                session.complain(told)
            pause.wait(_LOOK)
    return False


def _by_address(
    session: Session,
    name: str,
    address: str | None,
    code: str | None,
    channels: OpenChannels,
    *,
    as_json: bool,
) -> None:
    words, manager = session.words, session.manager
    if not address:
        raise InvalidValue(words.text("{channel} needs an address: tme link {channel} ADDRESS", channel=name))
    if code is None:
        fresh = manager.new_link_code(name)
        _send_code(session, name, address, fresh.code, channels)
        if as_json:
            expires = fresh.expires.isoformat(timespec="seconds")
            session.out.document({"channel": name, "code": None, "link": None, "expires": expires})
            return
        session.out.say(words.text("A code was sent to {address}.", address=address))
        if not session.interactive:
            session.out.say(
                words.text(
                    "Finish with: tme link {channel} {address} --code CODE", channel=name, address=address
                )
            )
            return
        code = _typed_code(session)
    if manager.redeem_link(name, code.strip(), address, "") is None:
        raise Refused(words.text("this code is not good: it was used, is too old, or has a mistake"))
    _say_linked(session, name)


def _typed_code(session: Session) -> str:
    session.around.stderr.write(harmless(session.words.text("The code:")) + " ")
    session.around.stderr.flush()
    stdin = session.around.stdin
    return "" if stdin is None else stdin.readline(100).decode("utf-8", "replace")


def _send_code(session: Session, name: str, address: str, code: str, channels: OpenChannels) -> None:
    words = session.words
    sent = Outgoing(
        key=f"link-{name}-{code}",
        address=address,
        title=words.text("Your code: {code}", code=code),
        body=words.text("Somebody wants reminders to come here. If it was you, type the code there."),
        language=session.locale,
    )
    try:
        channels.channels[name].send(sent)
    except ChannelError as error:
        raise Refused(str(error)) from None


def _picture(link: str) -> str:
    """The link as a picture that a phone reads."""
    import segno

    drawn = io.StringIO()
    segno.make(link, error="l").terminal(drawn, compact=True, border=2)
    return drawn.getvalue()
