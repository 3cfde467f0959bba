"""Opening what the cursor or the mouse is on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual.geometry import Offset

from tme_tui.language.describe import describe_day
from tme_tui.model.calendar.axis import ALL_DAY, DAY_MINUTES
from tme_tui.model.diary import Appearance
from tme_tui.tui.calendar.grid_plan import Slots
from tme_tui.tui.calendar.page import clock_of, sign_of, title_of
from tme_tui.tui.calendar.place import Place
from tme_tui.tui.calendar.walking import Walking

if TYPE_CHECKING:
    from tme_tui.tui.picking.picker import Chosen


class Opening(Walking):
    """Enter and the mouse."""

    def under(self, offset: Offset) -> tuple[Place, Appearance | None] | None:
        """The place that is drawn there, and the item."""
        raise NotImplementedError

    @property
    def selected(self) -> Slots | None:
        """The slots that are selected."""
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
        """The place as people type it: a day, a slot, or the selected slots, which make an event.

        The time comes first, or a title such as "Good morning" would take the day to itself.
        """
        place, slots = self.place, self.selected
        day = describe_day(place.day, date.min, self.words.language).partition(" ")[2]
        if not place.shape.is_grid or place.minute == ALL_DAY:
            return day
        if slots is not None:
            begin = clock(slots.begin, again=slots.begins_again)
            return f"{begin}-{clock(slots.end % DAY_MINUTES, again=slots.ends_again)} {day}"
        return f"{clock(place.minute, again=place.again)} {day}"

    def clicked(self, offset: Offset, twice: bool) -> None:
        """A click goes there; two open what stands there."""
        found = self.under(offset)
        if found is None:
            return
        place, one = found
        self.go(place)
        if one is not None and one in self.here:
            self.choose(self.here.index(one))
        if twice and one is not None:
            self.host.open_clicked(one.entry.number)
        elif twice:
            self.do_add()


def clock(minute: int, *, again: bool = False) -> str:
    """A minute of the day as a time, as it can be typed."""
    return f"{minute // 60:02}:{minute % 60:02}{'²' if again else ''}"
