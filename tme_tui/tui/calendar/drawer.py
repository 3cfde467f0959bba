"""The drawer beside the calendar: open tasks without planned time, to be read and drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment

from tme_tui.i18n import Translator
from tme_tui.language.describe import describe_day, describe_duration
from tme_tui.tui.calendar.colours import Colours, letter_of
from tme_tui.tui.look import signs
from tme_tui.tui.look.cells import fitted, harmless

if TYPE_CHECKING:
    from tme_tui.engine.manager import TaskManager
    from tme_tui.model.query import Query
    from tme_tui.model.task import Task
    from tme_tui.tui.working.questions import Question

HOUR = timedelta(hours=1)
_MOST = 500
_QUERY = "is:task is:open starts:none sort:urgency"
_LEAST, _GREATEST = 24, 36
ONE_COLUMN, SEVEN_COLUMNS = 34, 48
"""The calendar keeps so many cells, or the drawer takes its place."""
_ROOMY = 30


class Waiting(NamedTuple):
    """A task that has no planned time yet."""

    number: int
    title: str
    estimate: timedelta | None = None
    due: date | None = None
    category: str | None = None
    sign: str = "○"
    is_late: bool = False
    repeats: bool = False

    @property
    def length(self) -> timedelta:
        """How long it is planned for."""
        return self.estimate or HOUR


class Drawer(NamedTuple):
    """What is in it, and where its cursor is."""

    tasks: tuple[Waiting, ...] = ()
    at: int = 0
    has_keys: bool = False
    filter: str = ""

    @property
    def chosen(self) -> Waiting | None:
        """The task under its cursor."""
        return self.tasks[min(self.at, len(self.tasks) - 1)] if self.tasks else None

    def by(self, rows: int) -> Drawer:
        """So many rows further down."""
        return self._replace(at=min(max(self.at + rows, 0), max(len(self.tasks) - 1, 0)))

    def top(self, height: int) -> int:
        """The first task in sight: the cursor is always in sight, in the middle where there is more."""
        room = max(height - 1, 1)
        return min(max(self.at - room // 2, 0), max(len(self.tasks) - room, 0))

    def row_at(self, y: int, height: int) -> int | None:
        """Which task stands on a line."""
        at = self.top(height) + y - 1
        return at if y > 0 and at < len(self.tasks) else None


def width_of(width: int, kept: int = ONE_COLUMN) -> int:
    """So many of all the cells are for the drawer; all of them when both have no room."""
    wanted = min(max(width // 3, _LEAST), _GREATEST)
    return wanted if width - wanted >= kept else width


def read_waiting(
    engine: TaskManager, narrowed: Question | None, text: str, today: date
) -> tuple[Waiting, ...]:
    """Open tasks without planned time, the most urgent first."""
    query = waiting_query(engine, narrowed, text)
    return tuple(_waiting(task, today) for task in engine.page(query, _MOST).tasks)


def read_held(engine: TaskManager, number: int, today: date) -> Waiting | None:
    """A task that is brought from elsewhere, as long as its block is; None for what is not planned so."""
    task = engine.get_task(number)
    if not task.status.is_open or (task.recurrence is not None and task.due is None):
        return None
    held = _waiting(task, today)
    if task.starts is None or task.ends is None or task.starts.all_day:
        return held
    return held._replace(estimate=task.ends.utc(engine.person.zone) - task.starts.utc(engine.person.zone))


def waiting_query(engine: TaskManager, narrowed: Question | None, text: str) -> Query:
    """What belongs into the drawer, of what is looked at and of what its own filter leaves."""
    query = engine.read_query(_QUERY)
    if narrowed is not None:
        query = query.narrowed(narrowed.query(engine))
    if text.strip():
        query = query.narrowed(engine.read_query(text))
    return query


def _waiting(task: Task, today: date) -> Waiting:
    due = None if task.due is None else task.due.day
    late = due is not None and due < today
    sign = signs.BLOCKED if task.blocked else "!" if late else signs.STATES[task.status]
    return Waiting(
        int(task.id), task.title, task.estimate, due, task.category, sign, late, task.recurrence is not None
    )


def drawer_lines(
    drawer: Drawer,
    width: int,
    height: int,
    today: date,
    words: Translator,
    colours: Colours,
    *,
    beside: bool = True,
) -> list[list[Segment]]:
    """The lines of the drawer; with a stroke at its left where it stands beside the calendar."""
    inner = width - beside
    stroke = Segment("│" if beside else "", colours.line + colours.border)
    head = words.text("To plan") + f" · {len(drawer.tasks)}"
    head += f" · {harmless(drawer.filter)}" if drawer.filter else ""
    style = colours.line + (colours.heading if drawer.has_keys else colours.faint)
    lines = [[stroke, Segment(fitted(f" {head}", inner), style)]]
    top = drawer.top(height)
    for at in range(top, min(top + height - 1, len(drawer.tasks))):
        row = _row(drawer.tasks[at], inner, today, words, colours, drawer, chosen=at == drawer.at)
        lines.append([stroke, *row])
    if not drawer.tasks and height > 1:
        said = fitted(f" {words.text('Nothing to plan')}", inner)
        lines.append([stroke, Segment(said, colours.line + colours.faint)])
    lines += [[stroke, Segment(" " * inner, colours.line)] for _ in range(height - len(lines))]
    return lines[:height]


def _row(
    task: Waiting,
    width: int,
    today: date,
    words: Translator,
    colours: Colours,
    drawer: Drawer,
    *,
    chosen: bool,
) -> Sequence[Segment]:
    ground = colours.line
    if chosen:
        ground = colours.cursor if drawer.has_keys else colours.cursor_elsewhere
    notes = [] if task.estimate is None else [describe_duration(task.estimate, words.language)]
    if task.due is not None and width >= _ROOMY:
        notes.append(describe_day(task.due, today, words.language))
    note = f" {' · '.join(notes)} " if notes else ""
    note = fitted(note, min(len(note), width // 2))
    style = colours.late if task.is_late else colours.hue(task.category)
    room = max(width - len(note) - 1, 0)
    text = f"{task.sign}{letter_of(task.category) or ' '} {harmless(task.title[:200])}"
    text += f" {signs.REPEATS}" if task.repeats else ""
    return (
        Segment(signs.CURSOR if chosen else " ", ground + colours.bar),
        Segment(fitted(text, room), ground + style),
        Segment(note, ground + colours.faint),
    )
