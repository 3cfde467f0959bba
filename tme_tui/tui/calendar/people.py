"""People in the calendar: whose time is shown, and answering an invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tme_tui.i18n import message
from tme_tui.model.person import Decision
from tme_tui.tui.calendar.dragging import Dragging

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.tui.picking.choices import Choice
    from tme_tui.tui.picking.picker import Chosen

ANSWERS = {
    Decision.YES: message("yes"),
    Decision.MAYBE: message("maybe"),
    Decision.NO: message("no"),
    Decision.UNDECIDED: message("not decided"),
}


class People(Dragging):
    """Whose days these are."""

    def do_calendar_people(self) -> None:
        """Choose whose time is shown; in a day, each has a column."""
        from tme_tui.tui.picking.choices import Choice, best
        from tme_tui.tui.picking.picker import Picker

        everybody = Choice("", self.words.text("everybody"))

        def find(engine: TaskManager, text: str) -> list[Choice]:
            known = [Choice(one.login, f"@{one.login}", one.name) for one in engine.people()]
            return list(best([everybody, *known], text))

        def then(chosen: Chosen | None) -> None:
            if chosen:
                self.people = tuple(str(one.key) for one in chosen if one.key)
                self.forget()

        title = self.words.text("Whose time?")
        self.host.open_dialog(Picker(self.host, title, find, several=True), then)

    def do_calendar_answer(self) -> None:
        """Answer the invitation under the cursor."""
        from tme_tui.tui.picking.choices import Choice, among
        from tme_tui.tui.picking.picker import Picker

        one = self.item
        if one is None or not one.entry.guests:
            self.host.say(self.words.text("Nobody is invited here."))
            return
        number, words = one.entry.number, self.words
        decided = ", ".join(f"@{login}: {words.text(ANSWERS[said])}" for login, said in one.entry.guests)
        choices = [Choice(decision, words.text(label)) for decision, label in ANSWERS.items()]

        def then(chosen: Chosen | None) -> None:
            if chosen and isinstance(decision := chosen[0].key, Decision):
                self.host.change(lambda engine: engine.decide(number, decision))

        title = words.text("Will you come? {people}", people=decided)
        self.host.open_dialog(Picker(self.host, title, among(choices)), then)
