"""What opens for a line of the form: a month, rules, a list; by F4 or by the mouse."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual import on

from tme_tui.model.moment import Moment
from tme_tui.tui.form.chosen import shown
from tme_tui.tui.form.field_line import FieldLine
from tme_tui.tui.form.field_sheet import FieldSheet
from tme_tui.tui.form.fields import Help
from tme_tui.tui.form.helping import helper_of
from tme_tui.tui.form.lines import FormLines
from tme_tui.tui.working.work import Urgency

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager


class Choosing(FormLines):
    """Chooses what a line can hold."""

    def can_choose(self) -> bool:
        """Whether there is something to choose for the line that has the keys."""
        return self.current is not None and self.current.opens

    def do_choose(self) -> None:
        """Open the month, the rules or the list that belongs to the line."""
        if self.current is not None and self.current.opens:
            self._open(self.current)

    @on(FieldSheet.Opened)
    def _opened(self) -> None:
        self.do_choose()

    def _open(self, row: FieldLine) -> None:
        if row.field.help is Help.MONTH:
            text = row.text

            def begin(engine: TaskManager) -> tuple[date, date]:
                from tme_tui.language.dates import read_moment

                today = Moment.at(engine.now(), self.setup.zone).day
                found = read_moment(text, engine.context()) if text.strip() else None
                return (today if found is None else found.day), today

            self._host.inquire(begin, lambda days: self._choose_day(row, *days), Urgency.ECHO, "form-day")
            return
        dialog, put = helper_of(row.field, row.text, self._host, self.texts, self._of)
        self.app.push_screen(
            dialog, lambda chosen: self._put(row, put(chosen)) if chosen is not None else None
        )

    def _choose_day(self, row: FieldLine, day: date, today: date) -> None:
        from tme_tui.tui.form.month import DayAndTime, MonthPicker

        def put(chosen: DayAndTime | None) -> None:
            if chosen is not None:
                self._put(row, f"{chosen.day.isoformat()} {chosen.time}".strip())

        time = row.text.strip().rpartition(" ")[2]
        picker = MonthPicker(
            self.setup,
            self.keymap,
            day,
            today,
            time=time if ":" in time else "",
            timed=not row.field.is_own,
        )
        self.app.push_screen(picker, put)

    def _put(self, row: FieldLine, text: str) -> None:
        row.text = shown(row.field, text, self.words)
