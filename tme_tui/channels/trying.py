"""A test message, and why it did not arrive, in the words of who asked for it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tme_tui.i18n import message
from tme_tui.model.delivery import Channel, ChannelError, Outgoing, Permanent

if TYPE_CHECKING:
    from tme_tui.i18n import Translator

TO_SOMEBODY = frozenset({"telegram", "vk", "email"})
"""Channels on which nothing can be sent before it is known to whom."""

OUT_OF_THE_LADDER = message(
    "Reminders come there once {channel} stands in reminders.channels, which is now: {channels}"
)
"""What somebody has to know who is linked to a channel that gets nothing by itself."""


def send_test(channel: Channel, address: str, now: datetime, words: Translator) -> str:
    """Send one; the answer is who the channel says it is. Raises `ChannelError`."""
    test = Outgoing(
        key=f"test {now.isoformat()}",
        address=address,
        title=words.text("A test message of tme"),
        body=words.text("Reminders arrive here."),
        language=words.language,
    )
    who = channel.check()
    channel.send(test)
    return words.text(who)


def explained(error: ChannelError) -> str:
    """What is wrong, and what a person can do about it."""
    hint = error.hint if isinstance(error, Permanent) else ""
    return f"{error}; {hint}" if hint else str(error)
