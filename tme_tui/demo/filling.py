"""Writes the sample as a person would: typed lines through the one grammar, then work on some of them.

Lines that name other tasks wait until those have their numbers, so the whole takes a handful of steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from string import Formatter
from typing import TYPE_CHECKING

from tme_tui.demo.entry import Entry, Sample
from tme_tui.model.moment import Moment
from tme_tui.model.text import fold

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.language.context import Context
    from tme_tui.model.draft import Fields

_LAST = time(23, 30)
"""What is due today is due by then, however late the sample is made."""


def fill_demo(manager: TaskManager, locale: str) -> None:
    """Fill a base with the sample of a language; dates lie around the manager's present moment."""
    sample = _sample(locale)
    known = {fold(person.login) for person in manager.people()}
    for person in sample.people:
        if fold(person.login) not in known:  # the reader may be called so, too
            manager.add_person(person.login, person.name)
    context = manager.context()
    blanks = _Blanks(Moment.at(context.now, context.zone).local)
    waiting: Sequence[Entry] = sample.entries
    by_state: dict[str, list[int]] = {}
    while waiting:
        ready = [entry for entry in waiting if blanks.can_fill(entry.line)]
        if not ready:
            raise ValueError(f"nothing has the numbers that are missing in {waiting[0].line!r}")
        added = manager.add([_fields(entry, blanks, context) for entry in ready])
        for entry, task in zip(ready, added.tasks, strict=True):
            by_state.setdefault(entry.state, []).append(int(task.id))
            if entry.key:
                blanks.numbers[entry.key] = int(task.id)
        waiting = [entry for entry in waiting if entry not in ready]
    manager.complete(by_state["done"])
    manager.cancel(by_state["cancelled"])
    manager.start(by_state["started"])
    for name, query in sample.views:
        manager.save_view(name, query)


def _sample(locale: str) -> Sample:
    if locale[:2].casefold() == "ru":
        from tme_tui.demo.russian import RUSSIAN

        return RUSSIAN
    from tme_tui.demo.english import ENGLISH

    return ENGLISH


def _fields(entry: Entry, blanks: _Blanks, context: Context) -> Fields:
    from tme_tui.language.quickadd import parse_line

    fields = parse_line(entry.line.format_map(blanks), context).fields
    return replace(fields, notes=entry.notes) if entry.notes else fields


class _Blanks(dict[str, object]):
    """What is put into the blanks of a line: days and hours around the present, and numbers of tasks."""

    def __init__(self, now: date) -> None:
        super().__init__()
        self.now = now if isinstance(now, datetime) else datetime.combine(now, time())
        self.numbers: dict[str, int] = {}

    def can_fill(self, line: str) -> bool:
        """Whether every task that the line names has its number."""
        names = (name for _, name, _, _ in Formatter().parse(line) if name)
        return all(name[0] in "+-" or name[:2] in {"w+", "h+"} or name in self.numbers for name in names)

    def __missing__(self, name: str) -> object:
        today = self.now.date()
        if name[0] in "+-":
            return today + timedelta(days=int(name))
        if name.startswith("w+"):
            return _working_day(today, int(name[2:]))
        if name.startswith("h+"):
            return self._hour(int(name[2:]))
        return self.numbers[name]

    def _hour(self, hours: int) -> str:
        """A full hour later today, or the last moment that is still today."""
        last = datetime.combine(self.now.date(), _LAST)
        later = (self.now + timedelta(hours=hours)).replace(minute=0, second=0, microsecond=0)
        return f"{min(later, last):%Y-%m-%dT%H:%M}"


def _working_day(today: date, number: int) -> date:
    """The day so many working days after today; today itself does not count."""
    day = today
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < 5
    return day
