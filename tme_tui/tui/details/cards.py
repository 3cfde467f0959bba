"""Reads all about one task, for the details pane; runs in the working thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tme_tui.engine.delay_words import say_conflicts
from tme_tui.i18n import Translator
from tme_tui.model.errors import NotFound
from tme_tui.tui.details.pane import Card
from tme_tui.tui.details.text import Around, coming, facts_of, headline, relative_of
from tme_tui.tui.working.answers import CardRead
from tme_tui.tui.working.questions import reader_of

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager


def read_card(engine: TaskManager, number: int, zone: str, words: Translator) -> CardRead:
    """Everything that the pane shows of a task."""
    try:
        explained = engine.explain(number)
    except NotFound:
        return CardRead(number, None)
    reader = reader_of(engine, zone, words)
    task = explained.task
    blockers = engine.tasks_numbered([int(tie.blocker) for tie in task.depends])
    around = Around(
        needs=tuple(relative_of(one, reader) for one in blockers.values()),
        blocks=tuple(relative_of(one, reader) for one in explained.holds_up),
        parent=None if task.parent is None else relative_of(engine.get_task(task.parent), reader),
        inside=tuple(relative_of(one, reader) for one in engine.subtasks(task)) if task.subtasks else (),
        hidden=explained.hidden if task.status.is_open else "",
        coming=coming(task, reader),
        conflicts=tuple(say_conflicts(explained.conflicts, words)),
    )
    facts = tuple(facts_of(task, reader, around))
    return CardRead(number, Card(number, headline(task, reader), facts, task.notes))
