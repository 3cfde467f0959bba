"""Alerts of the desktop: what the system shows in a corner, with buttons that reach the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tme_tui.plugins.making import ChannelMaker, Heard

if TYPE_CHECKING:
    from tme_tui.model.delivery import Channel
    from tme_tui.settings import Settings


def _make(_: Settings, heard: Heard) -> Channel:
    from tme_tui.channels.desktop.channel import DesktopChannel

    return DesktopChannel(heard)


MAKER = ChannelMaker("desktop", lambda settings: settings.alerts.desktop, _make)
