"""`tme tree --graph`: dependencies as boxes with lines between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tme_tui.cli import slack
from tme_tui.cli.cells import cut, width
from tme_tui.cli.output import Piece
from tme_tui.cli.session import Session
from tme_tui.cli.task_lines import BLOCKED, MARKS
from tme_tui.cli.tree_dates import CONFLICT
from tme_tui.language.describe import shorter_forms
from tme_tui.model.graph_part import around, first_of
from tme_tui.model.graph_text import text_lines
from tme_tui.model.grove import Around
from tme_tui.model.layers import lay_out
from tme_tui.model.moment import Moment
from tme_tui.model.outline import Forest, Node, Tie
from tme_tui.model.task import Status

_TITLE = 24


def draw_graph(session: Session, number: int | None, *, critical: bool, as_json: bool) -> None:
    """Draw what a task waits for and what waits for it, or all open tasks that are tied."""
    query = "" if number is None else f"id:{number}"
    forest = session.manager.forest(query, Around(above=False, inside=False, after=True))
    shown = _shown(forest, number)
    ties = [tie for tie in forest.ties if tie.task in shown and tie.blocker in shown]
    times = session.manager.critical_path() if critical else {}
    if as_json:
        tasks = [
            {
                "id": node.number,
                "title": node.title,
                "status": node.status,
                "due": None if node.due is None else Moment.from_text(node.due).iso(session.zone),
                **slack.as_json(times, node.number),
            }
            for node in shown.values()
        ]
        session.out.document({"tasks": tasks, "ties": [tie._asdict() for tie in ties]})
        return
    if not shown:
        session.complain(session.words.text("nothing waits for anything"))
        return
    if session.spoken:
        _say(session, shown, ties)
        return
    decisive = {number for number, one in times.items() if one.is_critical}
    conflicts = session.manager.conflicts(shown)
    labels = {
        node.number: f" {_label(node, node.number in decisive, node.number in conflicts)} "
        for node in shown.values()
    }
    widths = {node: width(label) + 2 for node, label in labels.items()}
    dates = {node.number: _dates(session, node) for node in shown.values()}
    for line in text_lines(lay_out(widths, [(tie.blocker, tie.task) for tie in ties]), labels, dates):
        session.out.put((Piece(line),))
    left_out = len(_tied(forest)) - len(shown)
    if number is None and left_out > 0:
        words = session.words
        session.complain(words.plural("{n} more task is not drawn", "{n} more tasks are not drawn", left_out))


def _say(session: Session, shown: Mapping[int, Node], ties: Sequence[Tie]) -> None:
    """The ties for a screen reader: each task with what it waits for and what waits for it."""
    from tme_tui.cli import spoken

    words = session.words
    tasks = session.manager.tasks_numbered(list(shown))
    for place, number in enumerate(one for one in shown if one in tasks):
        if place:
            session.out.say()
        session.out.say(spoken.headline(session, tasks[number]))
        spoken.say_fact(session, words.text("status"), spoken.state(session, tasks[number]))
        for name, others in (
            (words.text("waits for"), [tie.blocker for tie in ties if tie.task == number]),
            (words.text("needed by"), [tie.task for tie in ties if tie.blocker == number]),
        ):
            for other in others:
                if other in tasks:
                    spoken.say_fact(session, name, spoken.headline(session, tasks[other]))


def _shown(forest: Forest, number: int | None) -> dict[int, Node]:
    neighbours = forest.neighbours()
    chosen = first_of(_tied(forest), neighbours) if number is None else around(number, neighbours)
    return {one: forest.nodes[one] for one in chosen if one in forest.nodes}


def _tied(forest: Forest) -> list[int]:
    tied = {number for tie in forest.ties for number in (tie.task, tie.blocker)}
    return [number for number in forest.nodes if number in tied]


def _dates(session: Session, node: Node) -> Sequence[str]:
    """When an open task is due, in the longest way and in shorter ones."""
    if node.due is None or not node.is_open:
        return ()
    due = Moment.from_text(node.due)
    (said,) = session.reader.due(due)
    return (said.text, *shorter_forms(session.reader.moment(due)))


def _label(node: Node, is_critical: bool, in_conflict: bool) -> str:
    mark = BLOCKED if node.is_open and node.open_blockers else MARKS[Status(node.status)]
    if in_conflict:
        mark = f"{mark} {CONFLICT}"
    return f"{mark} {cut(node.title, _TITLE)}{slack.CRITICAL if is_critical else ''} #{node.number}"
