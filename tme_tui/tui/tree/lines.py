"""One line of a tree as flat texts and tones, made when it comes into sight."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from tme_tui.i18n import Translator
from tme_tui.language.describe import describe_duration, describe_roughly, shorter_forms
from tme_tui.model.conflict import DateConflict
from tme_tui.model.critical_path import Times
from tme_tui.model.ids import TaskId
from tme_tui.model.moment import Moment
from tme_tui.model.outline import Node, Outline, Tie
from tme_tui.model.task import Dependency, Kind, Link, Status
from tme_tui.tui.look import signs
from tme_tui.tui.look.cells import harmless
from tme_tui.tui.tasks.rows import Reader, Tone

STEPS = 8
"""Deeper lines are drawn no further to the right: their depth stands there as a number."""
DEEP = "┄"
"""Behind that number."""
_LONGEST = 400
BEFORE, AFTER = "↑", "↓"
"""Before the cursor's task in its chain, and after it."""
WAITS, HOLDS = "⊘", "→"
ALSO = "⇠"
CRITICAL = " ◆"


class Line(NamedTuple):
    """What a line says; all that changes with the cursor is elsewhere."""

    number: int
    guides: str = ""
    fold: str = ""
    state: str = signs.STATES[Status.OPEN]
    tone: Tone = Tone.PLAIN
    priority: int = 0
    title: str = ""
    also: str = ""
    """Cross-links: the ties that are not drawn, by number."""
    conflict: str = ""
    """That it is due before something that it waits for."""
    extras: str = ""
    """How far its subtasks have come, what it waits for, how many it holds up."""
    estimate: str = ""
    slack: str = ""
    """In place of the estimate: how much later it may be, or how much too late it will be."""
    is_late: bool = False
    when: tuple[str, ...] = ()
    when_tone: Tone = Tone.PLAIN
    closed: bool = False
    aside: bool = False
    """It is no match of the view and only leads to one."""


def guides(outline: Outline, place: int) -> str:
    """The strokes that lead from a line to what it stands under."""
    depth = outline.depths[place]
    if depth == 0:
        return ""
    found = ["└─" if outline.is_last(place) else "├─"]
    holders = [one for one in outline.holders_of(place)[: STEPS - 1] if outline.depths[one] > 0]
    found += ["  " if outline.is_last(holder) else "│ " for holder in holders]
    strokes = "".join(reversed(found[:STEPS]))
    return f"{depth}{DEEP}{strokes[2:]}" if depth > STEPS else strokes


def line_of(node: Node, reader: Reader, ties: Sequence[Tie], drawn: int | None, *, backwards: bool) -> Line:
    """The task as a line; `ties` are those of the reading, `drawn` is what it stands under."""
    when, when_tone = _when(node, reader)
    state, tone = _state(node, reader)
    others = [tie.task if backwards else tie.blocker for tie in ties]
    special = next((tie for tie in ties if drawn in (tie.task, tie.blocker) and _is_special(tie)), None)
    also = [f"#{number}" for number in others if number != drawn] if drawn is not None else []
    said = [] if special is None else [tie_text(special)]
    if also:
        said.append(f"{ALSO} {' '.join(also[:6])}{' …' if len(also) > 6 else ''}")
    return Line(
        number=node.number,
        state=state,
        tone=tone,
        priority=node.priority or 0,
        title=harmless(node.title[:_LONGEST]),
        also="  ".join(said),
        extras=_extras(node),
        estimate=describe_duration(timedelta(seconds=node.estimate), reader.words.language)
        if node.estimate
        else "",
        when=shorter_forms(harmless(when)) if when else (),
        when_tone=when_tone,
        closed=not node.is_open,
    )


def with_slack(line: Line, times: Times | None, language: str) -> Line:
    """The line with how much its task may be late, as far as that says something."""
    margin = None if times is None else times.margin
    if margin is None or line.closed:
        return line
    said = describe_roughly(timedelta(seconds=margin), language)
    return line._replace(slack=said if margin < 0 else f"+{said}", is_late=margin < 0)


def with_conflicts(line: Line, conflicts: Sequence[DateConflict], words: Translator) -> Line:
    """The line with what is due after its task though it comes before, the worst of it."""
    if not conflicts:
        return line
    return line._replace(conflict=words.text("due before #{number}", number=conflicts[0].blocker))


def tie_text(tie: Tie) -> str:
    """The type and the lag of a dependency, as they are typed: `FS+2d`."""
    from tme_tui.language.quickadd.dependencies import write_links

    lag = timedelta(seconds=tie.lag)
    written = write_links((Dependency(TaskId(0), TaskId(1), Link.FINISH_START, lag),), ())
    return f"{tie.link}{written[1:]}"


def read_tie(text: str) -> tuple[Link, timedelta] | None:
    """What `tie_text` says; None if it is something else."""
    from tme_tui.language.quickadd.dependencies import read_links

    links = read_links("1" + text.strip().replace(" ", ""))
    if links is None or links.removed or len(links.added) != 1 or links.added[0].blocker != 1:
        return None
    return links.added[0].link, links.added[0].lag


def _is_special(tie: Tie) -> bool:
    return tie.link != Link.FINISH_START or tie.lag != 0


def _state(node: Node, reader: Reader) -> tuple[str, Tone]:
    if not node.is_open:
        return signs.STATES[Status(node.status)], Tone.FAINT
    if node.open_blockers:
        return signs.BLOCKED, Tone.BLOCKED
    if node.wait_utc is not None and node.wait_utc > reader.now.timestamp():
        return signs.WAITING, Tone.FAINT
    if node.status == Status.STARTED:
        return signs.STATES[Status.STARTED], Tone.GOOD
    return signs.EVENT if node.kind == Kind.EVENT else signs.STATES[Status.OPEN], Tone.PLAIN


def _when(node: Node, reader: Reader) -> tuple[str, Tone]:
    if node.due is None:
        return "", Tone.PLAIN
    due = Moment.from_text(node.due)
    if not node.is_open:
        return reader.moment(due), Tone.FAINT
    if node.kind != Kind.EVENT and not reader.is_ahead(due):
        return reader.distance(due), Tone.LATE
    return reader.moment(due), Tone.SOON if reader.is_soon(due) else Tone.PLAIN


def _extras(node: Node) -> str:
    said = []
    if node.subtasks:
        said.append(f"{node.subtasks_done}/{node.subtasks}")
    if node.is_open and node.open_blockers:
        said.append(f"{WAITS}{node.open_blockers}")
    if node.is_open and node.blocking:
        said.append(f"{HOLDS}{node.blocking}")
    return " ".join(said)
