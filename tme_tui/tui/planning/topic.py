"""The topic of planning: one key proposes when to do what, and accepting writes it down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tme_tui.tui.topics.ground import Ground
from tme_tui.tui.working.work import Urgency

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.proposing import Proposal
    from tme_tui.tui.planning.lines import Wall
    from tme_tui.tui.tab import Tab


class Planned(Ground):
    """The action that plans."""

    def do_plan(self) -> None:
        def propose(engine: TaskManager) -> Proposal:
            return engine.propose_plan()

        self.inquire(propose, self._show_plan, Urgency.PAGE, "plan")

    def do_calendar_propose(self) -> None:
        self.do_plan()

    def _show_plan(self, proposal: Proposal) -> None:
        from tme_tui.tui.planning.screen import PlanScreen

        tab = self._tab

        def then(chosen: tuple[int, ...] | None) -> None:
            _draw(tab, (), None)
            if chosen:
                self.change(lambda engine: engine.accept_plan(proposal, chosen), show=True)

        screen = PlanScreen(self.setup, self.keymap, proposal, lambda walls, here: _draw(tab, walls, here))
        self.open_dialog(screen, then)


def _draw(tab: Tab | None, walls: tuple[Wall, ...], here: Wall | None) -> None:
    """Where the tab shows time, what is proposed stands in it."""
    if tab is not None:
        tab.show_proposed(walls, here)
