"""A task as a row of a list. Signs and words carry the meaning; colours only underline it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from tme_tui.cli.output import Line, Piece, Style, line
from tme_tui.cli.table import Column
from tme_tui.i18n import Translator
from tme_tui.language.describe import describe_moment
from tme_tui.model.moment import Moment
from tme_tui.model.occasion import occasion_of
from tme_tui.model.task import Kind, Status, Task

MARKS = {
    Status.OPEN: "○",
    Status.STARTED: "◐",
    Status.DONE: "●",
    Status.CANCELLED: "×",
    Status.DELETED: "−",
}
BLOCKED, WAITING, EVENT, REPEATS, REMINDS = "⊘", "◌", "◇", "↻", "♪"
_SOON_HOURS = 24


class Reader(NamedTuple):
    """For whom tasks are written: when, where and in which language they are read."""

    now: datetime
    zone: str
    words: Translator

    def moment(self, moment: Moment) -> str:
        """A moment in words."""
        return describe_moment(moment, self.now, self.zone, self.words.language)

    def instant(self, instant: datetime) -> str:
        """An instant in words, to the minute."""
        return self.moment(Moment.at(instant.replace(second=0, microsecond=0), self.zone))

    def columns(self) -> list[Column]:
        """The columns of a list of tasks."""
        words = self.words
        return [
            Column(words.text("ID"), right=True, rigid=True),
            Column("", rigid=True),
            Column(words.sense("column", "P"), rigid=True),
            Column(words.sense("column", "Title"), least=20),
            Column(words.sense("column", "When"), least=23),
            Column(words.sense("column", "Category"), least=10, spare=True),
            Column(words.sense("column", "Tags"), least=8, spare=True),
        ]

    def row(self, task: Task) -> list[Line]:
        """A task's cells, one for each column."""
        return [
            line(Piece(str(task.id), Style.FAINT)),
            line(self.mark(task)),
            line(priority(task)),
            self.title(task),
            self.when(task),
            line(Piece(task.category or "", Style.NAME)),
            line(Piece(tags(task), Style.NAME)),
        ]

    def mark(self, task: Task) -> Piece:
        """One sign for the state of a task."""
        if not task.status.is_open:
            return Piece(MARKS[task.status], Style.FAINT)
        if task.blocked:
            return Piece(BLOCKED, Style.FAINT)
        if task.wait is not None and self.is_ahead(task.wait):
            return Piece(WAITING, Style.FAINT)
        if task.status is Status.STARTED:
            return Piece(MARKS[task.status], Style.GOOD)
        return Piece(EVENT if task.kind is Kind.EVENT else MARKS[task.status])

    def title(self, task: Task) -> Line:
        """The title and, in signs, what else there is to know."""
        signs = []
        if task.subtasks:
            signs.append(f"{task.subtasks_done}/{task.subtasks}")
        if task.recurrence is not None:
            signs.append(REPEATS)
        if task.reminders:
            signs.append(REMINDS)
        style = Style.PLAIN if task.status.is_open else Style.FAINT
        if not signs:
            return line(Piece(task.title, style))
        return line(Piece(task.title, style), Piece(" " + " ".join(signs), Style.FAINT))

    def when(self, task: Task) -> Line:
        """When it takes place, is due, or was finished; without a date, that it waits for others."""
        if task.completed is not None and not task.status.is_open:
            return line(Piece(self.instant(task.completed), Style.FAINT))
        occasion = occasion_of(task, self.now, self.zone)
        if occasion is not None and occasion is task.due:
            return self.due(task.due, is_open=task.status.is_open)
        if occasion is not None and task.kind is Kind.EVENT:
            return line(self.span(occasion, task.ends))
        if occasion is not None:
            return line(self.words.text("from {moment}", moment=self.moment(occasion)))
        if task.blocked and task.status.is_open:
            said = self.words.plural("waits for {n}", "waits for {n}", task.open_blockers)
            return line(Piece(said, Style.FAINT))
        return line("")

    def due(self, moment: Moment, *, is_open: bool = True) -> Line:
        """A due date, and whether it is soon or past."""
        said = self.moment(moment)
        if not is_open or self.is_ahead(moment, day_ends=True):
            return line(Piece(said, Style.SOON if self._is_soon(moment) else Style.PLAIN))
        return line(Piece(self.words.text("{moment}, late", moment=said), Style.LATE))

    def span(self, starts: Moment, ends: Moment | None) -> str:
        """From when till when, saying the day once where one is enough."""
        said = self.moment(starts)
        if ends is None or ends == starts:
            return said
        until = self.moment(ends)
        if starts.day == ends.day and not starts.all_day:
            until = until.removeprefix(said.rpartition(" ")[0]).strip()
        return f"{said}–{until}" if " " not in until else f"{said} – {until}"

    def is_ahead(self, moment: Moment, *, day_ends: bool = False) -> bool:
        """Whether a moment is still to come."""
        return moment.utc(self.zone, day_ends=day_ends) >= self.now

    def _is_soon(self, moment: Moment) -> bool:
        left = moment.utc(self.zone, day_ends=True) - self.now
        return left.total_seconds() <= _SOON_HOURS * 3600


def tags(task: Task) -> str:
    """The tags with their sigils; a context, such as `@home`, has its own."""
    return " ".join(tag if tag.startswith("@") else f"#{tag}" for tag in task.tags)


def priority(task: Task) -> Piece:
    """`!1` to `!4`, or nothing."""
    if task.priority is None:
        return Piece("")
    return Piece(f"!{task.priority}", Style.URGENT if task.priority == 1 else Style.PLAIN)
