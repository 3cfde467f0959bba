"""Telegram: reminders by a bot, and what people answer it. Its library is loaded when the channel is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tme_tui.plugins.making import ChannelMaker, Heard

if TYPE_CHECKING:
    from tme_tui.model.delivery import Channel, Ear
    from tme_tui.settings import Settings


def _is_configured(settings: Settings) -> bool:
    return bool(settings.telegram.token)


def _channel(settings: Settings, _: Heard) -> Channel:
    from tme_tui.channels.telegram.channel import TelegramChannel

    own = settings.telegram
    return TelegramChannel(own.token, own.api_url, own.proxy)


def _ear(settings: Settings) -> Ear:
    from tme_tui.channels.telegram.ear import TelegramEar

    own = settings.telegram
    return TelegramEar(own.token, own.api_url, own.proxy)


MAKER = ChannelMaker("telegram", _is_configured, _channel, _ear)
