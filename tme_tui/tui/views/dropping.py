"""What becomes of tasks that are dropped on a line of the views."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from tme_tui.model.builtin_views import View
from tme_tui.tui.planning.slipping import MovingDates
from tme_tui.tui.views.view_entries import Entry, EntryKind

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.engine.outcome import Outcome

Landing = Callable[[MovingDates, Sequence[int]], None]


def landing_on(entry: Entry | None) -> Landing | None:
    """What a line does with tasks; None where none can be dropped."""
    if entry is None:
        return None
    if entry.kind is EntryKind.CATEGORY:
        return _changing(partial(_move, entry.name))
    if entry.kind is EntryKind.TAG:
        return _changing(partial(_tag, entry.name))
    return _VIEWS.get(entry.name) if entry.kind is EntryKind.VIEW else None


def _changing(change: Callable[[TaskManager, Sequence[int]], Outcome]) -> Landing:
    return lambda screen, numbers: screen.change(lambda engine: change(engine, numbers))


def _move(category: str | None, engine: TaskManager, numbers: Sequence[int]) -> Outcome:
    return engine.move(numbers, category)


def _tag(tag: str, engine: TaskManager, numbers: Sequence[int]) -> Outcome:
    return engine.tag(numbers, add=[tag])


def _complete(engine: TaskManager, numbers: Sequence[int]) -> Outcome:
    return engine.complete(numbers)


def _put_away(engine: TaskManager, numbers: Sequence[int]) -> Outcome:
    from tme_tui.model.draft import Fields
    from tme_tui.model.moment import SOMEDAY, Moment

    return engine.edit(numbers, Fields(wait=Moment(SOMEDAY)))


_VIEWS: dict[str, Landing] = {
    View.INBOX: _changing(partial(_move, None)),
    View.TODAY: lambda screen, numbers: screen.bring_to_today(numbers),
    View.SOMEDAY: _changing(_put_away),
    View.DONE: _changing(_complete),
}
