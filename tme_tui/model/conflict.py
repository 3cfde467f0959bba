"""Due dates that cannot both be kept: a task is due before what it waits for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from tme_tui.model.moment import Moment
from tme_tui.model.value import value

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)


@value
class DateConflict:
    """A task that would be late even if its blocker is done just in time."""

    task: int
    blocker: int
    late: timedelta
    """How much later the task must be due."""


class DateConflicts(Mapping[int, Sequence[DateConflict]]):
    """By the task that is due too early: plain rows, of which values are made where somebody looks."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Iterable[tuple[int, int, int]]) -> None:
        by_task: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for row in rows:
            by_task[row[0]].append(row)
        self._rows = dict(by_task)

    def __getitem__(self, number: int) -> Sequence[DateConflict]:
        return [
            DateConflict(task, blocker, timedelta(seconds=late)) for task, blocker, late in self._rows[number]
        ]

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, number: object) -> bool:
        return number in self._rows


def kept_with(due: Moment, late: timedelta, home: str) -> Moment:
    """The first due date that is so much later; by a day or more it stays at its time of day.

    So it does behind a blocker that is due on a day alone, by its last second.
    """
    if due.all_day or late >= _DAY or late % _MINUTE:
        return due.moved(_DAY * -(-late // _DAY))
    zone = due.zone or home
    found = Moment.at(datetime.fromtimestamp(due.utc(home).timestamp() + late.total_seconds(), UTC), zone)
    return found if due.zone else Moment(found.local)
