"""The topic of the program itself: what can be done, the sample, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from tme_tui.tui.actions import ACTIONS, entries, palette_entries
from tme_tui.tui.details.pane import Details
from tme_tui.tui.tasks.task_list import TaskList
from tme_tui.tui.topics.configuring import Configuring
from tme_tui.tui.views.views_pane import ViewsPane

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome
    from tme_tui.tui.picking.choices import Choice
    from tme_tui.tui.picking.picker import Chosen


class ProgramScreens(Configuring):
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
        self.after_loading("menu", self.do_menu)

    @on(ViewsPane.MenuWanted)
    def _menu_of_view_wanted(self) -> None:
        self.show_pane("views")
        self.after_loading("menu", self.do_menu)

    @on(Details.MenuWanted)
    def _menu_of_details_wanted(self) -> None:
        self.show_pane("details")
        self.after_loading("menu", self.do_menu)

    def _choose_action(self, title: str, found: list[Choice]) -> None:
        from tme_tui.tui.picking.choices import among
        from tme_tui.tui.picking.picker import Picker

        def then(chosen: Chosen | None) -> None:
            if chosen:
                name = str(chosen[0].key)
                self.memory.keep_line("palette", name)
                self.perform(ACTIONS[name])

        self.open_dialog(Picker(self, title, among(found)), then)

    def do_sample(self) -> None:
        """Fill an empty base with the sample."""
        language = self.words.language

        def fill(engine: TaskManager) -> Outcome:
            from tme_tui.demo import fill_demo
            from tme_tui.engine.outcome import Outcome

            before = max((step.id for step in engine.journal(1)), default=0)
            fill_demo(engine, language)
            return Outcome(engine.join_steps(before, said), said)

        said = self.words.text("Added the sample")
        self.change(fill)

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
