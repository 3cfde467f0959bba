"""How a channel comes into being: what a plugin hands over instead of the channel itself.

Most people use one or two channels, and some channels need libraries that take long to load. So a plugin
names its channel and says how it is made; it is made when something is to be sent.
"""

from __future__ import annotations

from collections.abc import Callable

from tme_tui.model.delivery import Channel, Ear, Incoming
from tme_tui.model.value import value
from tme_tui.settings import Settings

Heard = Callable[[Incoming], None]
"""Takes what a person did where no server keeps it, such as a pressed button of an alert; from any thread."""


@value
class ChannelMaker:
    """A channel that can be made. A module with one imports no library for it before `make` is called."""

    name: str
    """What settings, addresses and deliveries call the channel: small letters, digits and dashes."""
    configured: Callable[[Settings], bool]
    """Whether the settings say enough to use it."""
    make: Callable[[Settings, Heard], Channel]
    """Make it, without reaching for the network; an error says what is missing."""
    ear: Callable[[Settings], Ear] | None = None
    """Make what listens to people, for messengers that are polled."""
