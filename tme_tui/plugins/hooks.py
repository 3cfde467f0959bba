"""The hooks that a plugin can fill, and the markers that name them."""

from __future__ import annotations

import pluggy

from tme_tui.plugins.making import ChannelMaker

PROJECT = "tme"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


class Hooks:
    """What a plugin is asked for. It fills the hooks that it wants, and no others."""

    @hookspec
    def tme_channels(self) -> list[ChannelMaker]:
        """The channels that the plugin adds; called once, when plugins are loaded."""
        raise NotImplementedError
