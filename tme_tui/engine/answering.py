"""Reminders as people meet them: what waits for an answer, answering, snoozing, peace for an hour, links."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tme_tui.engine.lifecycle import Lifecycle
from tme_tui.engine.postponing import Postponing
from tme_tui.model.delivery import Answer
from tme_tui.model.errors import InvalidValue, NotFound
from tme_tui.model.ids import HIGHEST_NUMBER
from tme_tui.model.moment import Moment, zone_named
from tme_tui.model.outbox import Alert, Delivery
from tme_tui.model.value import value
from tme_tui.store.transaction import take_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tme_tui.model.reminding import Reminding
    from tme_tui.store.entities import Row


@value
class Answered:
    """What came of an answer."""

    said: str
    """In words, for whoever answered."""
    task: int | None = None
    fresh: bool = True
    """Whether it changed anything: a button pressed twice, or in two places, does so once."""


@value
class LinkCode:
    """What a person sends to a bot to be known by it."""

    channel: str
    code: str
    expires: datetime


_SNOOZES = {Answer.SNOOZE: timedelta(minutes=10), Answer.SNOOZE_HOUR: timedelta(hours=1)}
_POSTPONED = {Answer.POSTPONE_DAY: 1, Answer.POSTPONE_WEEK: 7}
"""So many days later the task is due."""


class Answering(Lifecycle, Postponing):
    """Use cases of whoever is reminded."""

    def alerts(self, since: datetime | None = None) -> list[Alert]:
        """What this person was reminded of and has not answered, oldest first."""
        from tme_tui.store.outbox.reading import unanswered_of

        begin = 0 if since is None else int(since.timestamp())
        with self._store.read() as connection:
            return unanswered_of(connection, int(self.person.id), self._seconds, begin)

    def next_reminder(self) -> tuple[datetime, int | None] | None:
        """When this person is reminded next, and of which task."""
        from tme_tui.store.outbox.reading import next_reminder_of

        with self._store.read() as connection:
            return next_reminder_of(connection, int(self.person.id), self._seconds)

    def deliveries(
        self,
        *,
        states: Sequence[str] = (),
        task: int | None = None,
        number: int | None = None,
        limit: int = 50,
        soonest: bool = False,
    ) -> list[Delivery]:
        """What is or was to be sent, the latest first, or the soonest."""
        from tme_tui.store.outbox import reading

        if number is not None and not 0 < number <= HIGHEST_NUMBER:
            return []
        with self._store.read() as connection:
            return reading.deliveries(
                connection, states_wanted=states, task=task, number=number, limit=limit, soonest=soonest
            )

    def undelivered(self) -> dict[str, int]:
        """How much of the last seven days did not arrive and was not answered elsewhere, by state."""
        from tme_tui.engine.delivery_words import DEAD
        from tme_tui.store.outbox.reading import WEEK, undelivered

        with self._store.read() as connection:
            return undelivered(connection, DEAD, self._seconds - WEEK)

    def stranded(self, channels: Sequence[str]) -> dict[str, int]:
        """How much is overdue on other channels than these, by channel."""
        from tme_tui.store.outbox.stranded import stranded

        with self._store.read() as connection:
            return stranded(connection, channels, self._seconds)

    def resend(self, numbers: Sequence[int]) -> int:
        """Send again what died; the answer is how many that is."""
        from tme_tui.store.outbox.answering import send_again

        with self._store.write() as connection:
            return send_again(connection, [n for n in numbers if 0 < n <= HIGHEST_NUMBER], self._seconds)

    def answer(self, delivery: int, answer: Answer) -> Answered:
        """Do what was pressed, wherever that was; a second answer to one reminder changes nothing."""
        row = self._delivery(delivery)
        title = self._title_of(row)
        if row["acknowledged"] is not None:
            return Answered(self._words.text("Answered already: {title}", title=title), row["task_id"], False)
        if answer is Answer.DONE:
            return self._done(row, title)
        if answer in _POSTPONED:
            return self._postponed(row, title, _POSTPONED[answer])
        if answer is Answer.OPEN:
            self._acknowledge(row, "seen")
            return Answered(self._words.text("Seen: {title}", title=title), row["task_id"])
        return self.snooze(delivery, self._snoozed_until(answer))

    def snooze(self, delivery: int, until: datetime) -> Answered:
        """Remind of it again at another time."""
        from tme_tui.store.outbox import answering

        if until <= self.now():
            raise InvalidValue(self._words.text("that moment has passed"), field="until")
        row = self._delivery(delivery)
        at = int(until.timestamp())
        with self._store.write() as connection:
            comes = answering.comes_at(connection, row, at)
            clock = f"{datetime.fromtimestamp(comes, zone_named(self.person.zone)):%H:%M}"
            answering.acknowledge(connection, row["thread"], self._seconds, "snoozed", clock)
            answering.snooze(
                connection, row, at, self._seconds, lambda name, count: take_numbers(connection, name, count)
            )
        said = self._words.text("Snoozed until {time}: {title}", time=clock, title=self._title_of(row))
        return Answered(said, row["task_id"])

    def acknowledge(self, delivery: int) -> Answered:
        """Say that it was heard, and nothing else."""
        row = self._delivery(delivery)
        self._acknowledge(row, "seen")
        return Answered(self._words.text("Seen: {title}", title=self._title_of(row)), row["task_id"])

    def do_not_disturb(self, until: datetime | None) -> None:
        """Send this person nothing until then; None ends it."""
        from tme_tui.store.outbox.quiet import set_quiet

        instant = 0 if until is None else int(until.timestamp())
        with self._store.write() as connection:
            set_quiet(connection, int(self.person.id), instant, self._seconds)

    def wish(self, wishes: Reminding) -> None:
        """Remind this person so from now on, of what is planned already too."""
        from tme_tui.store.people import set_wishes

        with self._store.write() as connection:
            set_wishes(connection, int(self.person.id), wishes, self._seconds)

    def quiet_until(self) -> datetime | None:
        """Until when this person asked not to be disturbed; None when that is over."""
        from tme_tui.store.outbox.quiet import quiet_until

        with self._store.read() as connection:
            until = quiet_until(connection, int(self.person.id))
        return datetime.fromtimestamp(until, UTC) if until > self._seconds else None

    def _done(self, row: Row, title: str) -> Answered:
        if row["task_id"] is None:
            self._acknowledge(row, "seen")
            return Answered(self._words.text("Seen: {title}", title=title))
        task = self.get_task(row["task_id"])
        if not task.status.is_open or self._has_moved(row, task):
            self._acknowledge(row, "seen")
            return Answered(self._words.text("Done already: {title}", title=title), row["task_id"], False)
        outcome = self.complete(task)
        self._acknowledge(row, "done")
        return Answered(outcome.sentence, row["task_id"])

    def _postponed(self, row: Row, title: str, days: int) -> Answered:
        if row["task_id"] is None:
            self._acknowledge(row, "seen")
            return Answered(self._words.text("Seen: {title}", title=title))
        task = self.get_task(row["task_id"])
        if not task.status.is_open or self._has_moved(row, task):
            self._acknowledge(row, "seen")
            return Answered(self._words.text("Done already: {title}", title=title), row["task_id"], False)
        moved = self.postpone(task, days)
        self._acknowledge(row, "moved")
        return Answered(
            self._words.text("Now due {time}: {title}", time=self._told(moved.due), title=title),
            row["task_id"],
        )

    def _told(self, moment: Moment | None) -> str:
        from tme_tui.language.describe import describe_moment

        if moment is None:
            return ""
        return describe_moment(moment, self.now(), self.person.zone, self._words.language)

    def _has_moved(self, row: Row, task: object) -> bool:
        """Whether a recurring task stands at another time than the one this reminder was for."""
        recurrence, anchor = getattr(task, "recurrence", None), getattr(task, "anchor", None)
        if recurrence is None or anchor is None or not row["occurrence"]:
            return False
        home = self._around.rules.home
        meant = Moment.from_text(row["occurrence"])
        return bool(meant.utc(home) < anchor.utc(home)) and not str(row["thread"]).startswith("test")

    def _acknowledge(self, row: Row, word: str) -> None:
        from tme_tui.store.outbox.answering import acknowledge

        with self._store.write() as connection:
            acknowledge(connection, row["thread"], self._seconds, word)

    def _snoozed_until(self, answer: Answer) -> datetime:
        if answer in _SNOOZES:
            return self.now() + _SNOOZES[answer]
        from tme_tui.model.reminding import minute_of

        wishes = self.person.reminding
        day = Moment.at(self.now(), self.person.zone).day + timedelta(days=1)
        return datetime.fromtimestamp(minute_of(day, wishes.all_day_at, self.person.zone), UTC)

    def _delivery(self, number: int) -> Row:
        from tme_tui.store.outbox.reading import delivery_row

        with self._store.read() as connection:
            row = delivery_row(connection, number) if 0 < number <= HIGHEST_NUMBER else None
        if row is None:
            raise NotFound("delivery", number)
        return row

    def _title_of(self, row: Row) -> str:
        if row["task_id"] is None:
            return ""
        return str(self.get_task(row["task_id"]).title)
