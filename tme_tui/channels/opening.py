"""The channels that settings ask for, made one by one when something is first sent through them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from threading import RLock
from typing import Generic, TypeVar

from tme_tui.channels.guarding import GuardedChannel, GuardedEar
from tme_tui.channels.terminal import maker_for
from tme_tui.model.delivery import Channel, ChannelError, Ear
from tme_tui.plugins.making import ChannelMaker, Heard
from tme_tui.plugins.manager import Plugins, load_plugins
from tme_tui.plugins.plugin import place_of, reason_of
from tme_tui.settings import Settings

_log = logging.getLogger(__name__)
_T = TypeVar("_T", Channel, Ear)


class OpenChannels:
    """Who can be reached how, until it is closed. Every method may be called from any thread."""

    def __init__(self, settings: Settings, heard: Heard, plugins: Plugins) -> None:
        self._problems = dict(plugins.problems)
        makers = {
            name: maker for name, maker in plugins.makers.items() if self._is_configured(settings, maker)
        }
        self._channels = _MadeOnce(
            {name: _maker(maker, settings, heard) for name, maker in makers.items()}, self._problems
        )
        self._ears = _MadeOnce(
            {name: _ear_maker(maker, settings) for name, maker in makers.items() if maker.ear is not None},
            self._problems,
        )

    @property
    def channels(self) -> Mapping[str, Channel]:
        """The configured channels by name; one that cannot be made is gone from here and in `problems`."""
        return self._channels

    @property
    def ears(self) -> Mapping[str, Ear]:
        """What listens to people, for the configured channels that can."""
        return self._ears

    @property
    def problems(self) -> Mapping[str, str]:
        """By plugin or channel, why it is not used."""
        return dict(self._problems)

    def invitation(self, name: str, code: str) -> str:
        """A web address that brings a code to this channel's bot; empty when there is none."""
        channel = self.channels[name]
        return channel.invitation(code) if isinstance(channel, GuardedChannel) else ""

    def close(self) -> None:
        """Stop listening, and close what was made."""
        for name, ear in self._ears.made():
            _quietly(name, ear.stop)
        for name, channel in self._channels.made():
            _quietly(name, channel.close)

    def _is_configured(self, settings: Settings, maker: ChannelMaker) -> bool:
        try:
            return bool(maker.configured(settings))
        except Exception as error:
            _log.warning("the channel %s is not used: %s", maker.name, place_of(error))
            self._problems[maker.name] = reason_of(error)
            return False


def open_channels(
    settings: Settings,
    heard: Heard,
    plugins: Plugins | None = None,
    *,
    screen: Callable[[str], None] | None = None,
) -> OpenChannels:
    """The channels for which settings say enough; nothing is reached, and none is made, before it is used.

    `screen` writes to the terminal of a screen that is open, from any thread; without it there is no channel
    `terminal`.
    """
    plugins = plugins or load_plugins(settings.plugins.external)
    if screen is not None:
        plugins = replace(plugins, makers={**plugins.makers, "terminal": maker_for(screen)})
    return OpenChannels(settings, heard, plugins)


def _maker(maker: ChannelMaker, settings: Settings, heard: Heard) -> Callable[[], Channel]:
    return lambda: GuardedChannel(maker.make(settings, heard))


def _ear_maker(maker: ChannelMaker, settings: Settings) -> Callable[[], Ear]:
    def make() -> Ear:
        assert maker.ear is not None  # noqa: S101 - asked by the caller
        return GuardedEar(maker.name, maker.ear(settings))

    return make


class _MadeOnce(Mapping[str, _T], Generic[_T]):
    """Values that are made when they are first asked for; one that cannot be made is no longer there."""

    def __init__(self, makers: dict[str, Callable[[], _T]], problems: dict[str, str]) -> None:
        self._makers: dict[str, Callable[[], _T]] = makers
        self._problems = problems
        self._made: dict[str, _T] = {}
        self._lock = RLock()

    def __getitem__(self, name: str) -> _T:
        with self._lock:
            if name not in self._made:
                self._make(name)
            return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._makers))

    def __len__(self) -> int:
        return len(self._makers)

    def __contains__(self, name: object) -> bool:
        """Whether it is there, without making it."""
        return name in self._makers

    def made(self) -> list[tuple[str, _T]]:
        with self._lock:
            return list(self._made.items())

    def _make(self, name: str) -> None:
        make = self._makers[name]
        try:
            self._made[name] = make()
        except Exception as error:
            _log.warning("the channel %s cannot be made: %s", name, place_of(error))
            self._problems[name] = str(error) if isinstance(error, ChannelError) else reason_of(error)
            del self._makers[name]
            raise KeyError(name) from error


def _quietly(name: str, end: Callable[[], None]) -> None:
    try:
        end()
    except Exception as error:
        _log.warning("the channel %s did not end well: %s", name, place_of(error))
