"""What a task asks for: who hears of it, and by which reminders."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from sqlalchemy import Connection, select

from tme_tui.model.moment import Moment
from tme_tui.model.planned import Hearer, Wanted, usual_reminders
from tme_tui.model.text import fold
from tme_tui.store import tables
from tme_tui.store.entities import Row
from tme_tui.store.outbox.people import Hearers, who_hears
from tme_tui.store.outbox.usual import has_usual
from tme_tui.store.working_set import WorkingSet


class Asking:
    """Looks into one transaction, no further than the tasks that are planned there make it."""

    def __init__(self, connection: Connection, rows: WorkingSet) -> None:
        self._connection = connection
        self._rows = rows

    def asked(self, row: Row, own: tuple[Wanted, ...]) -> dict[int, tuple[Wanted, ...]]:
        """By person, the reminders of a task for whoever hears of it: its own, or the usual ones."""
        usual = not own and row["kind"] != "template" and self.anybody_has_usual
        if not (own or usual):
            return {}
        parts = self._rows.rows_by("participants", "task_id", [row["id"]]) if row["kind"] == "event" else []
        told = [self.people[number] for number in who_hears(row, parts) if number in self.people]
        return {hearer.id: own or self._usual_of(row, hearer) for hearer in told}

    @cached_property
    def people(self) -> Hearers:
        """Everybody in the base."""
        return Hearers(self._connection)

    @cached_property
    def anybody_has_usual(self) -> bool:
        """Whether tasks without reminders may be heard of at all."""
        return has_usual(self._connection)

    @cached_property
    def _categories(self) -> dict[int, str]:
        table = tables.categories
        found = self._connection.execute(select(table.c.id, table.c.path))
        return {number: fold(path) for number, path in found}

    def _usual_of(self, row: Row, hearer: Hearer) -> tuple[Wanted, ...]:
        if not hearer.reminding.has_usual:
            return ()
        category = None if row["category_id"] is None else self._categories.get(row["category_id"], "")
        return usual_reminders(row["id"], hearer.reminding.usual_of(row["priority"], category))


def own_reminders(reminders: Iterable[Row]) -> tuple[Wanted, ...]:
    """The reminders that somebody gave to a task."""
    return tuple(
        Wanted(
            f"r{one['id']}",
            one["id"],
            one["before"],
            None if one["at"] is None else Moment.from_text(one["at"]),
            one["channel"],
            one["nag"],
        )
        for one in reminders
    )
