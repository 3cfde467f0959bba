"""What happens by itself as time passes: missed times pass by, templates start, tasks expire.

Each task says in `moves_at` when to look at it next, so that a look costs one probe of a short index. What is
done here is a step like any other, but nobody's: `undo` passes it over.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

from tme_tui.engine.base import Change
from tme_tui.engine.planning import Planning
from tme_tui.engine.recurring import begin_next, move_on
from tme_tui.engine.states import set_status
from tme_tui.model import recurrence as rules
from tme_tui.model.errors import StoreError
from tme_tui.model.moment import Moment
from tme_tui.model.task import Status
from tme_tui.store.entities import Row
from tme_tui.store.finding_tasks import about_to_move


class CatchingUp(Planning):
    """Use cases that time itself has."""

    def catch_up(self) -> int:
        """Do what has come due by itself; the answer is how many tasks it touched."""
        with self._store.read() as connection:
            waiting = about_to_move(connection, self._seconds)
        moved = self._move([number for number, kind in waiting if kind != "template"])
        for number in (number for number, kind in waiting if kind == "template"):
            moved += self._start_by_rule(number)
        return moved

    def _freshen(self) -> None:
        super()._freshen()
        with suppress(StoreError):  # a base that cannot be written is read as it is
            self.catch_up()

    def _move(self, numbers: list[int]) -> int:
        if not numbers:
            return 0
        with self._change(by_itself=True) as change:
            moved = sum(self._move_one(change, row) for row in change.tasks(numbers))
            sentence = self._words.plural("{n} task moved with time", "{n} tasks moved with time", moved)
            change.raw.describe("catch-up", sentence)
        return moved

    def _move_one(self, change: Change, row: Row) -> bool:
        if not row["live"] or row["moves_at"] > change.now:
            return False  # somebody else was quicker
        if row["expires_utc"] is not None and row["expires_utc"] <= change.now:
            set_status(change, row["id"], Status.CANCELLED)
            return True
        home = self._around.rules.home
        following = rules.open_at(
            rules.from_text(row["recurrence"]),
            Moment.from_text(row["series_start"]),
            Moment.from_text(row["occurrence"]),
            datetime.fromtimestamp(change.now, UTC),
            calendar=self.calendar,
            home=home,
        )
        if following is None or str(following) == row["occurrence"]:
            return False
        move_on(change, row, following)
        return True

    def _start_by_rule(self, number: int) -> int:
        """Start a template whose time has come, and set it to its next time."""
        members = self._template_tree(number)
        planned = self._plan(members, Moment.from_text(str(members[0].occurrence)).day)
        with self._change(by_itself=True) as change:
            row = change.task(number)
            if row["moves_at"] > change.now:
                return 0
            made = self._write_copies(change, planned)
            home = self._around.rules.home
            begin_next(change, row, datetime.fromtimestamp(change.now, UTC), home, self.calendar)
            change.raw.describe(
                "start-template", self._words.text("Started “{title}” by its rule", title=row["title"])
            )
        return len(made)
