"""The topic of the program itself: what can be done, colours, language, history, settings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from textual import on

from tme_tui.engine.digest_queries import DIGEST_QUERIES
from tme_tui.model.errors import SyntaxMistake, TmeError
from tme_tui.settings.errors import SettingsError
from tme_tui.shipped_files import shipped
from tme_tui.tui.actions import ACTIONS, entries, palette_entries
from tme_tui.tui.cells import harmless
from tme_tui.tui.details import Details
from tme_tui.tui.handing import Handing
from tme_tui.tui.stylesheet import QuickStylesheet
from tme_tui.tui.task_list import TaskList
from tme_tui.tui.views_pane import ViewsPane
from tme_tui.tui.work import Urgency

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome
    from tme_tui.tui.pairing.ways import Way
    from tme_tui.tui.picking.choices import Choice
    from tme_tui.tui.picking.picker import Chosen
    from tme_tui.tui.readying import Sheets
    from tme_tui.tui.settings_screen import Known

OTHER_LANGUAGE = {"en": "ru", "ru": "en"}


class ProgramScreens(Handing):
    """Actions that are about the program and not about tasks."""

    def do_palette(self) -> None:
        """Every command by a part of its name, with its keys; what was used last comes first."""
        from tme_tui.tui.picking.choices import Choice

        found = [
            Choice(entry.action.name, entry.label, "  ".join(entry.keys))
            for entry in palette_entries([self.context], self.keymap, self.words)
            if self.can_do(entry.action)
        ]
        used = self.memory.lines.get("palette", [])
        found.sort(key=lambda choice: -used.index(choice.key) if choice.key in used else 1)
        self._choose_action(self.words.text("Commands"), found)

    def do_menu(self) -> None:
        """What can be done with what the cursor is on."""
        from tme_tui.tui.picking.choices import Choice

        context = self.context
        found = [
            Choice(entry.action.name, entry.label, "  ".join(entry.keys))
            for entry in entries(context, self.keymap, self.words)
            if entry.action.palette and self.can_do(entry.action) and entry.action.name not in _NOT_ABOUT_IT
        ]
        number = self.number
        title = self.words.text("What to do here") if number is None else f"#{number}"
        self._choose_action(title, found)

    @on(TaskList.MenuWanted)
    def _menu_wanted(self) -> None:
        self.do_menu()

    @on(ViewsPane.MenuWanted)
    def _menu_of_view_wanted(self) -> None:
        self.show_pane("views")
        self.do_menu()

    @on(Details.MenuWanted)
    def _menu_of_details_wanted(self) -> None:
        self.show_pane("details")
        self.do_menu()

    def _choose_action(self, title: str, found: list[Choice]) -> None:
        from tme_tui.tui.picking.choices import among
        from tme_tui.tui.picking.picker import Picker

        def then(chosen: Chosen | None) -> None:
            if chosen:
                name = str(chosen[0].key)
                self.memory.keep_line("palette", name)
                self.perform(ACTIONS[name])

        self.open_dialog(Picker(self, title, among(found)), then)

    # Colours and language

    def do_theme(self) -> None:
        """Choose the colours, seeing each while the cursor is on it."""
        from tme_tui.tui.picking.choices import Choice, among
        from tme_tui.tui.picking.picker import Picker
        from tme_tui.tui.themes import read_themes

        before, language = self.app.theme, self.words.language
        themes = read_themes(shipped("themes"), self.setup.own_themes)
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
        from tme_tui.tui.themes import load_theme

        if name not in self.app.available_themes:
            self.app.register_theme(load_theme(name, shipped("themes"), self.setup.own_themes))
        theme = self.app.available_themes[name]
        colours = theme.to_color_system().generate()
        variables = self.app.get_theme_variable_defaults() | colours | theme.variables
        known = self.sheet.source.copy()

        def parse(_: TaskManager) -> Sheets:
            from tme_tui.tui.readying import parse_ahead

            return parse_ahead(variables, known, also_known=True)

        def put_on(sheets: Sheets) -> None:
            self.learn(sheets)
            self.app.theme = name

        if self.work.is_open:
            self.inquire(parse, put_on, Urgency.ECHO, "theme")
        else:
            self.app.theme = name

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

    # Settings

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
                engine.read_query(value)
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
            self.write_setting(key, value, after=partial(self._show_settings, one.key))
            if key == "screen.theme" and value != "auto":
                self.wear(value)
            elif key == "user.locale" and value != self.words.language:
                self.app.exit(result=value)
            else:
                said = words.text("{key} is {value} from the next start on", key=key, value=harmless(value))
                self.say(said)

        if one.choices:
            self._choose_value(one, write)
            return
        hint = words.text("name = value") if one.table else ""
        back = partial(self._show_settings, one.key)

        def ask(text: str) -> None:
            self.ask_line(one.key, write, text=text, hint=hint, check=check, left=back)

        ask("" if one.table else one.value)

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

    def do_sample(self) -> None:
        """Fill an empty base with the sample."""
        language = self.words.language

        def fill(engine: TaskManager) -> Outcome:
            from tme_tui.demo import fill_demo
            from tme_tui.engine.outcome import Outcome

            fill_demo(engine, language)
            step = engine.journal(1)[0]
            said = words.text("The sample is there; {key} and {other} take it back", key=key, other=other)
            return Outcome(step.id, said)

        words, key, other = self.words, self.key_of("history"), self.key_of("undo_to_here")
        self.change(fill, back="")

    def can_sample(self) -> bool:
        """Whether nothing of the person's own is there yet."""
        return self.is_new

    def why_not_sample(self) -> str:
        """Why there will be no sample now."""
        return self.words.text("only where there is no task yet; tme-tui --demo shows it too")

    # History

    def do_history(self) -> None:
        """What was done, by whom and from where; undo back to a point."""
        from tme_tui.tui.history.screen import HistoryScreen

        def then(number: int | None) -> None:
            if number is not None:
                self.find_task(number)

        self.open_dialog(HistoryScreen(self, task=None), then)


_NOT_ABOUT_IT = frozenset({"add", "undo", "redo", "filter", "search", "commands", "help", "quit", "refresh"})


def _mistake_in(query: str, engine: TaskManager) -> str:
    """What is wrong with a query; nothing when it can be read."""
    try:
        engine.read_query(query)
    except SyntaxMistake as error:
        return str(error)
    return ""
