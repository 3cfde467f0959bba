"""The program's own plugins, by name; their modules are imported when plugins are loaded."""

from __future__ import annotations

from importlib import import_module

from tme_tui.plugins.hooks import hookimpl
from tme_tui.plugins.making import ChannelMaker

CHANNELS = ("desktop", "terminal", "telegram", "vk", "email", "slack", "webhook", "command")
"""The modules of `tme_tui.channels` that have a `MAKER`, in the order in which people see them."""


class OwnChannel:
    """The plugin around one channel of ours."""

    def __init__(self, name: str) -> None:
        self._name = name

    @hookimpl
    def tme_channels(self) -> list[ChannelMaker]:
        """Its maker."""
        module = import_module(f"tme_tui.channels.{self._name}")
        maker: ChannelMaker = module.MAKER
        return [maker]
