"""E-mail through any SMTP server, with the event as a file that calendars open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tme_tui.plugins.making import ChannelMaker, Heard

if TYPE_CHECKING:
    from tme_tui.model.delivery import Channel
    from tme_tui.settings import Settings


def _is_configured(settings: Settings) -> bool:
    return bool(settings.email.host and settings.email.sender)


def _make(settings: Settings, _: Heard) -> Channel:
    from tme_tui.channels.email.channel import EmailChannel
    from tme_tui.channels.email.talking import MailServer

    own = settings.email
    server = MailServer(own.host, own.port, own.security, own.user, own.password)
    return EmailChannel(server, own.sender)


MAKER = ChannelMaker("email", _is_configured, _make)
