"""VK: reminders by a community's bot, and what people answer it. By a small client of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tme_tui.plugins.making import ChannelMaker, Heard

if TYPE_CHECKING:
    from tme_tui.model.delivery import Channel, Ear
    from tme_tui.settings import Settings


def _is_configured(settings: Settings) -> bool:
    return bool(settings.vk.token)


def _channel(settings: Settings, _: Heard) -> Channel:
    from tme_tui.channels.vk.channel import VkChannel

    own = settings.vk
    return VkChannel(own.token, own.group_id, own.api_url, own.proxy)


def _ear(settings: Settings) -> Ear:
    from tme_tui.channels.vk.ear import VkEar

    own = settings.vk
    return VkEar(own.token, own.group_id, own.api_url, own.proxy)


MAKER = ChannelMaker("vk", _is_configured, _channel, _ear)
