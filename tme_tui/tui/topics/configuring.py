"""The topic of settings: all of them in a list, each changed in the line or chosen, and kept in the file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tme_tui.engine.digest_queries import DIGEST_QUERIES
from tme_tui.model.errors import SyntaxMistake, TmeError
from tme_tui.settings.errors import SettingsError
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.topics.wearing import Wearing
from tme_tui.tui.working.work import Urgency

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.tui.pairing.ways import Way
    from tme_tui.tui.picking.picker import Chosen
    from tme_tui.tui.settings_screen import Known


class Configuring(Wearing):
    """Settings on the screen."""

    def do_settings(self) -> None:
        """Show all settings; the one that is chosen can be changed, then they are shown again."""
        self._show_settings()

    def _show_settings(self, here: str = "") -> None:
        from tme_tui.tui.settings_screen import SettingsPicker, all_settings, current_environment

        def read(_: TaskManager) -> dict[str, Known] | str:
            try:
                return all_settings(current_environment(), self.words)
            except SettingsError as error:
                return str(error)

        def show(found: dict[str, Known] | str) -> None:
            if isinstance(found, str):
                self.say(harmless(self.words.error(found)), wrong=True)
                return

            def then(chosen: Chosen | None) -> None:
                if chosen:
                    self._change_setting(found[str(chosen[0].key)])

            self.open_dialog(SettingsPicker(self, self.words.text("Settings"), found, here), then)

        self.inquire(read, show, Urgency.ECHO, "settings")

    def _change_setting(self, one: Known) -> None:
        from tme_tui.tui.pairing.ways import way_of
        from tme_tui.tui.settings_screen import current_environment, read_setting

        words = self.words
        if one.secret and (way := way_of(one.key)) is not None:
            self.connect_way(way)
            return
        if one.secret:
            name = "TME_" + one.key.upper().replace(".", "__")
            self.say(words.text("{key} is a secret: put {name}=… into .env", key=one.key, name=name))
            return

        def check(engine: TaskManager, text: str) -> str:
            key, value, clashes = read_setting(one, text, current_environment(), words)
            if key in DIGEST_QUERIES:
                engine.read_digest_query(value)
            return clashes or f"{key}: {value}"

        def write(text: str) -> None:
            key, value, _ = read_setting(one, text, current_environment(), words)
            if key in DIGEST_QUERIES:
                self.inquire(partial(_mistake_in, value), partial(keep, key, value))
            else:
                keep(key, value)

        def keep(key: str, value: str, wrong: str = "") -> None:
            if wrong:
                ask(value)
                self.prompt.refuse(words.error(wrong))
                return
            at_once = key.startswith("reminders.")
            back = partial(self._show_settings, one.key)
            self.write_setting(key, value, after=partial(self._wish, back) if at_once else back)
            if key == "screen.theme" and value != "auto":
                self.wear(value)
            elif key == "user.locale" and value != self.words.language:
                self.app.exit(result=value)
            else:
                shown = {"key": key, "value": harmless(value)}
                later = words.text("{key} is {value} from the next start on", **shown)
                self.say(words.text("{key} is {value} from now on", **shown) if at_once else later)

        if one.choices:
            self._choose_value(one, write)
            return
        hint = words.text("name = value") if one.table else ""
        back = partial(self._show_settings, one.key)

        def ask(text: str) -> None:
            self.ask_line(one.key, write, text=text, hint=hint, check=check, left=back)

        ask("" if one.table else one.value)

    def _wish(self, then: Callable[[], object]) -> None:
        """Let what is kept in the file about reminders hold at once."""

        def wished(wrong: str) -> None:
            if wrong:
                self.say(harmless(self.words.error(wrong)), wrong=True)
            then()

        self.inquire(_wish_as_set, wished, Urgency.CHANGE)

    def _choose_value(self, one: Known, write: Callable[[str], object]) -> None:
        """A setting with few values is chosen from them."""
        from tme_tui.tui.picking.choices import Choice, among
        from tme_tui.tui.picking.picker import Picker

        found = [Choice(value, value, "✓" if value == one.value else "") for value in one.choices]

        def then(chosen: Chosen | None) -> None:
            if chosen:
                write(str(chosen[0].key))
            else:
                self._show_settings(one.key)

        self.open_dialog(Picker(self, one.key, among(found), start=one.value), then)

    def connect_way(self, way: Way) -> None:
        """Set up one way to be reached."""
        raise NotImplementedError


def _mistake_in(query: str, engine: TaskManager) -> str:
    """What is wrong with a query; nothing when it can be read."""
    try:
        engine.read_digest_query(query)
    except SyntaxMistake as error:
        return str(error)
    return ""


def _wish_as_set(engine: TaskManager) -> str:
    """Be reminded as settings say; the answer is what is wrong with them."""
    from tme_tui.bootstrap import reminding_from
    from tme_tui.settings import load_settings
    from tme_tui.tui.settings_screen import current_environment

    try:
        engine.wish(reminding_from(load_settings(current_environment())))
    except (SettingsError, TmeError) as error:
        return str(error)
    return ""
