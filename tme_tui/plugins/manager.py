"""Finds plugins, loads them and asks them what they bring; what fails is named and left out.

pluggy's own way of loading entry points stops at the first that cannot be imported, and its way of calling
hooks at the first that raises. Here each plugin is loaded and asked alone, so that one mistake costs one
plugin. Whatever a plugin does while it is imported is its own code, so also an exit is caught.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib import import_module, metadata

import pluggy

from tme_tui.model.value import value
from tme_tui.plugins.builtin import CHANNELS, OwnChannel
from tme_tui.plugins.hooks import PROJECT, Hooks
from tme_tui.plugins.making import ChannelMaker
from tme_tui.plugins.plugin import Plugin, Source, place_of, reason_of

GROUP = "tme.channels"
"""The group of entry points in which packages name their plugins."""

_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
_log = logging.getLogger(__name__)
logging.getLogger("tme_tui").addHandler(logging.NullHandler())  # where nobody logs, nothing goes to stderr


@value
class Plugins:
    """What was found."""

    plugins: tuple[Plugin, ...]
    makers: Mapping[str, ChannelMaker]
    """The channels that can be made, by name."""

    @property
    def problems(self) -> Mapping[str, str]:
        """By plugin, why it is not used."""
        return {plugin.name: plugin.problem for plugin in self.plugins if plugin.problem}


def load_plugins(external: Iterable[str] = (), *, built_in: Iterable[str] = CHANNELS) -> Plugins:
    """The program's own plugins, those of installed packages, and the modules that `external` names."""
    loading = _Loading()
    for name in built_in:
        loading.add(Plugin(name, Source.BUILT_IN), partial(OwnChannel, name))
    for entry in sorted(metadata.entry_points(group=GROUP), key=lambda entry: entry.name):
        package = f"{entry.dist.name} {entry.dist.version}" if entry.dist is not None else ""
        loading.add(Plugin(entry.name, Source.PACKAGE, package), entry.load)
    for name in external:
        loading.add(Plugin(name, Source.SETTING), partial(_named, name))
    return Plugins(tuple(loading.plugins), loading.makers)


def _named(name: str) -> object:
    """The module, or what stands in it after the colon."""
    module, _, attributes = name.partition(":")
    found: object = import_module(module)
    for attribute in filter(None, attributes.split(".")):
        found = getattr(found, attribute)
    return found


class _Loading:
    """Plugins one after the other, and what came of each."""

    def __init__(self) -> None:
        self._pluggy = pluggy.PluginManager(PROJECT)
        self._pluggy.add_hookspecs(Hooks)
        self.plugins: list[Plugin] = []
        self.makers: dict[str, ChannelMaker] = {}

    def add(self, plugin: Plugin, load: Callable[[], object]) -> None:
        try:
            makers = self._asked(plugin, load())
        except (Exception, SystemExit) as error:
            _log.warning("the plugin %s is not used: %s", plugin.name, place_of(error))
            self._keep(plugin, problem=reason_of(error))
            return
        self.makers |= {maker.name: maker for maker in makers}
        self._keep(plugin, channels=tuple(maker.name for maker in makers))

    def _keep(self, plugin: Plugin, *, channels: tuple[str, ...] = (), problem: str = "") -> None:
        self.plugins.append(Plugin(plugin.name, plugin.source, plugin.package, channels, problem))

    def _asked(self, plugin: Plugin, loaded: object) -> list[ChannelMaker]:
        """What this plugin alone brings; an error when it is not as a plugin has to be."""
        before = self._pluggy.get_plugins()
        if loaded in before:
            raise ValueError("it is loaded already")
        self._pluggy.register(loaded, name=f"{plugin.source}:{plugin.name}")
        try:
            self._check_hooks(loaded)
            call = self._pluggy.subset_hook_caller("tme_channels", before)
            return [self._fit(maker) for makers in call() for maker in makers]
        except BaseException:
            self._pluggy.unregister(loaded)
            raise

    def _check_hooks(self, loaded: object) -> None:
        """Whether it fills hooks, and only those that there are."""
        if not self._pluggy.get_hookcallers(loaded):
            raise TypeError("it fills no hook; docs/plugins.md shows how one is marked")
        self._pluggy.check_pending()

    def _fit(self, maker: object) -> ChannelMaker:
        if not isinstance(maker, ChannelMaker):
            raise TypeError(f"tme_channels gave a {type(maker).__name__}, not a ChannelMaker")
        if not isinstance(maker.name, str) or not _NAME.fullmatch(maker.name):
            raise ValueError(f"a channel cannot be called {maker.name!r}: small letters, digits and dashes")
        if maker.name in self.makers:
            raise ValueError(f"there is a channel {maker.name} already")
        return maker
