"""The topic of what the program wears: its colours and its language, kept as settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from tme_tui.model.errors import TmeError
from tme_tui.settings.errors import SettingsError
from tme_tui.shipped_files import shipped
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.look.stylesheet import QuickStylesheet
from tme_tui.tui.topics.handing import Handing
from tme_tui.tui.working.work import Urgency

if TYPE_CHECKING:
    from textual.theme import Theme

    from tme_tui.engine.manager import TaskManager
    from tme_tui.tui.look.themes import ThemeFile
    from tme_tui.tui.picking.choices import Choice
    from tme_tui.tui.picking.picker import Chosen
    from tme_tui.tui.working.readying import Sheets

OTHER_LANGUAGE = {"en": "ru", "ru": "en"}


class Wearing(Handing):
    """Other colours and another language."""

    def do_theme(self) -> None:
        """Choose the colours, seeing each while the cursor is on it."""
        from tme_tui.tui.look.themes import read_themes

        own = self.setup.own_themes

        def read(_: TaskManager) -> dict[str, ThemeFile]:
            return read_themes(shipped("themes"), own)

        self.inquire(read, self._choose_theme, Urgency.ECHO, "themes")

    def _choose_theme(self, themes: dict[str, ThemeFile]) -> None:
        from tme_tui.tui.picking.choices import Choice, among
        from tme_tui.tui.picking.picker import Picker

        before, language = self.app.theme, self.words.language
        found = [
            Choice(name, theme.title_in(language), theme.about_in(language))
            for name, theme in sorted(themes.items(), key=lambda one: one[0] != before)
        ]

        def preview(choice: Choice | None) -> None:
            if choice is not None:
                self.wear(str(choice.key))

        def then(chosen: Chosen | None) -> None:
            if chosen is None:
                self.wear(before)
            else:
                self.wear(str(chosen[0].key))
                self.write_setting("screen.theme", str(chosen[0].key))

        self.open_dialog(Picker(self, self.words.text("Theme"), among(found), moved=preview), then)

    def wear(self, name: str) -> None:
        """Use a theme from now on, as soon as a thread has parsed the style sheets with its colours."""
        from tme_tui.tui.look.themes import load_theme

        own, known = self.setup.own_themes, self.sheet.source.copy()
        defaults = self.app.get_theme_variable_defaults()

        def read(_: TaskManager) -> tuple[Theme, Sheets]:
            from tme_tui.tui.working.readying import parse_ahead

            theme = load_theme(name, shipped("themes"), own)
            variables = defaults | theme.to_color_system().generate() | theme.variables
            return theme, parse_ahead(variables, known, also_known=True)

        def put_on(found: tuple[Theme, Sheets]) -> None:
            theme, sheets = found
            self.learn(sheets)
            self._put_on(theme)

        if self.work.is_open:
            self.inquire(read, put_on, Urgency.ECHO, "theme")
        else:
            self._put_on(load_theme(name, shipped("themes"), own))

    def _put_on(self, theme: Theme) -> None:
        self.app.register_theme(theme)
        self.app.theme = theme.name

    @property
    def sheet(self) -> QuickStylesheet:
        """The rules of styles that are in use."""
        return cast(QuickStylesheet, self.app.stylesheet)

    def learn(self, sheets: Sheets) -> None:
        """Have style sheets that a thread has parsed."""
        self.sheet.learn(sheets.variables, sheets.sources, sheets.parsed)

    def do_language(self) -> None:
        """Go on in the other language; the screen is made anew where it was left."""
        language = OTHER_LANGUAGE[self.words.language]
        self.write_setting("user.locale", language)
        self.app.exit(result=language)

    def write_setting(self, key: str, value: str | None, after: Callable[[], object] = lambda: None) -> None:
        """Keep a setting in the person's file, off the loop; what is wrong with that is said."""
        path = self.setup.settings_file
        if path is None:
            after()
            return

        def write(_: TaskManager) -> str:
            from tme_tui.settings.writing import write_setting

            try:
                write_setting(path, key, value)
            except (SettingsError, TmeError) as error:
                return str(error)
            return ""

        def wrote(wrong: str) -> None:
            if wrong:
                self.say(harmless(self.words.error(wrong)), wrong=True)
            after()

        self.inquire(write, wrote, Urgency.CHANGE)
