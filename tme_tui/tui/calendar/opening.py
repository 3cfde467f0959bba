"""Opening what the cursor or the mouse is on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual.geometry import Offset

from tme_tui.language.describe import describe_day
from tme_tui.tui.calendar.page import clock_of, sign_of, title_of
from tme_tui.tui.calendar.place import Place
from tme_tui.tui.calendar.walking import Walking

if TYPE_CHECKING:
    from tme_tui.tui.picking.picker import Chosen


class Opening(Walking):
    """Enter and the mouse."""

    def spot(self, offset: Offset) -> Place | None:
        """The place that is drawn there."""
        raise NotImplementedError

    def do_edit_form(self) -> None:
        """Open the item; of several that stand there, the one that is chosen from a list."""
        here = self.here
        if len(here) > 1 and not self.chosen_item:
            self._choose_from_list()
        elif self.number is not None:
            self.host.open_form(self.number)
        else:
            self.host.say(self.words.text("Nothing here; {key} adds", key=self.host.key_of("add")))

    def _choose_from_list(self) -> None:
        from tme_tui.tui.picking.choices import Choice, among
        from tme_tui.tui.picking.picker import Picker

        now = self.page.now
        choices = [
            Choice(at, title_of(one), "" if one.all_day else clock_of(one.begin), sign=sign_of(one, now))
            for at, one in enumerate(self.here)
        ]

        def then(chosen: Chosen | None) -> None:
            if chosen and isinstance(at := chosen[0].key, int) and at < len(self.here):
                self.choose(at)
                self.host.open_form(self.here[at].entry.number)

        self.host.open_dialog(Picker(self.host, self.words.text("Open…"), among(choices)), then)

    def do_add(self) -> None:
        """Open the line with the day in it."""
        self.host.add_with(self.words_of_place())

    def words_of_place(self) -> str:
        """The place as people type it."""
        return describe_day(self.place.day, date.min, self.words.language).partition(" ")[2]

    def clicked(self, offset: Offset, twice: bool) -> None:
        """A click goes there; two open what stands there."""
        place = self.spot(offset)
        if place is None:
            return
        self.go(place)
        if twice:
            self.do_edit_form()

    def dragged(self, held: Offset, over: Offset, done: bool) -> None:
        """Something was dragged."""
