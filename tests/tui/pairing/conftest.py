"""The stand-in servers of the messengers, for the screen that sets them up."""

from __future__ import annotations

from tests.channels.conftest import (
    _slack_process,
    _telegram_process,
    _vk_process,
    no_proxies,
    slack,
    telegram,
    vk,
)

__all__ = ["_slack_process", "_telegram_process", "_vk_process", "no_proxies", "slack", "telegram", "vk"]
