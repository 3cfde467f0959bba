"""A task as a list shows it: a flat value of texts and tones, made off the loop, ready to be painted."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from tme_tui.i18n import Translator
from tme_tui.language.describe.moments import describe_distance, describe_moment, shorter_forms
from tme_tui.model.moment import Moment
from tme_tui.model.occasion import occasion_of
from tme_tui.model.task import Kind, Status, Task
from tme_tui.model.value import value
from tme_tui.tui.look import signs
from tme_tui.tui.look.cells import harmless

SOON = timedelta(hours=24)
_LONGEST = 400
"""No screen is wider; the whole title is in the details."""


class Tone(StrEnum):
    """How a piece of a row is meant; the theme decides what that looks like."""

    PLAIN = "plain"
    FAINT = "faint"
    GOOD = "good"
    SOON = "soon"
    LATE = "late"
    BLOCKED = "blocked"


class Row(NamedTuple):
    """One line of a list."""

    number: int
    state: str = signs.STATES[Status.OPEN]
    tone: Tone = Tone.PLAIN
    """Of the state's sign."""
    priority: int = 0
    """1 to 4; 0 is none."""
    title: str = ""
    extras: str = ""
    """Subtasks, recurrence, reminders, blockers: in signs."""
    when: tuple[str, ...] = ()
    """The longest way to say it, then shorter ones."""
    when_tone: Tone = Tone.PLAIN
    category: str = ""
    tags: str = ""
    assignee: str = ""
    closed: bool = False


@value
class Reader:
    """For whom tasks are written: when, where and in which language they are read."""

    now: datetime
    zone: str
    words: Translator

    def row(self, task: Task) -> Row:
        """The task as a line."""
        state, tone = self._state(task)
        when, when_tone = self.when(task)
        return Row(
            number=int(task.id),
            state=state,
            tone=tone,
            priority=task.priority or 0,
            title=harmless(task.title[:_LONGEST]),
            extras=_extras(task),
            when=tuple(map(harmless, when)),
            when_tone=when_tone,
            category=harmless(task.category or ""),
            tags=harmless(" ".join(f"#{tag}" for tag in task.tags)),
            assignee=harmless(f"@{task.assignee}" if task.assignee else ""),
            closed=not task.status.is_open,
        )

    def moment(self, moment: Moment) -> str:
        """A moment in words."""
        return describe_moment(moment, self.now, self.zone, self.words.language)

    def instant(self, instant: datetime) -> str:
        """An instant in words, to the minute."""
        return self.moment(Moment.at(instant.replace(second=0, microsecond=0), self.zone))

    def distance(self, moment: Moment) -> str:
        """How far away a moment is, in words."""
        return describe_distance(moment, self.now, self.zone, self.words.language)

    def when(self, task: Task) -> tuple[tuple[str, ...], Tone]:
        """When it takes place, is due, or was finished, in the longest way and in shorter ones."""
        if task.completed is not None and not task.status.is_open:
            return shorter_forms(self.instant(task.completed)), Tone.FAINT
        occasion = occasion_of(task, self.now, self.zone)
        if occasion is None:
            if task.wait is not None and (task.someday or self.is_ahead(task.wait)):
                return shorter_forms(self.moment(task.wait)), Tone.FAINT
            return (), Tone.PLAIN
        said = shorter_forms(self.moment(occasion))
        if not task.status.is_open:
            return said, Tone.FAINT
        tone = Tone.SOON if self.is_soon(occasion) else Tone.PLAIN
        if occasion is task.due:
            return (said, tone) if self.is_ahead(occasion) else ((self.distance(occasion),), Tone.LATE)
        if task.kind is Kind.EVENT:
            return said, tone
        return (self.words.text("from {moment}", moment=said[0]), *said), tone

    def is_ahead(self, moment: Moment) -> bool:
        """Whether a moment, or the end of a day, is still to come."""
        return moment.utc(self.zone, day_ends=True) >= self.now

    def is_soon(self, moment: Moment) -> bool:
        """Whether it is less than a day away."""
        return timedelta() <= moment.utc(self.zone, day_ends=True) - self.now <= SOON

    def _state(self, task: Task) -> tuple[str, Tone]:
        if not task.status.is_open:
            return signs.STATES[task.status], Tone.FAINT
        if task.blocked:
            return signs.BLOCKED, Tone.BLOCKED
        if task.wait is not None and (task.someday or self.is_ahead(task.wait)):
            return signs.WAITING, Tone.FAINT
        if task.status is Status.STARTED:
            return signs.STATES[task.status], Tone.GOOD
        return signs.EVENT if task.kind is Kind.EVENT else signs.STATES[task.status], Tone.PLAIN


def _extras(task: Task) -> str:
    said = []
    if task.subtasks:
        said.append(f"{task.subtasks_done}/{task.subtasks}")
    if task.recurrence is not None:
        said.append(signs.REPEATS)
    if task.reminders:
        said.append(signs.REMINDS)
    if task.notes:
        said.append(signs.NOTES)
    if task.open_blockers and task.status.is_open:
        said.append(f"{signs.BLOCKED}{task.open_blockers}")
    return " ".join(said)
