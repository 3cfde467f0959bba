"""The planner: proposes when to do what, and writes down what is accepted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tme_tui.engine.base import Change, TaskRef, numbers_of
from tme_tui.engine.merging import check_seen
from tme_tui.engine.outcome import Outcome
from tme_tui.engine.planning import Planning, availability
from tme_tui.engine.writing import write_columns
from tme_tui.model.draft import Fields
from tme_tui.model.errors import InvalidValue
from tme_tui.model.ids import TaskId
from tme_tui.model.moment import Moment
from tme_tui.model.task import Task
from tme_tui.model.value import value
from tme_tui.store.busy import taken_times
from tme_tui.store.reading import tasks_by_number

if TYPE_CHECKING:
    from tme_tui.model.planner import Delay, Span

USUAL_DAYS = 14
MOST_DAYS = 366
_SHORTEST = timedelta(minutes=5)
_ALL = 100_000


@value
class Proposed:
    """A task and when to do it; a long one in several pieces."""

    task: Task
    blocks: tuple[tuple[datetime, datetime], ...]
    delay: Delay | None = None
    """Why it will be late all the same (`late`, `why`, `because`)."""


@value
class Proposal:
    """What to do when; nothing of it is written down before `accept_plan`."""

    made: datetime
    until: datetime
    planned: tuple[Proposed, ...]
    """In order of time."""
    homeless: tuple[Proposed, ...]
    """Those without a place, with the reason."""
    unestimated: int
    """So many open tasks of this person have no estimate and cannot be planned."""
    has_room: bool = True
    """Whether any hour of work is free in these days."""

    @property
    def late(self) -> tuple[Proposed, ...]:
        """What will be late, or has no place."""
        return (*(one for one in self.planned if one.delay is not None), *self.homeless)


class Proposing(Planning):
    """Use cases that plan work."""

    def propose_plan(self, days: int = USUAL_DAYS) -> Proposal:
        """Places for this person's open tasks with estimates in the free time of the next days.

        What counts: hours of work, holidays, events and blocks that are there already, dependencies, due
        dates and urgency. Long tasks may come in several pieces. The same base gets the same plan.
        """
        from tme_tui.model.planner import plan
        from tme_tui.model.planner.asking import Known, jobs_of
        from tme_tui.store.plan_facts import plannable
        from tme_tui.store.time_facts import open_ties

        if not 1 <= days <= MOST_DAYS:
            raise InvalidValue(f"a plan is for 1 to {MOST_DAYS} days", field="days")
        self._freshen()
        now = self.now()
        until, seconds = now + timedelta(days=days), int(now.timestamp())
        with self._store.read() as connection:
            rows = plannable(connection, self.person.id)
            jobs, ties, taken = jobs_of([Known(*row) for row in rows], open_ties(connection), seconds)
        gaps = self._gaps(now, until, taken)
        found = plan(jobs, ties, gaps, seconds, int(until.timestamp()))
        pieces: dict[int, list[tuple[datetime, datetime]]] = {}
        for number, begin, end in found.blocks:
            pieces.setdefault(number, []).append((_instant(begin), _instant(end)))
        delays = {delay.number: delay for delay in found.delays}
        with self._store.read() as connection:
            tasks = tasks_by_number(connection, [*pieces, *(one for one in delays if one not in pieces)])
        return Proposal(
            now,
            until,
            tuple(
                Proposed(tasks[TaskId(number)], tuple(blocks), delays.get(number))
                for number, blocks in pieces.items()
            ),
            tuple(
                Proposed(tasks[TaskId(number)], (), delay)
                for number, delay in delays.items()
                if number not in pieces
            ),
            sum(
                row.is_mine and not row.is_event and row.estimate is None and row.starts is None
                for row in rows
            ),
            bool(gaps),
        )

    def accept_plan(self, proposal: Proposal, tasks: Iterable[TaskRef] | None = None) -> Outcome:
        """Write down what was proposed, all of it or only for some tasks, in one step.

        A task in one piece gets its block; one in several pieces gets a subtask for each. What is closed by
        now is left out; what somebody planned otherwise meanwhile is a `Conflict`.
        """
        wanted: Collection[int] | None = None if tasks is None else set(numbers_of(tasks))
        chosen = [one for one in proposal.planned if wanted is None or int(one.task.id) in wanted]
        with self._change() as change:
            written: list[int] = []
            change.tasks([int(one.task.id) for one in chosen])
            for one in chosen:
                number = int(one.task.id)
                if not change.task(number)["live"]:
                    change.notices.append(self._words.text("#{number} is closed by now", number=number))
                    continue
                self._write_down(change, one)
                written.append(number)
            change.raw.describe(
                "plan", self._words.plural("Planned {n} task", "Planned {n} tasks", len(written))
            )
        return self._outcome(change, written)

    def _write_down(self, change: Change, one: Proposed) -> None:
        number, zone = int(one.task.id), self.person.zone
        blocks = [(Moment.at(begin, zone), Moment.at(end, zone)) for begin, end in one.blocks]
        fields = Fields(starts=blocks[0][0], ends=blocks[0][1])
        columns = write_columns(change, fields)
        check_seen(change, one.task, columns, fields)
        if len(blocks) == 1:
            self._edit_one(change, number, columns, fields)
            return
        lengths = [end - begin for begin, end in one.blocks]
        fresh = change.raw.new_ids("tasks", len(blocks))
        title = change.task(number)["title"]
        for at, (part, (starts, ends)) in enumerate(zip(fresh, blocks, strict=True)):
            piece = Fields(
                title=f"{title} ({at + 1}/{len(blocks)})",
                starts=starts,
                ends=ends,
                estimate=lengths[at],
                parent=TaskId(number),
                category=one.task.category,
                assignee=one.task.assignee,
            )
            self._write_new(change, part, piece)

    def _gaps(self, start: datetime, until: datetime, taken: Sequence[Span]) -> list[Span]:
        """This person's hours of work, less events and what is planned already."""
        from tme_tui.model.free_time import Busy, free_slots

        low, high = int(start.timestamp()), int(until.timestamp())
        with self._store.read() as connection:
            events = taken_times(connection, [self.person.id], low, high)
        share = availability(self.person, events)
        busy = [*share.busy, *(Busy(_instant(begin), _instant(end)) for begin, end in taken)]
        slots = free_slots([replace(share, busy=busy)], _SHORTEST, start, until, limit=_ALL, align=_SHORTEST)
        return [(int(slot.start.timestamp()), int(slot.end.timestamp())) for slot in slots]


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
