"""Messengers for whole processes: a world is pointed at stand-in servers."""

from __future__ import annotations

from typing import Any

from tests.channels.servers import bot_api, vk_api
from tests.channels.servers.standin import StandIn
from tests.scheduler.world import World

SENDING = {"telegram": "sendMessage", "vk": "messages.send"}
"""The method that sends."""


def talk_to(world: World, *servers: StandIn) -> None:
    """Let the processes of a world, all that start from now on, use these servers."""
    world.environment["NO_PROXY"] = "*"
    world.environment["TME_REMINDERS__CHANNELS"] = ",".join(server.kind for server in servers)
    for server in servers:
        world.environment |= _settings(server)


def _settings(server: StandIn) -> dict[str, str]:
    if server.kind == "telegram":
        return {"TME_TELEGRAM__TOKEN": bot_api.TOKEN, "TME_TELEGRAM__API_URL": server.url}
    return {
        "TME_VK__TOKEN": vk_api.TOKEN,
        "TME_VK__GROUP_ID": str(vk_api.GROUP),
        "TME_VK__API_URL": server.url,
    }


def buttons(message: dict[str, Any]) -> dict[str, str]:
    """The buttons of a message: label to data."""
    return {button["label"]: button["data"] for row in message["buttons"] for button in row}


def titles(server: StandIn, chat: int | None = None) -> list[str]:
    """The first lines of what was sent, in order, to all or to one."""
    return [one["text"].splitlines()[0] for one in server.sent() if chat is None or one["to"] == str(chat)]
