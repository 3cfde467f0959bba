"""The topic of messengers: setting one up from the palette, the settings, or the panel of services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tme_tui.settings.errors import SettingsError
from tme_tui.tui.alerts.topic import Alerting
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.tab import Host
from tme_tui.tui.working.work import Urgency

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.tui.alerts.running import Services
    from tme_tui.tui.pairing.frame import Around
    from tme_tui.tui.pairing.ways import Way
    from tme_tui.tui.picking.picker import Chosen


class PairingHost(Host, Protocol):
    """What setting up a messenger needs of the main screen."""

    @property
    def services(self) -> Services:
        """What runs beside the screen."""

    def key_of(self, action: str) -> str:
        """The key to press for an action, as people read it."""

    def do_connect(self) -> None:
        """Choose what to set up."""

    def connect_way(self, way: Way) -> None:
        """Set up one way to be reached."""


class Pairing(Alerting):
    """Actions that set up messengers."""

    def do_connect(self) -> None:
        """Choose what to set up."""
        from tme_tui.tui.pairing.ways import WAYS
        from tme_tui.tui.picking.choices import Choice, among
        from tme_tui.tui.picking.picker import Picker

        words = self.words
        found = [Choice(way.name, words.text(way.title), words.text(way.about)) for way in WAYS.values()]

        def then(chosen: Chosen | None) -> None:
            if chosen:
                self.connect_way(WAYS[str(chosen[0].key)])

        self.open_dialog(Picker(self, words.text("Where reminders come"), among(found)), then)

    def do_services(self) -> None:
        """What runs, what was sent, and what is wrong."""
        from tme_tui.tui.alerts.services import ServicesScreen

        self.open_dialog(ServicesScreen(self, self.services))

    def can_connect(self) -> bool:
        """Whether there is a place to write it down."""
        return self.setup.settings_file is not None

    def connect_way(self, way: Way) -> None:
        """Set up one way to be reached."""
        from tme_tui.tui.settings_screen import current_environment

        environment, config = current_environment(), self.setup.settings_file
        if config is None:
            self.say(self.words.text("Nothing can be set here: the demo keeps no settings."))
            return

        def look(engine: TaskManager) -> Around | str:
            from tme_tui.tui.pairing.looking import look_around

            try:
                return look_around(way, engine, environment, config)
            except SettingsError as error:
                return str(error)

        def show(found: Around | str) -> None:
            from tme_tui.tui.pairing.screen import PairingScreen

            if isinstance(found, str):
                self.say(harmless(found), wrong=True)
            else:
                self.open_dialog(PairingScreen(self, way, found))

        self.inquire(look, show, Urgency.ECHO, "connect")
