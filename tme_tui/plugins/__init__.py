"""What others add to the program: the hooks, what fills them, and who loads it.

A plugin is a module (or any object) whose functions are marked with `hookimpl`; docs/plugins.md has a whole
one. The parts of the program itself come through the same door. What is named here is all that a plugin
needs, and stays as it is. Importing this package loads nothing big: pluggy is read when plugins are looked
for, or when a plugin asks for its marker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tme_tui.model.delivery import (
    Button,
    Channel,
    ChannelFacts,
    Ear,
    Incoming,
    Outgoing,
    Permanent,
    Receipt,
    Scope,
    Temporary,
    Unanswered,
)
from tme_tui.plugins.making import ChannelMaker, Heard
from tme_tui.plugins.plain import PlainChannel
from tme_tui.settings import Settings

if TYPE_CHECKING:
    from tme_tui.plugins.hooks import hookimpl

__all__ = [
    "Button",
    "Channel",
    "ChannelFacts",
    "ChannelMaker",
    "Ear",
    "Heard",
    "Incoming",
    "Outgoing",
    "Permanent",
    "PlainChannel",
    "Receipt",
    "Scope",
    "Settings",
    "Temporary",
    "Unanswered",
    "hookimpl",
]


def __getattr__(name: str) -> object:
    if name == "hookimpl":
        from tme_tui.plugins.hooks import hookimpl

        return hookimpl
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
