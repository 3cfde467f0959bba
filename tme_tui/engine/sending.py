"""The outbox, for whoever sends: planning ahead, claiming what is due, settling what was tried."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tme_tui.engine.base import EngineBase
from tme_tui.model.outbox import Claimed, Outcome, Sender, Service
from tme_tui.store.transaction import take_numbers

Parts = dict[str, tuple[str, int, dict[str, object]]]
"""The parts of a process: name to state, since when, and details."""


class Sending(EngineBase):
    """Use cases of dispatchers."""

    def plan_ahead(self, stop: Callable[[], bool] = lambda: False) -> int:
        """Move the window of planned reminders on, if it is time; the answer is how many were added."""
        from tme_tui.store.outbox import extending, usual
        from tme_tui.store.outbox.planner import AHEAD

        now = self._seconds
        with self._store.read() as connection:
            changed = usual.usual_changed(connection)
            stretched = extending.is_stretched(connection, now)
            if stretched and changed is None:
                return 0
            planned = extending.planned_until(connection)
            since = now if stretched or planned is None else min(planned, now)
            until = planned if stretched and planned is not None else now + AHEAD
            find = extending.to_plan_as_usual if stretched else extending.to_plan
            numbers = find(connection, since, until)
        added = 0
        for start in range(0, len(numbers), extending.PORTION):
            if stop():
                return added
            portion = numbers[start : start + extending.PORTION]
            with self._store.write() as connection:
                added += extending.plan_portion(
                    connection,
                    self._around.rules,
                    portion,
                    since,
                    until,
                    now,
                    lambda name, count, c=connection: take_numbers(c, name, count),  # type: ignore[misc]
                )
        with self._store.write() as connection:
            if not stretched:
                added += extending.plan_digests(
                    connection, since, until, now, lambda name, count: take_numbers(connection, name, count)
                )
                extending.end_plan(connection, planned, until)
            if changed is not None:
                usual.usual_planned(connection, changed)
        return added

    def exchange_deliveries(self, outcomes: Iterable[Outcome], sender: Sender) -> list[Claimed]:
        """Write down what became of claimed deliveries, and claim what is due now, in one transaction."""
        from tme_tui.store.outbox.claimed import claimed_from
        from tme_tui.store.outbox.claiming import Claiming
        from tme_tui.store.outbox.coming import next_look
        from tme_tui.store.outbox.settling import settle

        settled = tuple(outcomes)
        if not settled:
            with self._store.read() as connection:
                due = next_look(connection, sender.channels)
            if due is None or due > self._seconds:
                return []
        with self._store.write(routine=True) as connection:
            now = self._seconds  # others may have sent while the base was waited for
            settle(
                connection,
                settled,
                sender.holder,
                now,
                lambda name, count: take_numbers(connection, name, count),
                safe=sender.safe,
            )
            rows = Claiming(connection, sender, now).claim()
        if not rows:
            return []
        with self._store.read() as connection:
            return claimed_from(connection, rows, now)

    def begin_delivery(
        self, outcomes: Iterable[Outcome], sender: Sender, number: int, *, durable: bool = True
    ) -> bool:
        """Write down what became of others, and that this one is about to be sent, in one transaction.

        See `Store.write` for what is not durable. False when it must not be sent: somebody else has it, or
        nobody waits for it any more.
        """
        from tme_tui.store.outbox.settling import begin, settle

        with self._store.write(durable=durable, routine=True) as connection:
            settle(
                connection,
                outcomes,
                sender.holder,
                self._seconds,
                lambda name, count: take_numbers(connection, name, count),
                safe=sender.safe,
            )
            return begin(connection, number, sender.holder, self._seconds)

    def release_deliveries(self, channels: Iterable[str]) -> int:
        """Channels may work again: what they hold is tried now; the answer is how much that is."""
        from tme_tui.store.outbox.holding import held_on, release

        names = list(channels)
        with self._store.read() as connection:
            if not held_on(connection, names):
                return 0
        with self._store.write() as connection:
            return release(connection, names, self._seconds)

    def give_up_stranded(self, channels: Iterable[str]) -> int:
        """What waits too long for other channels is missed; the answer is how much that is."""
        from tme_tui.store.outbox.stranded import give_up, too_late

        with self._store.read() as connection:
            numbers = too_late(connection, list(channels), self._seconds)
        if numbers:
            with self._store.write() as connection:
                give_up(connection, numbers)
        return len(numbers)

    def next_delivery(self, channels: Iterable[str]) -> int | None:
        """The second at which the outbox is next of interest for these channels."""
        from tme_tui.store.outbox.coming import next_look

        with self._store.read() as connection:
            return next_look(connection, channels)

    def coming_delivery(self, channels: Iterable[str]) -> Claimed | None:
        """The delivery that is due next, as whoever claims it will see it; it is not claimed."""
        from tme_tui.store.outbox.claimed import claimed_from
        from tme_tui.store.outbox.coming import next_row

        with self._store.read() as connection:
            row = next_row(connection, channels)
            return None if row is None else claimed_from(connection, [row], self._seconds)[0]

    def clock_went_back(self) -> None:
        """The clock was ahead for a while: nothing waits for the times that it showed."""
        from tme_tui.store.outbox.turned_back import clock_went_back

        with self._store.write() as connection:
            clock_went_back(connection, self._seconds)

    def base_version(self) -> int:
        """A number that changes when anybody writes; see `Store.data_version`."""
        return self._store.data_version()

    def report_services(self, holder: str, parts: Parts) -> None:
        """Say which parts of a process are alive, and how they are."""
        from tme_tui.store.outbox.services import write_services

        with self._store.write(routine=True) as connection:
            write_services(connection, holder, parts, self._seconds)

    def sign_off(self, holder: str) -> None:
        """A process begins to end: what it does until then may take long, or be cut short."""
        from tme_tui.store.outbox.services import sign_off

        with self._store.write(routine=True) as connection:
            sign_off(connection, holder)

    def withdraw_services(self, holder: str) -> None:
        """A process ends in order."""
        from tme_tui.store.outbox.services import remove_services

        with self._store.write(routine=True) as connection:
            remove_services(connection, holder)

    def awake_since(self, holder: str) -> int | None:
        """The second since which others than `holder` have been sending; None when nobody does."""
        from tme_tui.store.outbox.services import awake_since

        with self._store.read() as connection:
            return awake_since(connection, holder, self._seconds)

    def services(self) -> list[Service]:
        """Everything that runs on this base, whatever process it runs in."""
        from tme_tui.store.outbox.services import read_services

        with self._store.read() as connection:
            return read_services(connection, self._seconds)
